import Outside
import Synchronization
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

    @Test(arguments: Engine.underTest)
    func aMissedMessageIsMailedWithItsWordsAndALink(_ engine: Engine) async throws {
        let chat = try await chat(engine)
        let ann = try await chat.person("ann"), bob = try await chat.person("bob")
        #expect(try await Set(chat.mails(2).map(\.to.address)) == ["ann@example.com", "bob@example.com"], "a welcome each")
        let channel = await chat.post("/channels/direct", [.string(ann.id.raw), .string(bob.id.raw)], as: ann)["id"]?.string ?? ""
        let post = await chat.post("/posts", ["channel_id": .string(channel), "message": "**hello** <b>"], as: ann)["id"]?.string ?? ""
        let mail = try #require(try await chat.mails(2, to: "bob@example.com").last)
        #expect(mail.html.contains("<strong>hello</strong> &lt;b&gt;") && mail.text.contains("hello"))
        #expect(mail.html.contains("http://chat.example/landing#/_redirect/pl/\(post)") && mail.id == post && mail.host == "chat.example")
        #expect(mail.subject.contains("ann") && mail.pictures.count == 1 && mail.headers["Precedence"] == "bulk")
    }

    @Test(arguments: Engine.underTest)
    func whoIsThereGetsNone(_ engine: Engine) async throws {
        let chat = try await chat(engine)
        let ann = try await chat.person("ann"), bob = try await chat.person("bob"), cleo = try await chat.person("cleo")
        _ = await chat.put("/users/me/status", ["user_id": .string(bob.id.raw), "status": "dnd"], as: bob)
        let group = await chat.post("/channels/group", [.string(ann.id.raw), .string(bob.id.raw), .string(cleo.id.raw)], as: ann)
        _ = await chat.post("/posts", ["channel_id": group["id"] ?? "", "message": "hello"], as: ann)
        #expect(try await chat.mails(2, to: "cleo@example.com").count == 2)
        #expect(try await chat.mails(1, to: "bob@example.com").count == 1, "the welcome only")
    }

    @Test(arguments: Engine.underTest)
    func ownersHearOfChangesToTheirAccounts(_ engine: Engine) async throws {
        let chat = try await chat(engine)
        let ann = try await chat.person("ann")
        _ = await chat.put("/users/me/patch", ["username": "anna"], as: ann)
        _ = await chat.put("/users/me/patch", ["email": "anna@example.com", "password": .string(Harness.password)], as: ann)
        let told = try await chat.mails(3, to: "ann@example.com")
        #expect(told.count == 3 && told.last?.text.contains("anna@example.com") == true, "the welcome, the name, the address")
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
        let mail = try #require(try await chat.mails(1, to: "new@example.com").last)
        let token = mail.text.components(after: "token=")
        #expect(await chat.get("/users/me", as: ann)["email"] == "ann@example.com")
        #expect(await chat.post("/users/email/verify", ["token": .string(token)]).status == 200)
        #expect(await chat.get("/users/me", as: ann)["email"] == "new@example.com")
    }

    /// A mail server that takes its time, or is not there at first.
    @Test(arguments: Engine.underTest)
    func noAnswerWaitsForTheMailServer(_ engine: Engine) async throws {
        let gate = Gate(), tries = Mutex<[String]>([])
        let chat = try await Harness(
            engine,
            settings: ["MM_EMAILSETTINGS_SENDEMAILNOTIFICATIONS": "true", "MM_EMAILSETTINGS_SMTPSERVER": "127.0.0.1"],
            postman: Postman(patience: .milliseconds(1)) { mail, _ in
                await gate.pass()
                let count = tries.withLock { tries in
                    tries.append(mail.to.address)
                    return tries.count
                }
                if count < 3 { throw OutsideError.failed("nobody there") }
            })
        func tried() -> [String] { tries.withLock { $0 } }
        let ann = try await chat.person("ann")
        #expect(await chat.put("/users/me/patch", ["username": "anna"], as: ann).status == 200)
        #expect(tried().isEmpty)
        await gate.open()
        try await Eventually.holds("both mails, the first at the third time") { tried().count == 4 }
        #expect(tried() == Array(repeating: "ann@example.com", count: 4))
    }

    /// Where the interface promises an answer about the mail, whoever asks waits for it.
    @Test(arguments: Engine.underTest)
    func whoAsksForAMailIsToldThatItCouldNotBeSent(_ engine: Engine) async throws {
        let chat = try await Harness(
            engine, settings: ["MM_EMAILSETTINGS_SMTPSERVER": "127.0.0.1", "MM_SERVICESETTINGS_ENABLEEMAILINVITATIONS": "true"],
            postman: Postman { _, _ in throw OutsideError.failed("nobody there") })
        let ann = try await chat.person("ann")
        let team = await chat.post("/teams", ["name": "crew", "display_name": "Crew", "type": "O"], as: ann)["id"]?.string ?? ""
        let email: JSONValue = ["email": "ann@example.com"]
        #expect(await chat.post("/users/password/reset/send", email).status == 500)
        #expect(await chat.post("/users/email/verify/send", email).status == 500)
        #expect(await chat.post("/email/test", ["EmailSettings": ["SMTPServer": "127.0.0.1", "SMTPPort": "25"]], as: ann).status == 500)
        let invited = await chat.post("/teams/\(team)/invite/email?graceful=true", ["cleo@example.com"], as: ann)
        #expect(invited.status == 200 && invited.json.array?.first?["error"]?["id"]?.string != nil, "\(invited.text)")
    }
}

extension String {
    /// What follows a mark, up to the next sign that is neither letter nor digit.
    fileprivate func components(after mark: String) -> String {
        guard let range = self.ranges(of: mark).first else { return "" }
        return String(self[range.upperBound...].prefix { $0.isLetter || $0.isNumber })
    }
}
