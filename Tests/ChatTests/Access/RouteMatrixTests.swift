import Chat
import Foundation
import TestSupport
import Testing

/// The authorization matrix: every door, asked by everybody. `api/routes.tsv` says what each gets; a change of it shows in
/// review who may suddenly do what. After adding a route, or on purpose:
///
///     MARTLET_WRITE_MATRIX=1 swift test --filter RouteMatrixTests
///
/// writes what the server answers now, adds missing lines and drops those of doors that are gone. Read the difference.
struct RouteMatrixTests {
    static let writes = ProcessInfo.processInfo.environment["MARTLET_WRITE_MATRIX"] != nil

    @Test(.disabled(if: writes)) func everyDoorHasItsLineAndEveryLineItsDoor() async throws {
        let doors = try await Set(Self.doors()), lines = RouteTable.rows.map(\.description)
        #expect(doors.subtracting(lines).sorted() == [], "registered, but not in api/routes.tsv")
        #expect(Set(lines).subtracting(doors).sorted() == [], "in api/routes.tsv, but not registered")
        #expect(lines.count == Set(lines).count, "a door has two lines")
    }

    @Test(.disabled(if: writes), arguments: RouteTable.rows)
    func everyCallerGetsWhatTheLineSays(_ row: RouteRow) async throws {
        #expect(row.statuses.count == Caller.allCases.count, "no statuses yet: see the head of this file")
        let statuses = try await MatrixWorld.shared.value.statuses(of: row)
        for (index, caller) in Caller.allCases.enumerated() where row.statuses.indices.contains(index) && row.statuses[index] != "-" {
            #expect(statuses[index] == row.statuses[index], "\(row) as \(caller.rawValue)")
        }
        #expect(!statuses.contains { $0.hasPrefix("500") }, "\(row) ends in an error of the server's own")
    }

    @Test(.enabled(if: writes)) func theTableIsWrittenAnew() async throws {
        let known = Dictionary(RouteTable.rows.map { ($0.description, $0) }) { first, _ in first }
        let world = try await MatrixWorld.shared.value
        var rows: [RouteRow] = []
        for door in try await Self.doors() {
            let parts = door.split(separator: " ").map(String.init)
            let feature = parts[1].split(separator: "/").dropFirst(2).first.map(String.init) ?? "web"
            var row = known[door] ?? RouteRow(method: parts[0], path: parts[1], feature: feature, state: "done")
            let statuses = try await world.statuses(of: row), old = row.statuses
            row.statuses = statuses.enumerated().map { old.indices.contains($0) && old[$0] == "-" ? "-" : $1 }
            rows.append(row)
        }
        try RouteTable.write(rows)
    }

    private static func doors() async throws -> [String] { try await Harness(.sqlite).api.table.map { "\($0.method) \($0.path)" } }
}
