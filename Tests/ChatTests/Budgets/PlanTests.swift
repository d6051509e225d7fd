import Database
import TestSupport
import Testing

/// The plans of what the hot requests run: a table that grows is never read from one end to the other.
struct PlanTests {
    private static let growing = [
        "posts", "channelmembers", "channels", "users", "sessions", "teammembers", "threads", "threadmemberships", "reactions",
        "fileinfo", "preferences",
    ]

    @Test func onSQLiteEveryHotStatementUsesAnIndex() async throws {
        guard Engine.underTest.contains(.sqlite) else { return }
        let hot = try await HotRequests(.sqlite)
        for name in HotRequests.names { try await hot.run(name) }
        for statement in try await Self.statements(of: hot, "SELECT sql FROM sqlite_stmt") where Self.isHot(statement) {
            let plan = try await hot.town.chat.db.write { tx in
                try tx.rows(SQL(unchecked: "EXPLAIN QUERY PLAN " + statement)) { row -> String in
                    row.skip(); row.skip(); row.skip()
                    return row.next()
                }
            }
            let aliases = Self.aliases(in: statement)
            let scans = plan.filter { step in
                let words = step.split(separator: " ")
                return words.first == "SCAN" && words.count == 2 && Self.growing.contains(aliases[String(words[1])] ?? String(words[1]))
            }
            #expect(scans.isEmpty, "\(statement)\n\(plan.joined(separator: "\n"))")
        }
    }

    @Test func onPostgreSQLEveryHotStatementUsesAnIndex() async throws {
        guard Engine.underTest.contains(.postgres) else { return }
        let hot = try await HotRequests(.postgres)
        for name in HotRequests.names { try await hot.run(name) }
        let plans = try await hot.town.chat.db.write { tx in try Self.postgresPlans(tx) }
        #expect(plans.count > 5)
        for (statement, plan) in plans {
            let scans = plan.filter { line in line.contains("Seq Scan") && Self.growing.contains { line.contains("Seq Scan on \($0) ") } }
            #expect(scans.isEmpty, "\(statement)\n\(plan.joined(separator: "\n"))")
        }
    }

    /// Of every statement that this connection has prepared, as it is planned for any values once the tables are large.
    private static func postgresPlans(_ tx: Transaction<ReadWrite>) throws -> [(statement: String, plan: [String])] {
        let prepared = try tx.rows(
            SQL(unchecked: "SELECT name, statement, COALESCE(cardinality(parameter_types), 0) FROM pg_prepared_statements")
        ) { row in (name: row.next(String.self), text: row.next(String.self), parameters: Int(row.integer())) }
        try tx.execute(SQL(unchecked: "SET LOCAL plan_cache_mode = force_generic_plan"))
        try tx.execute(SQL(unchecked: "SET LOCAL enable_seqscan = off"))
        // A plan that was kept knows nothing of these settings.
        try tx.execute(SQL(unchecked: "DISCARD PLANS"))
        return try prepared.filter { isHot($0.text) }.map { statement in
            let values = Array(repeating: "NULL", count: statement.parameters).joined(separator: ", ")
            let call = values.isEmpty ? statement.name : "\(statement.name)(\(values))"
            return (statement.text, try tx.rows(SQL(unchecked: "EXPLAIN EXECUTE \(call)")) { $0.next(String.self) })
        }
    }

    private static func statements(of hot: HotRequests, _ question: String) async throws -> Set<String> {
        var all: Set<String> = []
        // Reads have several connections; each knows its own statements.
        for _ in 0..<16 {
            all.formUnion(try await hot.town.chat.db.read { try $0.rows(SQL(unchecked: question)) { $0.next(String.self) } })
        }
        all.formUnion(try await hot.town.chat.db.write { try $0.rows(SQL(unchecked: question)) { $0.next(String.self) } })
        return all
    }

    private static func isHot(_ statement: String) -> Bool {
        let verb = statement.split(separator: " ").first.map { $0.uppercased() } ?? ""
        return ["SELECT", "UPDATE", "DELETE"].contains(verb) && statement.contains("WHERE")
            && growing.contains { statement.contains(" \($0)") }
    }

    /// `posts p` is read as `p` in the plan.
    private static func aliases(in statement: String) -> [String: String] {
        let words = statement.split { $0.isWhitespace || $0 == "," || $0 == "(" || $0 == ")" }.map(String.init)
        return Dictionary(zip(words.dropFirst(), words).filter { growing.contains($0.1) }.map { ($0.0, $0.1) }) { first, _ in first }
    }
}
