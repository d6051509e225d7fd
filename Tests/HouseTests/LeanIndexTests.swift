import Testing

/// SQLite's indexes of answers and of earlier versions hold only what is one (Chat/Schema/LeanIndexes): a statement that looks
/// for them and does not say so reads every post there is.
struct LeanIndexRule: HouseRule {
    func complaints(_ file: SourceFile) -> [String] {
        guard file.path.hasPrefix("Chat/"), !file.path.hasPrefix("Chat/Schema/") else { return [] }
        return file.lines.filter { !$0.contains(" drafts ") }.flatMap { line in
            ["rootid", "originalid"].filter { column in
                (line.contains("\(column) = \\(") || line.contains("\(column) \\(in")) && !line.contains("\(column) <> ''")
            }.map { "\(file.path): say `\($0) <> ''` in: \(line.trimmingPrefix { $0 == " " })" }
        }
    }
}

struct LeanIndexTests {
    @Test func whoLooksForAnswersOrVersionsSaysSo() throws {
        for file in try SourceFile.all() { #expect(LeanIndexRule().complaints(file).isEmpty) }
    }

    @Test func aStatementThatReadsEveryPostIsFound() {
        let rule = LeanIndexRule()
        #expect(rule.complaints("Chat/Posts/A.swift", "SELECT 1 FROM posts WHERE rootid = \\(root)").count == 1)
        #expect(rule.complaints("Chat/Posts/A.swift", "SELECT 1 FROM posts WHERE originalid \\(in: ids)").count == 1)
        #expect(rule.complaints("Chat/Posts/A.swift", "SELECT 1 FROM posts WHERE rootid = \\(root) AND rootid <> ''").isEmpty)
        #expect(rule.complaints("Chat/Drafts/A.swift", "SELECT 1 FROM drafts WHERE rootid = \\(root)").isEmpty)
    }
}
