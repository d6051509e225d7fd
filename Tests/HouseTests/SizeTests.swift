import Testing

/// Files of at most 500 lines, functions of at most 60 and of at most seven parameters: beyond that it is more than one thing.
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
            if let count = Self.parameterCount(file, number), count > Self.parameterLimit {
                complaints.append("\(file.path):\(number + 1): \(count) parameters")
            }
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

    /// How many parameters the function has that a line begins. What makes a value names its fields, and does not count.
    private static func parameterCount(_ file: SourceFile, _ number: Int) -> Int? {
        let line = file.lines[number], words = line.prefix { $0 != "(" }.split(separator: " ")
        guard words.contains("func"), !line.drop(while: { $0 == " " }).hasPrefix("//") else { return nil }
        var depth = 0, count = 0
        for line in file.lines[number...].prefix(30) {
            for character in depth == 0 ? line.drop(while: { $0 != "(" }) : line {
                if "([{".contains(character) { depth += 1 }
                if ")]}".contains(character) { depth -= 1 }
                if depth == 1, character == ":" { count += 1 }
                if depth == 0 { return count }
            }
        }
        return nil
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

    @Test func aFunctionOfManyParametersIsFound() {
        let parameters = (1...8).map { "_ p\($0): [Int: (Int, Int)]" }
        #expect(!SizeRule().complaints("A.swift", "func f(\n    \(parameters.joined(separator: ",\n    "))\n) -> Int {\n}\n").isEmpty)
        #expect(SizeRule().complaints("A.swift", "func f(\(parameters.dropLast().joined(separator: ", "))) {\n}\n").isEmpty)
    }
}
