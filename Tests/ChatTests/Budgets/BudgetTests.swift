import Database
import Foundation
import TestSupport
import Testing

struct BudgetTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../api/budgets.tsv")

    /// By request: what it may cost on each engine.
    private static func budgets() throws -> [String: [Int]] {
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst()
        return Dictionary(
            uniqueKeysWithValues: lines.map { line in
                let columns = line.split(separator: "\t").map(String.init)
                return (columns[0], columns.dropFirst().compactMap(Int.init))
            })
    }

    @Test(arguments: Engine.underTest)
    func theHotRequestsRunNoMoreStatementsThanTheirBudget(_ engine: Engine) async throws {
        let budgets = try Self.budgets()
        #expect(Set(budgets.keys) == Set(HotRequests.names))
        let hot = try await HotRequests(engine), queries = hot.town.chat.db.queries
        for name in HotRequests.names {
            if name != "join" { try await hot.run(name) }
            let before = queries.statements
            try await hot.run(name)
            let used = queries.statements - before, budget = budgets[name]?[engine == .sqlite ? 0 : 1] ?? 0
            #expect(used <= budget, "\(name) on \(engine) took \(used) statements")
        }
    }
}
