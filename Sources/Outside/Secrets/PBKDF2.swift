internal import CCrypto

/// A password hash in the form in which Mattermost stores it since version 11:
/// `$pbkdf2$f=SHA256,w=600000,l=32$<salt>$<key>`, both in base64 without padding.
struct PBKDF2: Equatable {
    var rounds: Int
    var salt: [UInt8]
    var key: [UInt8]

    private static let textLimit = 256
    private static let roundLimit = 100_000_000
    private static let keyLimit = 128

    init(rounds: Int, salt: [UInt8], key: [UInt8]) { (self.rounds, self.salt, self.key) = (rounds, salt, key) }

    init(_ password: [UInt8], rounds: Int, salt: [UInt8], keyLength: Int) {
        self.rounds = rounds
        self.salt = salt
        key = Self.derive(password, rounds: rounds, salt: salt, count: keyLength)
    }

    /// `nil` when the text has another form: it is then an older kind of hash.
    init?(parsing text: String) {
        guard text.utf8.count <= Self.textLimit else { return nil }
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "pbkdf2" else { return nil }
        let parameters = parts[2].split(separator: ",", omittingEmptySubsequences: false)
        guard parameters.count == 3, parameters[0] == "f=SHA256", parameters[1].hasPrefix("w="), parameters[2].hasPrefix("l=") else {
            return nil
        }
        guard let rounds = Int(parameters[1].dropFirst(2)), let length = Int(parameters[2].dropFirst(2)) else { return nil }
        guard (1...Self.roundLimit).contains(rounds), (1...Self.keyLimit).contains(length) else { return nil }
        guard let salt = Base64.decode(parts[3]), let key = Base64.decode(parts[4]), key.count == length else { return nil }
        (self.rounds, self.salt, self.key) = (rounds, salt, key)
    }

    var text: String {
        "$pbkdf2$f=SHA256,w=\(rounds),l=\(key.count)$\(Base64.encode(salt, padded: false))$\(Base64.encode(key, padded: false))"
    }

    func matches(_ password: [UInt8]) -> Bool {
        Digest.isSame(Self.derive(password, rounds: rounds, salt: salt, count: key.count), key)
    }

    private static func derive(_ password: [UInt8], rounds: Int, salt: [UInt8], count: Int) -> [UInt8] {
        var key = [UInt8](repeating: 0, count: count)
        let done = password.withUnsafeBytes { password in
            PKCS5_PBKDF2_HMAC(
                password.assumingMemoryBound(to: CChar.self).baseAddress, Int32(password.count), salt, Int32(salt.count), Int32(rounds),
                EVP_sha256(), Int32(count), &key)
        }
        precondition(done == 1, "libcrypto has no PBKDF2")
        return key
    }
}
