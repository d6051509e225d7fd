extension SQL {
    /// What may stand in `\(…)` in a statement.
    public struct StringInterpolation: StringInterpolationProtocol {
        public typealias StringLiteralType = StaticString
        var shape = Shape()
        var values: [SQLValue] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            shape.reserve(2 * interpolationCount + 1)
            values.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: StaticString) { shape.append(.text(literal)) }

        private mutating func append(_ piece: Shape.Piece, _ value: SQLValue) {
            shape.append(piece)
            values.append(value)
        }

        /// A parameter.
        public mutating func appendInterpolation(_ value: some SQLBindable) { append(.value, value.sqlValue) }
        /// A parameter that may be NULL.
        public mutating func appendInterpolation(_ value: (some SQLBindable)?) { append(.value, value?.sqlValue ?? .null) }
        /// A parameter for a JSON column: text here, `jsonb` on PostgreSQL.
        public mutating func appendInterpolation(json text: String) { append(.json, .json(text)) }
        /// A parameter for a JSON column that may be NULL.
        public mutating func appendInterpolation(json text: String?) { append(.json, text.map { .json($0) } ?? .null) }

        /// `id \(in: ids)`: equal to one of the list. One text whatever the length; an empty list matches nothing.
        public mutating func appendInterpolation(in list: [some SQLBindable]) { append(.anyOf, .list(list.map(\.sqlValue))) }
        /// `id \(notIn: ids)`: equal to none of the list. An empty list lets everything pass.
        public mutating func appendInterpolation(notIn list: [some SQLBindable]) { append(.noneOf, .list(list.map(\.sqlValue))) }
        /// `FROM \(each: ids)`: a table `each` with the list in its column `value`.
        public mutating func appendInterpolation(each list: [some SQLBindable]) { append(.each, .list(list.map(\.sqlValue))) }
        /// The same for numbers.
        public mutating func appendInterpolation(each list: [Int64]) { append(.eachInteger, .list(list.map { .integer($0) })) }

        /// Where the engines' languages differ.
        public mutating func appendInterpolation(sqlite: StaticString, postgres: StaticString) {
            shape.append(.dialect(sqlite: sqlite, postgres: postgres))
        }
        /// A row's columns.
        public mutating func appendInterpolation(_ columns: Columns) { shape.append(.columns(columns)) }
        /// Another statement's text and values, here.
        public mutating func appendInterpolation(_ fragment: SQL) {
            shape.append(fragment.shape)
            values += fragment.values
        }
        /// Text the caller vouches for: migrations and tests only.
        public mutating func appendInterpolation(unchecked text: String) { shape.append(.unchecked(text)) }
    }
}
