import Testing

/// Names that say nothing, escapes without a reason, words that do not belong.
struct NamingRule: HouseRule {
    static let emptySuffixes = ["Manager", "Helper", "Util", "Utils", "Impl", "Misc"]
    static let kinds: Set<Substring> = ["class", "struct", "enum", "actor", "protocol"]

    func complaints(_ file: SourceFile) -> [String] {
        var complaints: [String] = []
        for (number, line) in file.lines.enumerated() {
            let place = "\(file.path):\(number + 1)"
            if Self.saysNothing(line) { complaints.append("\(place): a name that says nothing") }
            let needsReason =
                line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") || line.contains("try?")
                || line.contains("try!")
            if needsReason, !line.contains("//"), !hasReasonAbove(file, number) {
                complaints.append("\(place): needs its reason beside it")
            }
            if line.contains("TODO") || line.contains("FIXME") { complaints.append("\(place): a promise instead of code") }
        }
        return complaints
    }

    private static func saysNothing(_ line: Substring) -> Bool {
        let words = line.split { !$0.isLetter && !$0.isNumber }
        return zip(words, words.dropFirst()).contains { kind, name in kinds.contains(kind) && emptySuffixes.contains { name.hasSuffix($0) }
        }
    }

    private func hasReasonAbove(_ file: SourceFile, _ number: Int) -> Bool {
        number > 0 && file.lines[number - 1].drop { $0 == " " }.hasPrefix("//")
    }
}

struct NamingTests {
    @Test func namesAndEscapesHaveReasons() throws {
        for file in try SourceFile.all() { for complaint in NamingRule().complaints(file) { Issue.record("\(complaint)") } }
    }

    @Test(arguments: ["struct PostHelper {", "final class A: @unchecked Sendable {", "let x = try? f()", "// TODO: later"])
    func aBadLineIsFound(_ line: String) { #expect(!NamingRule().complaints("A.swift", line).isEmpty) }
}
