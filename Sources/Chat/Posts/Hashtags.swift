/// Finds the hashtags of a text: `#`, a letter, at least one more character. In code too, as on the recorded server.
enum Hashtags {
    static let lengthLimit = 1_000

    /// The tags in order, separated by blanks, cut at the length that the column holds.
    static func found(in text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "#")) else { return "" }
        var tags = ""
        for word in text.split(whereSeparator: \.isWhitespace) {
            guard let tag = tag(of: word) else { continue }
            if tags.utf8.count + tag.utf8.count + 1 > lengthLimit { break }
            tags += tags.isEmpty ? tag : " " + tag
        }
        return tags
    }

    /// A word counts when nothing but punctuation stands before its `#`.
    private static func tag(of word: Substring) -> String? {
        var word = word.drop { $0 != "#" && !isInner($0) }
        guard word.first == "#" else { return nil }
        while let last = word.last, !last.isLetter && !last.isNumber { word.removeLast() }
        let inner = word.dropFirst().prefix(while: isInner)
        var trimmed = inner
        while let last = trimmed.last, last == "." || last == "-" || last == "_" { trimmed.removeLast() }
        guard let first = trimmed.first, first.isLetter, trimmed.count >= 2 else { return nil }
        return "#" + trimmed
    }

    private static func isInner(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "-" || character == "_" || character == "."
    }
}
