import TestSupport
import Testing
import Wire

/// Every door, asked wrongly in each way that somebody may think of: a clear answer in the contract's shape, never an error of
/// the server's own.
struct WrongCallTests {
    @Test(arguments: RouteTable.rows)
    func noDoorFallsOverWhatItIsSentOnSQLite(_ row: RouteRow) async throws {
        let world = try await MatrixWorld.shared.value
        try await askWrongly(row, world, try await world.open(), isAlone: true)
    }

    private static let onPostgres = Task { try await MatrixWorld.make(.postgres) }

    @Test(.enabled(if: Engine.underTest.contains(.postgres)), arguments: RouteTable.rows)
    func noDoorFallsOverWhatItIsSentOnPostgreSQL(_ row: RouteRow) async throws {
        let world = try await Self.onPostgres.value
        try await askWrongly(row, world, world.original, isAlone: false)
    }

    /// Follows the thread before it refuses the message, as the recorded server does, and tells of that.
    private static let changesFirst = "/api/v4/users/{user_id}/teams/{team_id}/threads/{thread_id}/set_unread/{post_id}"

    private func askWrongly(_ row: RouteRow, _ world: MatrixWorld, _ chat: Harness, isAlone: Bool) async throws {
        let admin = try #require(world.people[.systemAdmin])
        var person = await chat.loggedIn(admin)
        for call in WrongCalls(row: row, world: world).all {
            if isAlone { chat.forget() }
            let reply = await chat.send(call.method, call.path, as: person, body: call.body)
            #expect(reply.status < 500 || reply.status == 501, "\(call): \(reply.text.prefix(300))")
            if isAlone, reply.status >= 400, row.path != Self.changesFirst {
                #expect(chat.events.isEmpty, "\(call) was refused, and \(chat.eventNames) told")
            }
            // What a door took it took on purpose; what it refused it says as clients read it.
            if reply.status >= 400, !reply.body.isEmpty, reply.contentType?.hasPrefix("application/json") == true {
                #expect(
                    !reply.errorID.isEmpty && reply["status_code"]?.integer == Int64(reply.status), "\(call): \(reply.text.prefix(300))")
            }
            if reply.status == 401 { person = await chat.loggedIn(admin) }
        }
    }
}
