import Database
import Realtime
import TestSupport
import Testing
import Wire

@testable import Chat

/// Who has a connection is online; whose last one is gone is offline.
struct ComingAndGoingTests {
    /// The statuses that were told of somebody, in the order in which everybody's sockets got them.
    private func told(_ chat: Harness, of person: Person) throws -> [String] {
        try chat.events.filter { $0.name == "status_change" && $0.broadcast.user == person.id }.compactMap {
            try JSONReader.read($0.data)["status"]?.string
        }
    }

    private func status(_ chat: Harness, of person: Person) async -> String? {
        await chat.get("/users/\(person.id)/status", as: person)["status"]?.string
    }

    @Test(arguments: Engine.underTest)
    func comingIsToldOnceAndGoingWithTheLastConnection(_ engine: Engine) async throws {
        let chat = try await Harness(engine), ann = try await chat.person("ann")
        chat.forget()
        let desk = try await Ear(chat, as: ann)
        let came = try await desk.event("status_change")
        #expect(came["data"]?["status"] == "online" && came["data"]?["user_id"] == .string(ann.id.raw))
        let phone = try await Ear(chat, as: ann)
        desk.hangUp()
        try await Eventually.holds("one connection is left") { chat.services.hub.connectionCount(of: ann.id) == 1 }
        // Answers come after everything that was told before they were asked for.
        try await phone.say("user_update_active_status", ["user_is_active": true])
        #expect(try told(chat, of: ann) == ["online"])
        #expect(await status(chat, of: ann) == "online")
        phone.hangUp()
        try await Eventually.holds("the last one is gone") { try told(chat, of: ann) == ["online", "offline"] }
        #expect(await status(chat, of: ann) == "offline")
    }

    /// A line that breaks and is there again at once: "offline" is written while the new connection opens.
    @Test(arguments: Engine.underTest)
    func whoComesBackWhileTheyAreWrittenOfflineEndsOnline(_ engine: Engine) async throws {
        let chat = try await Harness(engine), ann = try await chat.person("ann")
        let session = try await chat.db.read { try #require(try $0.sessions.known(token: ann.token)).session }
        let actions = SocketActions(services: chat.services)
        for round in 0..<8 {
            chat.forget()
            async let gone: Void = actions.disconnected(session, isLast: true)
            let ear = try await Ear(chat, as: ann)
            await gone
            // Nothing is under way now that could end in "offline".
            try await Eventually.holds("round \(round): the row says online") { await status(chat, of: ann) == "online" }
            try await Eventually.holds("round \(round): it is told last") { try told(chat, of: ann).last == "online" }
            ear.hangUp()
            try await Eventually.holds("round \(round): gone") { try told(chat, of: ann).last == "offline" }
        }
    }

    /// The other way round: gone before "online" was written.
    @Test(arguments: Engine.underTest)
    func whoIsGoneBeforeTheyAreWrittenOnlineEndsOffline(_ engine: Engine) async throws {
        let chat = try await Harness(engine), ann = try await chat.person("ann")
        let session = try await chat.db.read { try #require(try $0.sessions.known(token: ann.token)).session }
        let actions = SocketActions(services: chat.services)
        for round in 0..<8 {
            let ear = try await Ear(chat, as: ann)
            async let came: Void = actions.connected(session)
            ear.hangUp()
            await came
            try await Eventually.holds("round \(round): gone") { chat.services.hub.connectionCount(of: ann.id) == 0 }
            await actions.disconnected(session, isLast: true)
            try await Eventually.holds("round \(round): offline is told last") { try told(chat, of: ann).last == "offline" }
        }
        // The connection's own "online" may come once more, and is taken back by whoever wrote it.
        try await Eventually.holds("they end offline") { await status(chat, of: ann) == "offline" }
    }

    @Test(arguments: Engine.underTest)
    func whatWasChosenOutlastsComingAndGoing(_ engine: Engine) async throws {
        let chat = try await Harness(engine), ann = try await chat.person("ann")
        await chat.put("/users/me/status", ["user_id": .string(ann.id.raw), "status": "dnd"], as: ann)
        chat.forget()
        let ear = try await Ear(chat, as: ann)
        try await ear.say("user_update_active_status", ["user_is_active": true])
        ear.hangUp()
        try await Eventually.holds("gone") { chat.services.hub.connectionCount(of: ann.id) == 0 }
        let session = try await chat.db.read { try #require(try $0.sessions.known(token: ann.token)).session }
        await SocketActions(services: chat.services).disconnected(session, isLast: true)
        #expect(try told(chat, of: ann).isEmpty)
        #expect(await status(chat, of: ann) == "dnd")
    }
}
