import Foundation
import Testing

/// `api/events.tsv` lists every event that the sources tell, and nothing else.
struct EventTableTests {
    /// The names in `Event("name"` and in calls that hand a name on.
    static func told(_ files: [SourceFile]) -> Set<String> {
        var names: Set<String> = []
        for file in files {
            let isTeams = file.path == "Chat/Teams/TeamEvents.swift"  // its function takes the name
            for line in file.lines where line.contains("Event(") || (isTeams && line.contains("_team")) {
                let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
                for index in stride(from: 1, to: parts.count, by: 2)
                where isName(parts[index]) && (parts[index - 1].hasSuffix("Event(") || isTeams && parts[index].contains("_team")) {
                    names.insert(String(parts[index]))
                }
            }
        }
        return names
    }

    private static func isName(_ text: Substring) -> Bool { !text.isEmpty && text.allSatisfy { $0.isLowercase || $0 == "_" } }

    @Test func tableAndSourcesAgree() throws {
        let text = try String(contentsOf: SourceFile.root.appending(path: "api/events.tsv"), encoding: .utf8)
        let listed = Set(text.split(separator: "\n").dropFirst().map { String($0.prefix { $0 != "\t" }) })
        let told = Self.told(try SourceFile.all())
        #expect(told.subtracting(listed) == [], "told but not in the table")
        #expect(listed.subtracting(told) == [], "in the table but never told")
    }

    @Test func anEventThatIsNotListedIsFound() {
        #expect(Self.told([SourceFile(path: "Chat/X/XEvents.swift", text: #"    Event("surprise", to: x) { _ in }"#)]) == ["surprise"])
    }
}
