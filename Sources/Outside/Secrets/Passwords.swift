/// Makes and checks password hashes, on threads of its own: one takes a tenth of a second by design.
public struct Passwords: Sendable {
    /// bcrypt hears 72 bytes of a password at most, and Mattermost takes no longer ones.
    public static let longest = 72
    private static let saltLength = 16
    private static let keyLength = 32

    private let pool: WorkerPool
    /// The work factor for new hashes. Hashes made with another one still match.
    public let rounds: Int

    public init(pool: WorkerPool, rounds: Int = 600_000) {
        self.pool = pool
        self.rounds = rounds
    }

    /// Throws `OutsideError.tooBusy` when too many wait already, `.tooLarge` for a password of more than 72 bytes.
    public func hash(_ password: String) async throws -> String {
        let bytes = Array(password.utf8)
        guard bytes.count <= Self.longest else { throw OutsideError.tooLarge }
        let rounds = rounds
        return try await pool.run {
            PBKDF2(bytes, rounds: rounds, salt: SecureRandom.shared.bytes(Self.saltLength), keyLength: Self.keyLength).text
        }
    }

    /// An empty hash matches nothing: the account has no password (bots, accounts of a single sign-on).
    public func matches(_ password: String, _ hash: String) async throws -> Bool {
        let bytes = Array(password.utf8)
        guard !hash.isEmpty, bytes.count <= Self.longest else { return false }
        return try await pool.run { Self.compare(bytes, hash) }
    }

    /// Whether the stored hash is of an older kind or another work factor, and should be made anew at the next login.
    public func needsRehash(_ hash: String) -> Bool {
        guard let parsed = PBKDF2(parsing: hash) else { return true }
        return parsed.rounds != rounds || parsed.key.count != Self.keyLength || parsed.salt.count != Self.saltLength
    }

    /// A hash of the usual cost that no password has: comparing with it takes as long as with a real one.
    public var decoy: String {
        PBKDF2(rounds: rounds, salt: [UInt8](repeating: 0, count: Self.saltLength), key: [UInt8](repeating: 0, count: Self.keyLength)).text
    }

    static func compare(_ password: [UInt8], _ hash: String) -> Bool {
        if let parsed = PBKDF2(parsing: hash) { return parsed.matches(password) }
        return Bcrypt.matches(password, hash)
    }
}
