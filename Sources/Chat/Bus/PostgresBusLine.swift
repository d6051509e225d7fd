public import Database
internal import Outside
internal import Synchronization

/// PostgreSQL's LISTEN and NOTIFY. A notification is text of less than 8,000 bytes, so messages travel in letters and in
/// pieces: `+` before a piece says that more follows, `=` that it is the last. The notifications of one transaction come in
/// one go, so pieces of two servers never mix.
public final class PostgresBusLine: BusLine {
    private let notices: PostgresNotices
    private let channel: String
    /// Letters of a message whose last piece has not come.
    private let begun = Mutex("")

    /// PostgreSQL takes less than 8,000 bytes.
    private static let pieceLength = 7_900

    /// `installation`: servers of another one in the same database are not heard.
    public init(_ address: PostgresAddress, installation: String) {
        notices = PostgresNotices(address)
        channel = "martlet_" + installation.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(40).lowercased()
    }

    public func open() throws {
        begun.withLock { $0 = "" }
        try notices.open(channel)
    }

    public func send(_ messages: [[UInt8]]) throws {
        var pieces: [String] = []
        for message in messages { Self.cut(Base64.encode(message), into: &pieces) }
        try notices.notify(pieces)
    }

    private static func cut(_ letters: String, into pieces: inout [String]) {
        var rest = letters.utf8[...]
        while rest.count > pieceLength {
            pieces.append("+" + (String(rest.prefix(pieceLength)) ?? ""))
            rest = rest.dropFirst(pieceLength)
        }
        pieces.append("=" + (String(rest) ?? ""))
    }

    public func receive(within milliseconds: Int) throws -> [[UInt8]] {
        try notices.receive(within: milliseconds).compactMap { piece in
            let letters = begun.withLock { begun -> String? in
                begun += piece.dropFirst()
                if piece.hasPrefix("+") { return nil }
                defer { begun = "" }
                return begun
            }
            return letters.flatMap { Base64.decode($0) }  // what is none of ours shows in the numbers
        }
    }

    public func wake() { notices.wake() }
    public func close() { notices.close() }
}
