import Foundation
import TestSupport
import Wire

/// One line of `api/routes.tsv`.
struct RouteRow: Sendable, CustomStringConvertible {
    var method: String
    var path: String
    var feature: String
    var state: String
    /// What each of `Caller.allCases` gets, in their order; empty when nobody has written it yet.
    var statuses: [String]
    /// `?query` and JSON body, each may be missing; `$name` stands for something in the test's world.
    var request: String

    var description: String { "\(method) \(path)" }

    init(method: String, path: String, feature: String, state: String, statuses: [String] = [], request: String = "") {
        (self.method, self.path, self.feature, self.state) = (method, path, feature, state)
        (self.statuses, self.request) = (statuses, request)
    }

    init?(line: String) {
        var columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard columns.count >= 4 else { return nil }
        while columns.count < 5 + Caller.allCases.count { columns.append("") }
        self.init(
            method: columns[0], path: columns[1], feature: columns[2], state: columns[3],
            statuses: columns[4..<(4 + Caller.allCases.count)].filter { !$0.isEmpty }, request: columns[4 + Caller.allCases.count])
    }

    var line: String {
        let missing = Array(repeating: "", count: max(0, Caller.allCases.count - statuses.count))
        return ([method, path, feature, state] + statuses + missing + [request]).joined(separator: "\t")
    }
}

/// `api/routes.tsv`, the list of what the server answers.
enum RouteTable {
    static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../api/routes.tsv").standardizedFileURL
    static let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    /// Comments and the line of column names.
    static var head: [String] { text.split(separator: "\n").map(String.init).filter { $0.hasPrefix("#") || $0.hasPrefix("method\t") } }
    static let rows: [RouteRow] = text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") && !$0.hasPrefix("method\t") }
        .compactMap(RouteRow.init(line:))

    static func write(_ rows: [RouteRow]) throws {
        let sorted = rows.sorted { ($0.path, $0.method) < ($1.path, $1.method) }
        try ((head + sorted.map(\.line)).joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
    }
}

/// Who asks, from the weakest to the strongest.
enum Caller: String, CaseIterable, Sendable {
    case nobody, outsider, guest, member
    case channelAdmin = "channel_admin"
    case teamAdmin = "team_admin"
    case systemAdmin = "system_admin"
}
