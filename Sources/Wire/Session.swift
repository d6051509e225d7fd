/// A login as clients may see it. Its token is in no struct: it is looked up by, never read back.
public struct Session: Sendable, Hashable {
    public var id: ID<Session>
    public var createAt: Int64
    /// 0: never.
    public var expiresAt: Int64
    public var lastActivityAt: Int64
    public var user: ID<User>
    public var deviceID: String
    /// The account's system roles when the session was last refreshed, space-separated.
    public var roles: String
    public var isOAuth: Bool
    public var expiredNotify: Bool
    /// csrf, platform, os, browser, isMobile, is_guest, type, user_access_token_id …
    public var props: JSONText
    /// Came over the local socket: no permission is asked of it.
    public var isLocal = false

    public init(
        id: ID<Session>, user: ID<User>, roles: String, createAt: Int64 = 0, expiresAt: Int64 = 0, lastActivityAt: Int64 = 0,
        deviceID: String = "", isOAuth: Bool = false, expiredNotify: Bool = false, props: JSONText = .empty
    ) {
        self.id = id
        self.user = user
        self.roles = roles
        self.createAt = createAt
        self.expiresAt = expiresAt
        self.lastActivityAt = lastActivityAt
        self.deviceID = deviceID
        self.isOAuth = isOAuth
        self.expiredNotify = expiredNotify
        self.props = props
    }

    public var roleNames: [String] { roles.split(separator: " ").map(String.init) }
    public var isGuest: Bool { roles.split(separator: " ").contains("system_guest") }
}
