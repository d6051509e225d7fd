/// How to reach the server that sends our mail.
public struct MailServer: Sendable, Equatable {
    public enum Security: Sendable {
        case none
        /// A plain connection that must be turned into an encrypted one before anything else is said.
        case startTLS
        case tls
    }

    public var host: String
    public var port: Int
    public var security: Security
    /// Empty for a server that asks for none.
    public var username: String
    public var password: String
    public var skipsCertificateCheck: Bool
    public var timeout: Duration
    /// What we call ourselves in the greeting; empty for the machine's own name.
    public var greeting: String

    public init(
        host: String, port: Int = 25, security: Security = .none, username: String = "", password: String = "",
        skipsCertificateCheck: Bool = false, timeout: Duration = .seconds(10), greeting: String = ""
    ) {
        (self.host, self.port, self.security, self.username, self.password) = (host, port, security, username, password)
        (self.skipsCertificateCheck, self.timeout, self.greeting) = (skipsCertificateCheck, timeout, greeting)
    }
}
