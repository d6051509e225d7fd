import Outside
import TestSupport
import Testing
import Wire

@testable import Chat

/// Mails about messages that somebody missed, and about their account.
struct MailNoticeTests {
    private func chat(_ engine: Engine, _ settings: [String: String] = [:]) async throws -> Harness {
        try await Harness(
            engine,
            settings: [
                "MM_EMAILSETTINGS_SENDEMAILNOTIFICATIONS": "true", "MM_EMAILSETTINGS_SMTPSERVER": "127.0.0.1",
                "MM_EMAILSETTINGS_SMTPPORT": "25",
                "MM_EMAILSETTINGS_FEEDBACKEMAIL": "chat@example.com", "MM_SERVICESETTINGS_SITEURL": "http://chat.example",
            ].merging(settings) { $1 })
    }

    private func mails(_ chat: Harness, to person: String, _ count: Int) async throws -> [MailMessage] {
        func found() -> [MailMessage] { chat.mails.filter { $0.to.address == person + "@example.com" } }
        try await Eventually.holds("\(count) mails to \(person)") { found().count >= count }
        return found()
    }

    @Test(arguments: Engine.underTest)
    func aMissedMessageIsMailedWithItsWordsAndALink(_ engine: Engine) async throws {
        let chat = try await chat(engine)
        defer { chat.services.notifier.stop() }
        let ann = try await chat.person("ann"), bob = try await chat.person("bob")
        #expect(chat.mails.map(\.to.address) == ["ann@example.com", "bob@example.com"], "a welcome each")
        let channel = await chat.post("/channels/direct", [.string(ann.id.raw), .string(bob.id.raw)], as: ann)["id"]?.string ?? ""
        let post = await chat.post("/posts", ["channel_id": .string(channel), "message": "**hello** <b>"], as: ann)["id"]?.string ?? ""
        let mail = try #require(try await mails(chat, to: "bob", 2).last)
        #expect(mail.html.contains("<strong>hello</strong> &lt;b&gt;") && mail.text.contains("hello"))
        #expect(mail.html.contains("http://chat.example/landing#/_redirect/pl/\(post)") && mail.id == post && mail.host == "chat.example")
        #expect(mail.subject.contains("ann") && mail.pictures.count == 1 && mail.headers["Precedence"] == "bulk")
    }

    @Test(arguments: Engine.underTest)
    func whoIsThereGetsNone(_ engine: Engine) async throws {
        let chat = try await chat(engine)
        defer { chat.services.notifier.stop() }
        let ann = try await chat.person("ann"), bob = try await chat.person("bob"), cleo = try await chat.person("cleo")
        _ = await chat.put("/users/me/status", ["user_id": .string(bob.id.raw), "status": "dnd"], as: bob)
        let group = await chat.post("/channels/group", [.string(ann.id.raw), .string(bob.id.raw), .string(cleo.id.raw)], as: ann)
        _ = await chat.post("/posts", ["channel_id": group["id"] ?? "", "message": "hello"], as: ann)
        #expect(try await mails(chat, to: "cleo", 2).count == 2)
        #expect(try await mails(chat, to: "bob", 1).count == 1, "the welcome only")
    }

    @Test(arguments: Engine.underTest)
    func ownersHearOfChangesToTheirAccounts(_ engine: Engine) async throws {
        let chat = try await chat(engine)
        let ann = try await chat.person("ann"), before = chat.mails.count
        _ = await chat.put("/users/me/patch", ["username": "anna"], as: ann)
        _ = await chat.put("/users/me/patch", ["email": "anna@example.com", "password": .string(Harness.password)], as: ann)
        #expect(chat.mails.dropFirst(before).map(\.to.address) == ["ann@example.com", "ann@example.com"])
        #expect(chat.mails.last?.text.contains("anna@example.com") == true)
        #expect(await chat.post("/email/test", [:], as: ann).errorID == "api.file.test_connection_email_settings_nil.app_error")
        let asked: JSONValue = ["EmailSettings": ["SMTPServer": "127.0.0.1", "SMTPPort": "25"]]
        #expect(await chat.post("/email/test", asked, as: ann).status == 200)
        let bob = try await chat.person("bob")
        #expect(await chat.post("/email/test", asked, as: bob).status == 403)
    }

    @Test(arguments: Engine.underTest)
    func anAddressTakesTheOldOnesPlaceOnceItIsProven(_ engine: Engine) async throws {
        let chat = try await chat(engine, ["MM_EMAILSETTINGS_REQUIREEMAILVERIFICATION": "true"])
        let ann = try await chat.person("ann")
        _ = await chat.put("/users/me/patch", ["email": "new@example.com", "password": .string(Harness.password)], as: ann)
        let mail = try #require(chat.mails.last)
        #expect(mail.to.address == "new@example.com")
        let token = mail.text.components(after: "token=")
        #expect(await chat.get("/users/me", as: ann)["email"] == "ann@example.com")
        #expect(await chat.post("/users/email/verify", ["token": .string(token)]).status == 200)
        #expect(await chat.get("/users/me", as: ann)["email"] == "new@example.com")
    }
}

extension String {
    /// What follows a mark, up to the next sign that is neither letter nor digit.
    fileprivate func components(after mark: String) -> String {
        guard let range = self.ranges(of: mark).first else { return "" }
        return String(self[range.upperBound...].prefix { $0.isLetter || $0.isNumber })
    }
}
