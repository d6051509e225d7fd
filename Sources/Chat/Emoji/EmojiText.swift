internal import Wire

/// Emoji as they stand in a text: a name between colons. Names that everybody's keyboard has are passed over, so that
/// most messages ask the database nothing.
enum EmojiText {
    /// The names that are not everybody's, each once.
    static func customNames(in text: String) -> [String] {
        guard text.utf8.contains(colon) else { return [] }
        var text = text, names: [String] = []
        text.withUTF8 { bytes in
            each(in: UnsafeRawBufferPointer(bytes)) { name in
                if !names.contains(name) { names.append(name) }
                return names.count < limit
            }
        }
        return names
    }

    /// Whether there is one, for who has the text as bytes only.
    static func hasCustomNames(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var found = false
        each(in: bytes) { _ in
            found = true; return false
        }
        return found
    }

    /// More are not looked up for one text.
    private static let limit = 100
    static let nameLength = 64
    private static let colon = UInt8(ascii: ":")

    /// Hands over names until `body` says false.
    private static func each(in bytes: UnsafeRawBufferPointer, _ body: (String) -> Bool) {
        guard bytes.has(colon, or: colon, or: colon) else { return }
        var open: Int?
        for index in 0..<bytes.count {
            let byte = bytes[index]
            if byte != colon {
                if open != nil, !isPart(byte) { open = nil }
                continue
            }
            guard let start = open, start < index, index - start <= nameLength else { open = index + 1; continue }
            let name = String(decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
            if EmojiNames.contains(name) { open = nil; continue }
            if !body(name) { return }
            open = nil
        }
    }

    /// What a name may be made of.
    static func isPart(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
    }
}
