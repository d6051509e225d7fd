/// What a statement looks like without its values: the key under which its prepared form is kept. Comparing literals by
/// address makes finding it again cheap; no text is built for a statement that was prepared before.
struct Shape: Hashable, Sendable {
    enum Piece: Sendable {
        case text(StaticString)
        case columns(Columns)
        case unchecked(String)
        case dialect(sqlite: StaticString, postgres: StaticString)
        case value, json, anyOf, noneOf, each, eachInteger
    }

    private(set) var pieces: [Piece] = []
    private var key: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func reserve(_ count: Int) { pieces.reserveCapacity(count) }

    mutating func append(_ piece: Piece) {
        if case .text(let text) = piece, text.utf8CodeUnitCount == 0 { return }
        pieces.append(piece)
        key = Self.mix(key, piece.hash)
    }

    mutating func append(_ other: Shape) {
        for piece in other.pieces { append(piece) }
    }

    static func == (left: Shape, right: Shape) -> Bool {
        guard left.key == right.key, left.pieces.count == right.pieces.count else { return false }
        for index in left.pieces.indices where left.pieces[index] != right.pieces[index] { return false }
        return true
    }

    func hash(into hasher: inout Hasher) { hasher.combine(key) }

    static func mix(_ key: UInt64, _ value: UInt64) -> UInt64 {
        let product = (key ^ value) &* 0xFF51_AFD7_ED55_8CCD
        return product ^ (product >> 32)
    }

    static func hash(of text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}

extension Shape.Piece: Equatable {
    var hash: UInt64 {
        switch self {
        case .text(let text): UInt64(UInt(bitPattern: text.utf8Start)) &+ UInt64(text.utf8CodeUnitCount)
        case .columns(let columns): columns.hash
        case .unchecked(let text): Shape.hash(of: text)
        case .dialect(let sqlite, _): UInt64(UInt(bitPattern: sqlite.utf8Start)) &* 3
        case .value: 1
        case .json: 2
        case .anyOf: 3
        case .noneOf: 4
        case .each: 5
        case .eachInteger: 6
        }
    }

    static func == (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.text(let a), .text(let b)): same(a, b)
        case (.columns(let a), .columns(let b)): a.text == b.text
        case (.unchecked(let a), .unchecked(let b)): a == b
        case (.dialect(let a, let b), .dialect(let c, let d)): same(a, c) && same(b, d)
        case (.value, .value), (.json, .json), (.anyOf, .anyOf), (.noneOf, .noneOf), (.each, .each), (.eachInteger, .eachInteger): true
        default: false
        }
    }

    private static func same(_ a: StaticString, _ b: StaticString) -> Bool {
        a.utf8Start == b.utf8Start && a.utf8CodeUnitCount == b.utf8CodeUnitCount
    }
}

extension Shape {
    /// The statement as the engine reads it.
    func text(for dialect: Dialect) -> String {
        var text = "", number = 0
        for piece in pieces {
            switch piece {
            case .text(let literal): text += "\(literal)"
            case .columns(let columns): text += columns.text
            case .unchecked(let literal): text += literal
            case .dialect(let sqlite, let postgres): text += dialect == .sqlite ? "\(sqlite)" : "\(postgres)"
            default:
                number += 1
                text += dialect == .sqlite ? piece.sqliteParameter(number) : piece.postgresParameter(number)
            }
        }
        return text
    }
}

extension Shape.Piece {
    fileprivate func sqliteParameter(_ number: Int) -> String {
        switch self {
        case .anyOf: "IN (SELECT value FROM json_each($\(number)))"
        case .noneOf: "NOT IN (SELECT value FROM json_each($\(number)))"
        case .each, .eachInteger: "json_each($\(number)) AS each"
        default: "$\(number)"
        }
    }

    fileprivate func postgresParameter(_ number: Int) -> String {
        switch self {
        case .json: "$\(number)::jsonb"
        case .anyOf: "= ANY($\(number))"
        case .noneOf: "<> ALL($\(number))"
        case .each: "unnest($\(number)::text[]) AS each(value)"
        case .eachInteger: "unnest($\(number)::bigint[]) AS each(value)"
        default: "$\(number)"
        }
    }
}
