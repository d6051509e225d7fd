/// bcrypt written out, for passwords with a zero byte: libcrypt, like all of C, ends a text there. Slower than libcrypt, and rarely
/// needed; its tables are the binary digits of pi, computed at the first use.
final class Blowfish {
    private static let pi: [UInt32] = PiDigits.words(18 + 4 * 256)
    private static let plain = Array("OrpheanBeholderScryDoubt".utf8)
    private static let alphabet = Array("./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

    /// Eighteen round keys, then the four substitution boxes.
    private let words: UnsafeMutablePointer<UInt32>

    private init() {
        words = .allocate(capacity: Self.pi.count)
        words.initialize(from: Self.pi, count: Self.pi.count)
    }

    deinit {
        words.update(repeating: 0, count: Self.pi.count)  // grown out of the password
        words.deallocate()
    }

    /// `hash` is a bcrypt hash of sixty characters.
    static func matches(_ password: [UInt8], _ hash: [UInt8]) -> Bool {
        guard let cost = Int(String(decoding: hash[4..<6], as: UTF8.self)), (4...31).contains(cost) else { return false }
        guard let salt = decode(hash[7..<29]) else { return false }
        let key = Array((password + [0]).prefix(72))
        let state = Blowfish()
        state.expand(key, salt: salt)
        let none = [UInt8](repeating: 0, count: 16)
        for _ in 0..<(1 << cost) {
            state.expand(key, salt: none)
            state.expand(salt, salt: none)
        }
        return Digest.isSame(encode(state.sealed().prefix(23)), hash[29...])
    }

    private func expand(_ key: [UInt8], salt: [UInt8]) {
        let keyWords = Self.cycle(key, 18), saltWords = Self.cycle(salt, 4)
        for index in 0..<18 { words[index] ^= keyWords[index] }
        var left: UInt32 = 0, right: UInt32 = 0
        for index in stride(from: 0, to: Self.pi.count, by: 2) {
            left ^= saltWords[index & 2]
            right ^= saltWords[index & 2 | 1]
            encrypt(&left, &right)
            words[index] = left
            words[index + 1] = right
        }
    }

    private func encrypt(_ left: inout UInt32, _ right: inout UInt32) {
        var one = left, other = right
        for round in 0..<16 {
            one ^= words[round]
            let sum = words[18 + Int(one >> 24)] &+ words[274 + Int(one >> 16 & 255)]
            other ^= (sum ^ words[530 + Int(one >> 8 & 255)]) &+ words[786 + Int(one & 255)]
            (one, other) = (other, one)
        }
        left = other ^ words[17]
        right = one ^ words[16]
    }

    private func sealed() -> [UInt8] {
        var text = Self.cycle(Self.plain, 6)
        for place in stride(from: 0, to: 6, by: 2) {
            var left = text[place], right = text[place + 1]
            for _ in 0..<64 { encrypt(&left, &right) }
            text[place] = left
            text[place + 1] = right
        }
        return text.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) } }
    }

    /// `count` words of the bytes, repeated from the start as often as needed.
    private static func cycle(_ bytes: [UInt8], _ count: Int) -> [UInt32] {
        (0..<count).map { word in (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[(word * 4 + $1) % bytes.count]) } }
    }

    private static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = [], group = 0, bits = 0
        for letter in text {
            guard let value = alphabet.firstIndex(of: letter) else { return nil }
            group = (group << 6 | value) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: group >> bits))
            }
        }
        return bytes
    }

    private static func encode(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var text: [UInt8] = [], group = 0, bits = 0
        for byte in bytes {
            group = (group << 8 | Int(byte)) & 0xFFFF
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(alphabet[group >> bits & 63])
            }
        }
        if bits > 0 { text.append(alphabet[group << (6 - bits) & 63]) }
        return text
    }
}
