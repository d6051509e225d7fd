/// A session's token as a key: packed into four words, so that looking a session up neither allocates nor compares texts.
/// Nothing but a look-up can be done with it; it is never sent.
struct SessionToken: Hashable, Sendable {
    private let words: SIMD4<UInt64>

    /// `nil` for what cannot be any session's token: nothing, more than 32 bytes, or a zero byte among them.
    init?(_ bytes: some Collection<UInt8>) {
        guard !bytes.isEmpty, bytes.count <= 32, !bytes.contains(0) else { return nil }
        var words = SIMD4<UInt64>()
        for (place, byte) in bytes.enumerated() { words[place / 8] |= UInt64(byte) << UInt64(place % 8 * 8) }
        self.words = words
    }

    /// For the database.
    var text: String {
        var bytes: [UInt8] = []
        for place in 0..<32 {
            let byte = UInt8(truncatingIfNeeded: words[place / 8] >> UInt64(place % 8 * 8))
            if byte == 0 { break }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
