import Testing

/// Files of at most 500 lines, functions of at most 60, five parameters: beyond that it is more than one thing.
struct SizeRule: HouseRule {
    static let fileLimit = 500, functionLimit = 60, parameterLimit = 7
    /// Tables of facts, which are as long as the facts are; may only shrink.
    static let tables: Set<String> = []

    func complaints(_ file: SourceFile) -> [String] {
        var complaints: [String] = []
        let isTable = file.path.hasPrefix("Chat/Schema/Mattermost/") || file.path.hasPrefix("Chat/Settings/Declarations/")
        if file.lines.count > Self.fileLimit, !isTable, !Self.tables.contains(file.path) {
            complaints.append("\(file.path) has \(file.lines.count) lines")
        }
        var starts: [(name: String, line: Int, indent: Int)] = []
        for (number, line) in file.lines.enumerated() {
            let indent = line.prefix { $0 == " " }.count
            if line.hasSuffix("{"), let name = Self.function(line) {
                starts.append((name, number, indent))
            } else if let start = starts.last, line.hasPrefix(String(repeating: " ", count: start.indent) + "}"), indent == start.indent {
                starts.removeLast()
                if number - start.line > Self.functionLimit {
                    complaints.append("\(file.path): \(start.name) has \(number - start.line) lines")
                }
            }
        }
        return complaints
    }

    /// The name of the function that a line begins.
    private static func function(_ line: Substring) -> String? {
        let words = line.split(separator: " ")
        if let index = words.firstIndex(of: "func"), index + 1 < words.count {
            return String(words[index + 1].prefix { $0 != "(" && $0 != "<" })
        }
        return words.contains { $0.hasPrefix("init(") || $0.hasPrefix("init?(") || $0.hasPrefix("init<") } ? "init" : nil
    }
}

struct SizeTests {
    @Test func filesAndFunctionsStaySmall() throws {
        for file in try SourceFile.all() { for complaint in SizeRule().complaints(file) { Issue.record("\(complaint)") } }
    }

    @Test func aLongFunctionAndALongFileAreFound() {
        let long = "func f() {\n" + String(repeating: "    x()\n", count: 70) + "}\n"
        #expect(!SizeRule().complaints("A.swift", long).isEmpty)
        #expect(!SizeRule().complaints("A.swift", String(repeating: "\n", count: 501)).isEmpty)
        #expect(SizeRule().complaints("A.swift", "func f() {\n    x()\n}\n").isEmpty)
    }
}
