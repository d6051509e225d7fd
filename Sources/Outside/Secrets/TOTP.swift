/// One-time codes that change every half minute (RFC 6238), as authenticator apps make them.
public enum TOTP {
    public static let period: Int64 = 30

    /// Twenty random bytes in base32.
    public static func newSecret(random: SecureRandom = .shared) -> String { Base32.encode(random.bytes(20)) }

    /// The six digits of one step; `nil` when the secret is not base32.
    public static func code(_ secret: String, step: Int64) -> String? {
        guard let key = Base32.decode(secret), !key.isEmpty else { return nil }
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> Int64(56 - 8 * $0)) }
        let digest = Digest.hmac(counter, key: key, .sha1)
        let offset = Int(digest[19] & 15)
        let number = digest[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let digits = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - digits.utf8.count) + digits
    }

    /// The step whose code this is, one before or after the present one included: clocks differ. The caller keeps the
    /// steps that were used, or a code that somebody saw could be used again.
    public static func matchingStep(_ code: String, _ secret: String, seconds: Int64, except used: [Int64] = []) -> Int64? {
        let now = seconds / period
        return [now, now - 1, now + 1].first { step in
            !used.contains(step) && Self.code(secret, step: step).map { Digest.isSame($0.utf8, code.utf8) } ?? false
        }
    }

    /// What the picture for the app says.
    public static func address(issuer: String, account: String, secret: String) -> String {
        "otpauth://totp/\(escaped(issuer)):\(escaped(account))?secret=\(secret)&issuer=\(escaped(issuer))"
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E, 0x40: String(UnicodeScalar(byte))
            default: "%" + Hex.encode([byte]).uppercased()
            }
        }.joined()
    }
}
