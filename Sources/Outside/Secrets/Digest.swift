internal import CCrypto

/// Hashes and keyed hashes.
public enum Digest {
    public enum Algorithm: Sendable { case sha1, sha256, sha512 }

    public static func sha256(_ bytes: some Sequence<UInt8>) -> [UInt8] { hash(Array(bytes), .sha256) }
    public static func sha1(_ bytes: some Sequence<UInt8>) -> [UInt8] { hash(Array(bytes), .sha1) }

    public static func hash(_ bytes: [UInt8], _ algorithm: Algorithm) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE)), count: UInt32 = 0
        precondition(EVP_Digest(bytes, bytes.count, &out, &count, algorithm.method, nil) == 1, "libcrypto has no \(algorithm)")
        return Array(out.prefix(Int(count)))
    }

    public static func hmac(_ bytes: [UInt8], key: [UInt8], _ algorithm: Algorithm = .sha256) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE)), count: UInt32 = 0
        let made = HMAC(algorithm.method, key, Int32(key.count), bytes, bytes.count, &out, &count)
        precondition(made != nil, "libcrypto has no HMAC with \(algorithm)")
        return Array(out.prefix(Int(count)))
    }

    /// Takes the same time wherever the two differ, so that a secret cannot be guessed byte by byte. The length is no secret.
    public static func isSame(_ one: some Sequence<UInt8>, _ other: some Sequence<UInt8>) -> Bool {
        let (one, other) = (Array(one), Array(other))
        return one.count == other.count && CRYPTO_memcmp(one, other, one.count) == 0
    }
}

extension Digest.Algorithm {
    var method: OpaquePointer? {
        switch self {
        case .sha1: EVP_sha1()
        case .sha256: EVP_sha256()
        case .sha512: EVP_sha512()
        }
    }
}

/// SHA-256 of what comes in pieces.
struct RunningHash: ~Copyable {
    private let context: OpaquePointer?

    init() {
        context = EVP_MD_CTX_new()
        precondition(EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1, "libcrypto has no SHA-256")
    }

    deinit { EVP_MD_CTX_free(context) }

    func add(_ bytes: [UInt8]) { EVP_DigestUpdate(context, bytes, bytes.count) }

    func finish() -> [UInt8] {
        var out = [UInt8](repeating: 0, count: 32)
        EVP_DigestFinal_ex(context, &out, nil)
        return out
    }
}
