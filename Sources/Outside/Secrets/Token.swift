/// New names for things and new secrets, both of lower-case letters and digits that are hard to mistake for one another.
public enum Token {
    private static let alphabet: InlineArray<32, UInt8> = {
        var letters = InlineArray<32, UInt8>(repeating: 0)
        for (place, letter) in "13456789abcdefghijkmnopqrstuwxyz".utf8.enumerated() { letters[place] = letter }
        return letters
    }()

    /// Twenty-six characters that sort by time (`milliseconds`) and end in eighty random bits. Rows inserted in the order of
    /// their key are what makes both databases quick; use `secret` where guessing must be impossible.
    public static func id(at milliseconds: Int64, random: SecureRandom = .shared) -> String {
        var time = UInt64(bitPattern: milliseconds), head = random.number(), tail = random.number()
        return String(unsafeUninitializedCapacity: 26) { text in
            for index in (0..<10).reversed() {
                text[index] = alphabet[Int(time & 31)]
                time >>= 5
            }
            for index in 10..<22 {
                text[index] = alphabet[Int(head & 31)]
                head >>= 5
            }
            for index in 22..<26 {
                text[index] = alphabet[Int(tail & 31)]
                tail >>= 5
            }
            return 26
        }
    }

    /// `length` random characters, five bits each: 26 (130 bits) for session tokens and ids that are secrets, 64 for tokens in mails.
    public static func secret(_ length: Int = 26, random: SecureRandom = .shared) -> String {
        let bytes = random.bytes(length)
        return String(unsafeUninitializedCapacity: length) { text in
            for index in 0..<length { text[index] = alphabet[Int(bytes[index] & 31)] }
            return length
        }
    }
}
