import Outside
import TestSupport
import Testing
import Wire

@testable import Chat

/// Several missed messages in one mail.
struct MailBatchTests {
    private func direct(_ chat: Harness, _ one: Person, _ other: Person) async throws -> String {
        try #require(await chat.post("/channels/direct", [.string(one.id.raw), .string(other.id.raw)], as: one)["id"]?.string)
    }

    @Test(arguments: Engine.underTest)
    func whatWasNotSeenInTheMeantimeComesTogether(_ engine: Engine) async throws {
        let chat = try await Harness(
            engine,
            settings: [
                "MM_EMAILSETTINGS_SENDEMAILNOTIFICATIONS": "true", "MM_EMAILSETTINGS_SMTPSERVER": "127.0.0.1",
                "MM_EMAILSETTINGS_ENABLEEMAILBATCHING": "true", "MM_SERVICESETTINGS_SITEURL": "http://chat.example",
            ])
        let ann = try await chat.person("ann"), bob = try await chat.person("bob"), cleo = try await chat.person("cleo")
        let dan = try await chat.person("dan")
        let atOnce: JSONValue = [
            ["user_id": .string(dan.id.raw), "category": "notifications", "name": "email_interval", "value": "30"]
        ]
        #expect(await chat.put("/users/me/preferences", atOnce, as: dan).status == 200)
        let talk = try await direct(chat, ann, bob), other = try await direct(chat, cleo, bob), alone = try await direct(chat, ann, dan)
        func say(_ text: String, in channel: String, as person: Person) async -> String {
            await chat.post("/posts", ["channel_id": .string(channel), "message": .string(text)], as: person)["id"]?.string ?? ""
        }
        let first = await say("one", in: talk, as: ann), second = await say("two", in: talk, as: ann)
        _ = await say("seen", in: other, as: cleo)
        _ = await say("three", in: alone, as: ann)
        // Dan's goes at once, and behind those that wait for Bob.
        #expect(try await chat.mails(2, to: "dan@example.com").last?.text.contains("three") == true)
        #expect(await chat.post("/channels/members/me/view", ["channel_id": .string(other)], as: bob).status == 200)
        await SendMailBatches(services: chat.services).run()
        #expect(!chat.services.notifier.batches.isEmpty, "a quarter of an hour has not gone by")
        chat.advance(milliseconds: 900_000)
        await SendMailBatches(services: chat.services).run()
        let mail = try #require(try await chat.mails(1, to: "bob@example.com", about: "new messages").last)
        #expect(mail.subject.contains("2 new messages") && mail.text.contains("one") && mail.text.contains("two"))
        #expect(!mail.text.contains("seen") && !mail.html.contains("seen"))
        for post in [first, second] { #expect(mail.html.contains("http://chat.example/_redirect/pl/\(post)")) }
        #expect(chat.services.notifier.batches.isEmpty)
    }
}
