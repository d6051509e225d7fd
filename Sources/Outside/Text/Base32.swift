/// Base32 (RFC 4648), the form in which authenticator apps take their secret.
public enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// Without padding: apps do not want it.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = [], group: UInt32 = 0, bits: UInt32 = 0
        for byte in bytes {
            group = (group << 8 | UInt32(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(group >> bits & 31)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(group << (5 - bits) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Any case, with or without padding; `nil` when a letter does not belong.
    public static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = [], group: UInt32 = 0, bits: UInt32 = 0
        for letter in text.utf8 where letter != UInt8(ascii: "=") {
            let value: UInt8
            switch letter {
            case 0x41...0x5A: value = letter - 0x41
            case 0x61...0x7A: value = letter - 0x61
            case 0x32...0x37: value = letter - 0x32 + 26
            default: return nil
            }
            group = (group << 5 | UInt32(value)) & 0xFFFF
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: group >> bits))
            }
        }
        return bytes
    }
}
