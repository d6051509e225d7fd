/// The text of a message without what Markdown shows as code: nobody is called there.
enum PlainText {
    /// The same text when there is no code in it.
    static func withoutCode(_ text: String) -> String {
        let bytes = text.utf8
        guard bytes.contains(UInt8(ascii: "`")) || bytes.contains(UInt8(ascii: "~")) || text.contains("    ") || bytes.contains(9) else {
            return text
        }
        return withoutInlineCode(withoutBlocks(text))
    }

    private static func withoutBlocks(_ text: String) -> String {
        var kept: [Substring] = [], fence: (mark: Character, length: Int)?, isAfterBlank = true
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let indent = line.prefix { $0 == " " }.count, content = line.dropFirst(indent)
            if let open = fence {
                let run = content.prefix { $0 == open.mark }.count
                if indent < 4, run >= open.length, content.dropFirst(run).allSatisfy(\.isWhitespace) { fence = nil }
                continue
            }
            if let opened = opening(content), indent < 4 { fence = opened; continue }
            if isAfterBlank && (indent >= 4 || line.first == "\t") && !content.isEmpty { continue }
            isAfterBlank = content.allSatisfy(\.isWhitespace)
            kept.append(line)
        }
        return kept.joined(separator: "\n")
    }

    private static func opening(_ content: Substring) -> (mark: Character, length: Int)? {
        guard let mark = content.first, mark == "`" || mark == "~" else { return nil }
        let length = content.prefix { $0 == mark }.count
        guard length >= 3, mark == "~" || !content.dropFirst(length).contains("`") else { return nil }
        return (mark, length)
    }

    /// A run of backticks opens code when a run of the same length closes it.
    private static func withoutInlineCode(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "`")) else { return text }
        var kept = "", rest = text[...]
        while let start = rest.firstIndex(of: "`") {
            let run = rest[start...].prefix { $0 == "`" }
            kept += rest[..<start]
            rest = rest[run.endIndex...]
            if let end = closing(of: run.count, in: rest) { kept += " "; rest = rest[end...] } else { kept += run }
        }
        return kept + rest
    }

    private static func closing(of length: Int, in text: Substring) -> Substring.Index? {
        var rest = text
        while let start = rest.firstIndex(of: "`") {
            let run = rest[start...].prefix { $0 == "`" }
            if run.count == length { return run.endIndex }
            rest = rest[run.endIndex...]
        }
        return nil
    }
}
