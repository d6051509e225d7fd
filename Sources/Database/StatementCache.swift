/// The prepared statements of one connection, found by shape first and by text second: two places in the sources that
/// say the same share one.
struct StatementCache<Statement> {
    private var byShape: [Shape: Statement] = [:]
    private var byText: [String: Statement] = [:]
    private let limit: Int

    init(limit: Int = 2_000) { self.limit = limit }

    var all: [Statement] { Array(byText.values) }
    var isFull: Bool { byShape.count >= limit }

    mutating func statement(for shape: Shape, in dialect: Dialect, prepare: (String) throws -> Statement) rethrows -> Statement {
        if let found = byShape[shape] { return found }
        let text = shape.text(for: dialect)
        let statement = try byText[text] ?? prepare(text)
        byText[text] = statement
        byShape[shape] = statement
        return statement
    }

    mutating func removeAll() {
        byShape = [:]
        byText = [:]
    }
}
