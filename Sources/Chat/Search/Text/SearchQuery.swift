/// What somebody typed into the search box, read: words, phrases, tags and filters, each of which `-` turns around. A value
/// without I/O: names become ids and days become times where the query is run.
struct SearchQuery: Equatable {
    var terms: [SearchTerm] = []
    var excluded: [SearchTerm] = []
    /// Words were asked for, whether or not anything can be found by them.
    var asksForWords = false
    var from = Choice()
    /// Channels by name, people by `@name`.
    var places = Choice()
    var extensions = Choice()
    var days: [DayFilter] = []

    /// One of these, and none of those.
    struct Choice: Equatable {
        var wanted: [String] = []
        var unwanted: [String] = []
        var isEmpty: Bool { wanted.isEmpty && unwanted.isEmpty }
    }

    /// More are not looked at: nobody types them, and each costs a walk through the index.
    static let limit = 64

    init(_ text: String) {
        var chunks = Chunks(text), count = 0
        while let chunk = chunks.next(), count < Self.limit {
            count += 1
            if let filter = chunk.filter {
                let value = filter.value.isEmpty ? chunks.next()?.text ?? "" : filter.value
                add(filter.name, value, isExcluded: chunk.isExcluded)
            } else {
                add(chunk)
            }
        }
    }

    /// Whether nothing can be found: no filter to go by, and no word that means something.
    var findsNothing: Bool {
        guard terms.isEmpty else { return false }
        return asksForWords || (from.isEmpty && places.isEmpty && extensions.isEmpty && days.isEmpty)
    }

    private mutating func add(_ chunk: Chunk) {
        let text = chunk.text
        let term = chunk.isQuoted ? SearchTerm(quoted: text) : SearchTerm(tag: text) ?? SearchTerm(word: text)
        if chunk.isExcluded {
            if let term { excluded.append(term) }
        } else {
            asksForWords = true
            if let term { terms.append(term) }
        }
    }

    private mutating func add(_ filter: Filter, _ value: Substring, isExcluded: Bool) {
        guard !value.isEmpty else { return }
        let name = value.lowercased()
        switch filter {
        case .from: from.add(Self.without("@", name), isExcluded)
        case .in, .channel: places.add(Self.without("~", name), isExcluded)
        case .ext: extensions.add(Self.without(".", name), isExcluded)
        case .before: days.append(DayFilter(relation: .before, day: SearchDay(value), isExcluded: isExcluded))
        case .after: days.append(DayFilter(relation: .after, day: SearchDay(value), isExcluded: isExcluded))
        case .on: days.append(DayFilter(relation: .on, day: SearchDay(value), isExcluded: isExcluded))
        }
    }

    private static func without(_ mark: Character, _ name: String) -> String { name.first == mark ? String(name.dropFirst()) : name }

    /// What stands before a colon.
    enum Filter: String { case from, `in`, channel, before, after, on, ext }
}

extension SearchQuery.Choice {
    fileprivate mutating func add(_ value: String, _ isUnwanted: Bool) {
        if isUnwanted { unwanted.append(value) } else { wanted.append(value) }
    }
}

extension SearchQuery {
    /// One word, phrase or filter.
    struct Chunk {
        var text: Substring
        var isQuoted = false
        var isExcluded = false

        /// The filter and its value, which is empty when it stands after a blank.
        var filter: (name: Filter, value: Substring)? {
            guard !isQuoted, let colon = text.firstIndex(of: ":"), let name = Filter(rawValue: text[..<colon].lowercased()) else {
                return nil
            }
            return (name, text[text.index(after: colon)...].trimming("\""))
        }
    }

    /// Cuts at blanks, but not in quotes; a quote without its end goes to the end.
    struct Chunks {
        private var rest: Substring

        init(_ text: String) { rest = Substring(text.replacing(Self.curly)) }

        private static let curly: Set<Character> = ["\u{201C}", "\u{201D}", "\u{201E}"]

        mutating func next() -> Chunk? {
            rest = rest.drop(while: \.isWhitespace)
            guard !rest.isEmpty else { return nil }
            var chunk = Chunk(text: "")
            if rest.first == "-" {
                chunk.isExcluded = true
                rest = rest.dropFirst()
            }
            chunk.isQuoted = rest.first == "\""
            chunk.text = chunk.isQuoted ? quoted() : plain()
            return chunk
        }

        private mutating func quoted() -> Substring {
            let inner = rest.dropFirst(), end = inner.firstIndex(of: "\"") ?? inner.endIndex
            rest = end == inner.endIndex ? "" : inner[inner.index(after: end)...]
            return inner[..<end]
        }

        /// Up to a blank; a quote inside, as in `in:"name"`, ends a word only behind a colon's value.
        private mutating func plain() -> Substring {
            if let colon = rest.firstIndex(of: ":"), rest[colon...].dropFirst().first == "\"",
                Filter(rawValue: rest[..<colon].lowercased()) != nil
            {
                let end = rest[colon...].dropFirst(2).firstIndex(of: "\"") ?? rest.endIndex
                let text = rest[..<end]
                rest = end == rest.endIndex ? "" : rest[rest.index(after: end)...]
                return text
            }
            let end = rest.firstIndex(where: \.isWhitespace) ?? rest.endIndex
            defer { rest = rest[end...] }
            return rest[..<end]
        }
    }
}

extension String {
    /// Curly quotes, which telephones type, as straight ones.
    fileprivate func replacing(_ curly: Set<Character>) -> String {
        contains(where: curly.contains) ? String(map { curly.contains($0) ? "\"" : $0 }) : self
    }
}

extension Substring {
    fileprivate func trimming(_ mark: Character) -> Substring {
        var text = drop { $0 == mark }
        while text.last == mark { text.removeLast() }
        return text
    }
}
