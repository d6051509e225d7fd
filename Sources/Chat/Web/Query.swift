internal import Network

/// The part of an address behind the question mark, decoded once for a request that asks for several values.
struct Query {
    private let pairs: [(name: String, value: String)]

    init(_ text: String) {
        pairs = text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (name: Self.decoded(parts[0]), value: parts.count > 1 ? Self.decoded(parts[1]) : "")
        }
    }

    /// The first value of a name, `nil` when it is not there.
    subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// Every value of a name, in order.
    func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// A value that clients may leave out: empty then.
    func text(_ name: String) -> String { self[name] ?? "" }

    /// What clients write for yes; everything else is no.
    func flag(_ name: String) -> Bool { ["true", "1", "t", "T", "TRUE", "True"].contains(text(name)) }

    /// A whole number; what is none counts as missing.
    func number(_ name: String) -> Int64? { self[name].flatMap { Int64($0) } }

    /// `%41` and `+`; bytes that are no UTF-8 become U+FFFD, a broken escape stays as it is.
    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = [], rest = Array(text.utf8)[...]
        bytes.reserveCapacity(rest.count)
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "+") {
                bytes.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%"), rest.count >= 2, let high = digit(rest[rest.startIndex]), let low = digit(rest[rest.startIndex + 1]) {
                bytes.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? { Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init) }
}

/// Which part of a list a client asked for: `page` from 0 and `per_page`. What is no number or negative falls back
/// silently, too much is capped: clients rely on never being refused for it.
struct Paging: Sendable {
    let page: Int64
    let perPage: Int64

    init(_ query: Query, fallback: Int64 = 60, most: Int64 = 200) {
        page = query.number("page").map { $0 < 0 || $0 > 1 << 31 ? 0 : $0 } ?? 0
        perPage = query.number("per_page").map { $0 < 0 ? fallback : min($0, most) } ?? fallback
    }

    init(page: Int64, perPage: Int64) {
        self.page = page
        self.perPage = perPage
    }

    var offset: Int64 { page * perPage }
}

extension HTTPRequest {
    /// The decoded query. Take it once and ask it often.
    var asked: Query { Query(query) }
    /// The page that was asked for.
    var paging: Paging { Paging(asked) }
}
