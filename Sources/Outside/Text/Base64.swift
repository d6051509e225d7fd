/// Base64 over bytes (RFC 4648), because Foundation would be the only other reason to link it here.
public enum Base64 {
    private static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let web = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    public static func encode(_ bytes: some Collection<UInt8>, padded: Bool = true, urlSafe: Bool = false) -> String {
        let alphabet = urlSafe ? web : standard
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var group: UInt32 = 0, filled = 0
        for byte in bytes {
            group = group << 8 | UInt32(byte)
            filled += 1
            if filled == 3 {
                for shift in [18, 12, 6, 0] { text.append(alphabet[Int(group >> UInt32(shift) & 63)]) }
                (group, filled) = (0, 0)
            }
        }
        if filled > 0 {
            group <<= UInt32(8 * (3 - filled))
            for shift in [18, 12, 6].prefix(filled + 1) { text.append(alphabet[Int(group >> UInt32(shift) & 63)]) }
            if padded { text.append(contentsOf: repeatElement(UInt8(ascii: "="), count: 3 - filled)) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Both alphabets, with or without padding; `nil` for anything else, and for bits left over that are not zero.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = [], group: UInt32 = 0, bits = 0, padding = 0, count = 0
        bytes.reserveCapacity(text.utf8.count * 3 / 4)
        for letter in text.utf8 {
            if letter == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            guard padding == 0, let value = value(of: letter) else { return nil }
            count += 1
            group = group << 6 | value
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
            }
        }
        let isWhole = padding == 0 ? count % 4 != 1 : (count + padding) % 4 == 0 && padding <= 2
        guard isWhole, group & ((1 << UInt32(bits)) - 1) == 0 else { return nil }
        return bytes
    }

    private static func value(of letter: UInt8) -> UInt32? {
        switch letter {
        case 0x41...0x5A: UInt32(letter - 0x41)
        case 0x61...0x7A: UInt32(letter - 0x61 + 26)
        case 0x30...0x39: UInt32(letter - 0x30 + 52)
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
