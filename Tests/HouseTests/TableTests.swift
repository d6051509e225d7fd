import Testing

/// A feature writes only its own tables and asks the other's operation for anything else.
struct TableRule: HouseRule {
    /// Which folders of `Chat` may write a table.
    static let owners: [String: Set<String>] = [
        "users": ["Users", "Sessions"], "status": ["Statuses"], "preferences": ["Preferences"], "bots": ["Bots"],
        "teams": ["Teams"], "teammembers": ["Teams"], "roles": ["Roles", "Schemes"], "schemes": ["Schemes"],
        "channels": ["Channels"], "publicchannels": ["Channels"], "channelmembers": ["Members", "Channels"],
        "channelmemberhistory": ["Members"],
        "sidebarcategories": ["Categories"], "sidebarchannels": ["Categories"],
        "posts": ["Posts"], "reactions": ["Reactions"], "threads": ["Threads"], "threadmemberships": ["Threads"],
        "martlet_pendingposts": ["Posts"], "sessions": ["Sessions"], "useraccesstokens": ["Sessions"], "tokens": ["Sessions"],
        "martlet_search_queue": ["Search"], "martlet_search_progress": ["Search"], "martlet_search_seen": ["Search"],
        "drafts": ["Drafts"], "emoji": ["Emoji"], "postreminders": ["Reminders"], "scheduledposts": ["ScheduledPosts"],
        "channelbookmarks": ["Bookmarks"], "postspriority": ["Priorities"], "postacknowledgements": ["Priorities"],
        "persistentnotifications": ["Priorities"], "martlet_leases": ["Jobs"],
        "configurations": ["Settings"], "systems": ["System"], "usergroups": ["Groups"], "groupmembers": ["Groups"],
        "groupteams": ["Groups"], "groupchannels": ["Groups"], "termsofservice": ["Terms"], "usertermsofservice": ["Terms"],
        "propertygroups": ["ProfileAttributes"], "propertyfields": ["ProfileAttributes"], "propertyvalues": ["ProfileAttributes"],
        "notifyadmin": ["System"],
        "uploadsessions": ["Files"], "martlet_filejournal": ["Files"], "martlet_uploadparts": ["Files"],
    ]
    /// Writes across features that stand for now; may only shrink.
    static let known: Set<String> = ["Users systems"]

    func complaints(_ file: SourceFile) -> [String] {
        guard file.path.hasPrefix("Chat/"), !file.path.hasPrefix("Chat/Schema/") else { return [] }
        let folder = String(file.path.split(separator: "/")[1])
        return Self.written(file).compactMap { table in
            guard let owners = Self.owners[table], !owners.contains(folder), !Self.known.contains("\(folder) \(table)") else { return nil }
            return "\(file.path) writes \(table), which belongs to \(owners.sorted().joined(separator: ", "))"
        }
    }

    /// The tables that follow INSERT INTO, UPDATE and DELETE FROM.
    private static func written(_ file: SourceFile) -> [String] {
        var tables: [String] = []
        for line in file.lines where line.contains("INTO ") || line.contains("UPDATE ") || line.contains("FROM ") {
            let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
            for index in words.indices.dropLast() {
                let isWrite =
                    words[index] == "UPDATE"
                    || index > 0
                        && (words[index - 1] == "INSERT" && words[index] == "INTO"
                            || words[index - 1] == "DELETE" && words[index] == "FROM")
                if isWrite { tables.append(String(words[index + 1])) }
            }
        }
        return tables
    }
}

struct TableTests {
    @Test func everyTableIsWrittenByItsFeature() throws {
        for file in try SourceFile.all() { for complaint in TableRule().complaints(file) { Issue.record("\(complaint)") } }
    }

    @Test func aForeignWriteIsFound() {
        #expect(!TableRule().complaints("Chat/Posts/PostQueries.swift", "UPDATE channels SET x = 1").isEmpty)
        #expect(TableRule().complaints("Chat/Channels/ChannelQueries.swift", "UPDATE channels SET x = 1").isEmpty)
    }
}
