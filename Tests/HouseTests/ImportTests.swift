import Testing

/// Who may open which door. Checked file by file; `MemberImportVisibility` makes it bite.
struct ImportRule: HouseRule {
    static let doors: [(module: String, allowed: @Sendable (String) -> Bool)] = [
        ("CSQLite", { $0.hasPrefix("Database/SQLite/") || $0 == "Database/Row.swift" }),
        ("CPostgres", { $0.hasPrefix("Database/Postgres/") || $0 == "Database/Row.swift" }),
        ("CUV", { $0.hasPrefix("Network/") }),
        ("CCurl", { $0.hasPrefix("Outside/") }),
        ("CPNG", { $0.hasPrefix("Outside/") }),
        ("CTurboJPEG", { $0.hasPrefix("Outside/") }),
        ("CCrypt", { $0.hasPrefix("Outside/") }),
        ("CCrypto", { $0.hasPrefix("Outside/") || $0.hasPrefix("Network/") }),
        (
            "Network",
            {
                $0.hasPrefix("Chat/Web/") || $0.hasSuffix("Routes.swift") || $0.contains("Routes+") || $0.hasPrefix("Server/")
                    || $0.hasPrefix("Realtime/") || knownNetworkUsers.contains($0)
            }
        ),
        ("Foundation", { _ in false }),
    ]
    /// Files outside the doors that name requests; may only shrink.
    static let knownNetworkUsers: Set<String> = []

    /// What a target's files may import of ours.
    static let arrows: [String: Set<String>] = [
        "Wire": [], "Network": [], "Database": [], "Outside": [], "Realtime": ["Wire", "Network"],
        "Chat": ["Wire", "Network", "Database", "Realtime", "Outside"],
    ]
    static let ours: Set<String> = ["Wire", "Network", "Database", "Outside", "Realtime", "Chat", "Server"]

    func complaints(_ file: SourceFile) -> [String] {
        let imports = file.lines.compactMap { line -> String? in
            let words = line.split(separator: " ", maxSplits: 3)
            guard words.count >= 2, let index = words.firstIndex(of: "import"), index <= 1, index + 1 < words.count else { return nil }
            return String(words[index + 1])
        }
        var complaints = Self.doors.filter { door in imports.contains(door.module) && !door.allowed(file.path) }
            .map { "\(file.path) may not import \($0.module)" }
        let target = String(file.path.prefix { $0 != "/" })
        if let allowed = Self.arrows[target] {
            complaints += imports.filter { Self.ours.contains($0) && !allowed.contains($0) }.map {
                "\(file.path): \(target) does not know \($0)"
            }
        }
        return complaints
    }
}

struct ImportTests {
    @Test func everyImportIsAllowed() throws {
        let files = try SourceFile.all()
        #expect(files.count > 100)
        for file in files { for complaint in ImportRule().complaints(file) { Issue.record("\(complaint)") } }
    }

    @Test(arguments: [
        ("Chat/Posts/CreatePost.swift", "internal import Network"), ("Chat/Posts/PostQueries.swift", "import CSQLite"),
        ("Database/SQL.swift", "public import Wire"), ("Chat/Users/UserView.swift", "import Foundation"),
    ])
    func aWrongImportIsFound(_ path: String, _ text: String) { #expect(!ImportRule().complaints(path, text).isEmpty) }
}
