import TestSupport
import Wire

/// What can be wrong with a call of one door: its body, one member of it, its query, one part of its path.
struct WrongCalls {
    struct Call: CustomStringConvertible {
        let method: String
        let path: String
        var body: [UInt8]?

        var description: String { "\(method) \(path.prefix(200)) \(String(decoding: (body ?? []).prefix(120), as: UTF8.self))" }
    }

    let row: RouteRow
    let world: MatrixWorld
    private static let long = String(repeating: "x", count: 70_000)
    private static let deep = String(repeating: "[", count: 5_000)
    private static let many = "[" + Array(repeating: "\"\(String(repeating: "n", count: 26))\"", count: 2_000).joined(separator: ",") + "]"
    private static let bodies = [
        "", "{", "{\"a\":", "null", "1", "\"x\"", "[]", "{}", "[null]", "[1]", "[[]]", "[{}]", "[\"\"]", "[\"\\u0000\"]", deep, many,
        "{\"a\":" + deep,
    ]
    /// In place of a member's value.
    private static let values = [
        "null", "true", "-1", "1.5", "9223372036854775807", "1e400", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\(long)\"", "[]", "[null]",
        "{}", "{\"a\":[{}]}", "\"\(String(repeating: "a ", count: 3_000))\"", "\"\(String(repeating: "@%_", count: 3_000))\"", many,
        "[\"\(long)\"]",
    ]
    private static let queries = [
        "-1", "0", "9223372036854775807", "99999999999999999999", "abc", "%00", "%ff%fe", String(long.prefix(200)),
    ]
    private static let asked = [
        "page", "per_page", "perPage", "since", "before", "after", "from", "limit", "time", "name", "q", "term", "sort", "order", "in_team",
        "in_channel", "user_id", "team_id", "channel_id", "fromPost", "fromCreateAt", "direction", "status", "roles", "offset", "t", "h",
    ]
    private static let parts = [
        "x", "%ff%fe", "..%2f..", String(repeating: "9", count: 300), String(repeating: "n", count: 26),
    ]

    var all: [Call] { wrongPaths + (row.method == "GET" ? wrongQueries : wrongBodies + wrongMembers) }

    private var path: String { world.path(row, for: .systemAdmin) }
    private var body: [UInt8]? { world.body(row, for: .systemAdmin) }

    private var wrongBodies: [Call] {
        Self.bodies.map { Call(method: row.method, path: path, body: Array($0.utf8)) }
            + [Call(method: row.method, path: path, body: [0x7B, 0x22, 0xFF, 0xC3, 0x28, 0x22, 0x3A, 0x22, 0xED, 0xA0, 0x80, 0x22, 0x7D])]
    }

    private var wrongMembers: [Call] {
        guard let object = body.flatMap({ try? JSONReader.read($0) })?.object else { return [] }
        return object.members.indices.flatMap { wrong in
            Self.values.map { value in
                let members = object.members.enumerated().map { index, member in
                    "\(JSONWriter.text(of: JSONValue.string(member.key))):\(index == wrong ? value : JSONWriter.text(of: member.value))"
                }
                return Call(method: row.method, path: path, body: Array("{\(members.joined(separator: ","))}".utf8))
            }
        }
    }

    private var wrongQueries: [Call] {
        let words = ["name", "term", "q"].map { "\($0)=\(String(repeating: "a+", count: 1_200))" }.joined(separator: "&")
        let queries = Self.queries.map { value in Self.asked.map { "\($0)=\(value)" }.joined(separator: "&") }
        return (queries + [words]).map { Call(method: row.method, path: path.prefix { $0 != "?" } + "?" + $0, body: body) }
    }

    private var wrongPaths: [Call] {
        let template = row.path.split(separator: "/")
        let real = path.dropFirst(2).prefix { $0 != "?" }.split(separator: "/")
        return template.indices.filter { template[$0].hasPrefix("{") }.flatMap { wrong in
            Self.parts.map { part in
                let parts = real.indices.map { $0 == wrong ? part : String(real[$0]) }
                return Call(method: row.method, path: "!/" + parts.joined(separator: "/"), body: body)
            }
        }
    }
}
