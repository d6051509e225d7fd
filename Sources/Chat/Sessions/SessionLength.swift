internal import Wire

/// How long sessions live, as configured.
struct SessionLength {
    private static let hour: Int64 = 3_600_000
    private static let day: Int64 = 24 * hour
    /// A personal access token's session; such a token ends when somebody ends it.
    static let accessToken: Int64 = 100 * 365 * day

    private let settings: Settings
    init(_ settings: Settings) { self.settings = settings }

    func milliseconds(_ kind: Kind) -> Int64 {
        let hours =
            switch kind {
            case .web: settings[ServiceSettings.sessionLengthWebInHours]
            case .mobile: settings[ServiceSettings.sessionLengthMobileInHours]
            case .singleSignOn: settings[ServiceSettings.sessionLengthSSOInHours]
            }
        return Int64(hours) * Self.hour
    }

    enum Kind { case web, mobile, singleSignOn }

    /// The new end of a session that is used, `nil` while the old one will do: an end that moved with every request would be
    /// written with every request.
    func extended(_ session: Session, now: Int64) -> Int64? {
        guard settings[ServiceSettings.extendSessionLengthWithActivity], session.expiresAt > 0 else { return nil }
        let props = session.props.texts
        if props["type"] == "UserAccessToken" { return nil }
        let isSSO = props["isOAuthUser"] == "true" || props["isSaml"] == "true"
        let isMobile = !session.deviceID.isEmpty || props["isMobile"] == "true"
        let length = milliseconds(isMobile ? .mobile : isSSO ? .singleSignOn : .web)
        let elapsed = length - (session.expiresAt - now)
        return elapsed < min(length / 100, Self.day) ? nil : now + length
    }

    /// Browsers that nobody uses any more are logged out; apps and tokens are not.
    func isIdleTooLong(_ session: Session, now: Int64) -> Bool {
        let limit = Int64(settings[ServiceSettings.sessionIdleTimeoutInMinutes]) * 60_000
        guard limit > 0, !settings[ServiceSettings.extendSessionLengthWithActivity], !session.isOAuth, session.deviceID.isEmpty else {
            return false
        }
        guard now - session.lastActivityAt > limit else { return false }
        let props = session.props.texts
        return props["type"] != "UserAccessToken" && props["isMobile"] != "true"
    }
}
