import Database
import TestSupport
import Testing

@testable import Chat

/// On SQLite the index finds new messages by the last one that it knows, whatever becomes of that one and of its row's number.
struct NewPostTests {
    @Test func newMessagesAreFoundAfterTheLastOneIsGone() async throws {
        let world = try await PostWorld(.sqlite)
        let first = try await world.say("heron 1"), second = try await world.say("heron 2"), third = try await world.say("heron 3")
        #expect(await world.found("heron") == [third, second, first])
        try await world.chat.db.write { tx in _ = try tx.execute("DELETE FROM posts WHERE id \(in: [second, third])") }
        let fourth = try await world.say("heron 4")
        #expect(await world.found("heron") == [fourth, first])
        #expect(try await world.count("SELECT count(*) FROM martlet_search_posts WHERE id \(in: [second, third])") == 0)
    }

    @Test func newMessagesAreFoundInAPackedDatabase() async throws {
        let world = try await PostWorld(.sqlite)
        try await world.chat.db.write { tx in _ = try tx.execute("UPDATE posts SET rowid = rowid + 1000") }
        let old = try await world.say("osprey 1")
        #expect(await world.found("osprey") == [old])
        try await world.chat.db.write { tx in _ = try tx.execute("UPDATE posts SET rowid = rowid - 1000") }
        let new = try await world.say("osprey 2")
        #expect(await world.found("osprey") == [new, old])
    }

    @Test func allIsReadAgainWhenNobodyKnowsTheLastOne() async throws {
        let world = try await PostWorld(.sqlite)
        let old = try await world.say("plover 1")
        #expect(await world.found("plover") == [old])
        try await world.chat.db.write { tx in _ = try tx.execute("UPDATE martlet_search_seen SET id = 'lost'") }
        let new = try await world.say("plover 2")
        try await world.settle()
        #expect(await world.found("plover") == [new, old])
        #expect(try await world.chat.db.read { tx in try tx.search.isBehind() } == false)
    }
}
