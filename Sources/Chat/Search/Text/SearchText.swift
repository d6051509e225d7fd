/// A text cut into what can be found: words in small letters without accents, and runs of scripts that put no blanks
/// between words. Everything else separates: a host name is its parts one after the other.
struct SearchText: Sequence {
    /// One piece, in the order of the text.
    enum Piece: Equatable {
        case word(String)
        /// Chinese, Japanese, Korean, Thai and the like, letter by letter.
        case run([String])
    }

    let text: String

    init(_ text: String) { self.text = text }

    func makeIterator() -> Iterator { Iterator(scalars: text.unicodeScalars.makeIterator()) }

    /// Longer words are cut, in texts as in queries: nobody types a whole key or digest.
    static let wordLimit = 64

    struct Iterator: IteratorProtocol {
        fileprivate var scalars: String.UnicodeScalarView.Iterator
        private var waiting: Unicode.Scalar?

        fileprivate init(scalars: String.UnicodeScalarView.Iterator) { self.scalars = scalars }

        mutating func next() -> Piece? {
            while let scalar = take() {
                switch Letter(scalar) {
                case .separator, .ignored: continue
                case .letter(let folded): return word(from: folded)
                case .ideograph: return run(from: scalar)
                }
            }
            return nil
        }

        private mutating func take() -> Unicode.Scalar? {
            if let scalar = waiting { waiting = nil; return scalar }
            return scalars.next()
        }

        private mutating func word(from first: String) -> Piece {
            var word = first, count = 1
            while let scalar = take() {
                switch Letter(scalar) {
                case .ignored: continue
                case .letter(let folded):
                    if count < SearchText.wordLimit { word += folded }
                    count += 1
                    continue
                case .separator: return .word(word)
                case .ideograph: waiting = scalar
                }
                break
            }
            return .word(word)
        }

        private mutating func run(from first: Unicode.Scalar) -> Piece {
            var run = [String(first)]
            while let scalar = take() {
                switch Letter(scalar) {
                case .ignored: continue
                case .ideograph: run.append(String(scalar)); continue
                case .separator: return .run(run)
                case .letter: waiting = scalar
                }
                break
            }
            return .run(run)
        }
    }
}

extension SearchText {
    /// The words of a query that must stand one after the other, and whether the last may go on.
    func sequence() -> (words: [String], isOpen: Bool) {
        var words: [String] = [], isOpen = false
        for piece in self {
            switch piece {
            case .word(let word): words.append(word)
            case .run(let run) where run.count == 1: words += run
            case .run(let run): words += Self.pairs(run)
            }
            if case .run(let run) = piece { isOpen = run.count == 1 } else { isOpen = false }
            if words.count >= 64 { break }
        }
        return (words, isOpen)
    }

    /// Letters two by two, overlapping: what stands in for words where nothing separates them.
    static func pairs(_ run: [String]) -> [String] { zip(run, run.dropFirst()).map { $0 + $1 } }
}

/// What the index keeps of a text.
struct IndexedText: Equatable {
    /// In order, so that phrases can be found.
    private(set) var words: [String] = []
    /// Beside the order: stems (`=run`), last letters of runs, tags (`#release-1`).
    private(set) var extras: [String] = []

    /// A book attached to a message is found by its beginning.
    static let limit = 16_000

    init(_ text: String, tags: String = "") {
        var seen: Set<String> = []
        func note(_ extra: String) { if seen.insert(extra).inserted { extras.append(extra) } }
        for piece in SearchText(text) {
            switch piece {
            case .word(let word):
                words.append(word)
                let stem = WordStem.of(word)
                if stem != word { note("=" + stem) }
            case .run(let run) where run.count == 1: words += run
            case .run(let run):
                words += SearchText.pairs(run)
                if let last = run.last { note(last) }
            }
            if words.count >= Self.limit { break }
        }
        for tag in tags.split(separator: " ") { note(SearchTerm.folded(tag: tag)) }
    }

    var isEmpty: Bool { words.isEmpty && extras.isEmpty }
}
