/// One thing that somebody looks for.
enum SearchTerm: Hashable {
    /// Any form of a word, by its stem.
    case word(stem: String)
    /// These words one after the other; the last may go on when it is open.
    case phrase([String], isOpen: Bool)
    case tag(String, isOpen: Bool)

    /// What one word of a query looks for: a host name, an address or a version is its parts in order. `nil` when nothing can be found by it.
    init?(word text: Substring) {
        let isOpen = text.last == "*", sequence = SearchText(String(text)).sequence()
        guard let first = sequence.words.first else { return nil }
        if sequence.words.count == 1, !isOpen, !sequence.isOpen {
            if StopWords.contains(first) { return nil }
            let isLatin = first.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
            self = isLatin ? .word(stem: WordStem.of(first)) : .phrase([first], isOpen: false)
        } else {
            self = .phrase(sequence.words, isOpen: isOpen || sequence.isOpen)
        }
    }

    /// What stands in quotes: as it is, common words and endings included.
    init?(quoted text: Substring) {
        let sequence = SearchText(String(text)).sequence()
        guard !sequence.words.isEmpty else { return nil }
        self = .phrase(sequence.words, isOpen: sequence.isOpen)
    }

    /// `#tag`, as messages keep them; `nil` for anything else.
    init?(tag text: Substring) {
        guard text.first == "#" else { return nil }
        let isOpen = text.last == "*"
        var name = text.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "." }
        while let last = name.last, !last.isLetter, !last.isNumber { name.removeLast() }
        guard let first = name.first, first.isLetter else { return nil }
        self = .tag(Self.folded(tag: "#" + name), isOpen: isOpen)
    }

    /// A tag as the index has it: without regard to case, cut like a word.
    static func folded(tag: Substring) -> String {
        String(String.UnicodeScalarView(tag.lowercased().unicodeScalars.filter { $0.value > 0x20 }.prefix(SearchText.wordLimit)))
    }
}

extension SearchTerm {
    /// For SQLite's FTS5.
    var sqlite: String {
        switch self {
        case .word(let stem): "(\(Self.fts(stem)) OR \(Self.fts("=" + stem)))"
        case .phrase(let words, let isOpen): Self.fts(words.joined(separator: " ")) + (isOpen ? " *" : "")
        case .tag(let tag, let isOpen): Self.fts(tag) + (isOpen ? " *" : "")
        }
    }

    /// For PostgreSQL's `tsquery`.
    var postgres: String {
        switch self {
        case .word(let stem): "(\(Self.lexeme(stem)) | \(Self.lexeme("=" + stem)))"
        case .phrase(let words, let isOpen): "(" + words.map(Self.lexeme).joined(separator: " <-> ") + (isOpen ? ":*)" : ")")
        case .tag(let tag, let isOpen): Self.lexeme(tag) + (isOpen ? ":*" : "")
        }
    }

    private static func fts(_ text: String) -> String { "\"" + text.split(separator: "\"").joined() + "\"" }

    /// In quotes, with what PostgreSQL reads as an escape doubled.
    static func lexeme(_ word: String) -> String {
        guard word.utf8.contains(where: { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\\") }) else { return "'\(word)'" }
        return "'" + word.map { $0 == "'" || $0 == "\\" ? "\($0)\($0)" : "\($0)" }.joined() + "'"
    }
}

extension IndexedText {
    /// For FTS5: tokens between blanks, the extras after a word that nobody can ask for.
    var sqlite: String { (words + ["="] + extras).joined(separator: " ") }

    /// For `tsvector`: words with their positions (as far as it counts), extras without.
    var postgres: String {
        var text = "", position = 0
        for word in words {
            position += 1
            text += "\(SearchTerm.lexeme(word)):\(min(position, 16_383)) "
        }
        for extra in extras { text += SearchTerm.lexeme(extra) + " " }
        return text
    }
}
