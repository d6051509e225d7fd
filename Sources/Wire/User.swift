/// An account as it is stored, without its secrets (password, MFA seed): those live in queries of their own.
/// What a viewer may not see is taken out by `Users/UserView.swift` before it is written.
public struct User: Sendable, Hashable {
    public var id: ID<User>
    public var createAt: Int64 = 0
    public var updateAt: Int64 = 0
    public var deleteAt: Int64 = 0
    public var username: String
    /// `nil` for accounts that log in with a password.
    public var authData: String?
    public var authService = ""
    public var email: String
    public var emailVerified = false
    public var nickname = ""
    public var firstName = ""
    public var lastName = ""
    /// Space-separated role names, as stored.
    public var roles: String
    public var props = JSONText.empty
    public var notifyProps = JSONText.empty
    public var lastPasswordUpdate: Int64 = 0
    public var lastPictureUpdate: Int64 = 0
    public var failedAttempts: Int64 = 0
    public var locale = "en"
    public var mfaActive = false
    public var position = ""
    public var timezone = JSONText.empty
    /// Of another server that this account belongs to; `nil` where nothing was ever stored (bots).
    public var remoteID: String? = ""
    public var lastLogin: Int64 = 0
    /// From the `bots` table when it was joined.
    public var isBot = false
    public var botDescription = ""
    public var botLastIconUpdate: Int64 = 0
    /// From `usertermsofservice` when it was joined.
    public var termsOfServiceID = ""
    public var termsOfServiceCreateAt: Int64 = 0

    public init(id: ID<User>, username: String, email: String, roles: String) {
        self.id = id
        self.username = username
        self.email = email
        self.roles = roles
    }

    public var roleNames: [Substring] { roles.split(separator: " ") }
    public var isGuest: Bool { roleNames.contains("system_guest") }
    public var isSystemAdmin: Bool { roleNames.contains("system_admin") }
}
