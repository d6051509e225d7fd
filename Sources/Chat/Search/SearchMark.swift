/// What PostgreSQL's index holds of a message beside its words: where it was said, by whom and when. So GIN itself puts these
/// together with the words, by skipping through both lists, and reads no list of a frequent word from end to end. No text has
/// such a mark: words hold letters and digits only.
///
/// The end of an id is enough: it only narrows, and the statement still compares the whole.
enum SearchMark {
    static func channel(_ id: String) -> String { SearchTerm.lexeme("@c" + id.suffix(12)) }
    static func author(_ id: String) -> String { SearchTerm.lexeme("@u" + id.suffix(12)) }

    /// The stretches of time that have marks, as powers of two of milliseconds: 12 days, 50 days, half a year.
    static let levels: [Int64] = [30, 32, 34]

    /// Everything that a message is marked with.
    static func all(of document: SearchDocument) -> String {
        let times = levels.map { time(document.createAt >> $0, $0) }
        return ([channel(document.channel), author(document.user)] + times).joined(separator: " ")
    }

    private static func time(_ number: Int64, _ level: Int64) -> String { SearchTerm.lexeme("@\(level).\(number)") }

    /// The few marks that all messages of these times have one of; `nil` where it would take more than three: each further
    /// one costs GIN a comparison for every message in it.
    static func times(_ range: ClosedRange<Int64>) -> [String]? {
        for level in levels where (range.upperBound >> level) - (range.lowerBound >> level) < 3 {
            return ((range.lowerBound >> level)...(range.upperBound >> level)).map { time($0, level) }
        }
        return nil
    }
}
