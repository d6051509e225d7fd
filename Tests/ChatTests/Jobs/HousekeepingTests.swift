import Database
import TestSupport
import Testing
import Wire

@testable import Chat

struct HousekeepingTests {
    @Test(arguments: Engine.underTest)
    func pendingIdsLastADayAndExpiredSessionsGo(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann")
        try await chat.db.write { tx in
            try tx.execute("INSERT INTO martlet_pendingposts (userid, pendingid, postid, createat) VALUES (\(ann.id), 'old', 'p', 1)")
            try tx.execute(
                "INSERT INTO martlet_pendingposts (userid, pendingid, postid, createat) VALUES (\(ann.id), 'new', 'p', \(Int64.max))")
            try tx.execute(
                """
                INSERT INTO sessions (id, token, createat, expiresat, lastactivityat, userid, deviceid, roles, isoauth, expirednotify, props)
                VALUES ('gone', 'gonetoken', 1, 2, 1, \(ann.id), '', '', FALSE, FALSE, \(json: "{}"))
                """)
        }
        await Housekeeping(services: chat.services).run()
        let (pending, sessions) = try await chat.db.read { tx in
            (
                try tx.rows("SELECT pendingid FROM martlet_pendingposts") { $0.string() },
                try tx.rows("SELECT id FROM sessions WHERE id = 'gone'") { $0.string() }
            )
        }
        #expect(pending == ["new"] && sessions.isEmpty)
        #expect(await chat.get("/users/me", as: ann).status == 200, "a living session stays")
    }

    @Test(.enabled(if: Engine.underTest.contains(.postgres)))
    func tablesThatNobodyMeasuredAreMeasured() async throws {
        let chat = try await Harness(.postgres)
        _ = try await chat.person("ann")
        func isMeasured() async throws -> Bool {
            try await chat.db.read { tx in
                try tx.exists("SELECT 1 FROM pg_class WHERE oid = 'users'::regclass AND reltuples > 0")
            }
        }
        try await chat.db.write { tx in try MeasureTables().run(in: tx) }
        #expect(try await !isMeasured(), "they are small")
        try await chat.db.write { tx in try MeasureTables(least: 1).run(in: tx) }
        #expect(try await isMeasured())
    }
}
