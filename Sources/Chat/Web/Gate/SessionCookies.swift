internal import Network
internal import Wire

/// The cookies of a browser: the secret one that scripts cannot read, and two that they must.
struct SessionCookies {
    private let path: String
    private let domain: String
    private let isSecure: Bool
    private let isEmbedded: Bool
    private let seconds: Int64
    private let now: Int64

    init(_ request: HTTPRequest, settings: Settings, now: Int64, kind: SessionLength.Kind = .web) {
        let site = SiteAddress(settings[ServiceSettings.siteURL], schemes: ["http", "https"])
        path = site.map { $0.path.isEmpty ? "/" : $0.path } ?? "/"
        let host = site?.authority.prefix { $0 != ":" } ?? ""
        domain = settings[ServiceSettings.allowCookiesForSubdomains] && !host.isEmpty ? "; Domain=\(host)" : ""
        isSecure = request.isSecure
        isEmbedded = request.cookie("MMEMBED") == "1"
        seconds = SessionLength(settings).milliseconds(kind) / 1000
        self.now = now
    }

    /// After a login.
    func all(_ opened: OpenedSession) -> [(name: String, value: String)] {
        [token(opened.token), cookie("MMUSERID", opened.session.user.raw), cookie("MMCSRF", opened.csrf)]
    }

    /// The secret one alone.
    func token(_ token: String) -> (name: String, value: String) { cookie("MMAUTHTOKEN", token, isHidden: true) }

    /// Tells the browser to forget the secret one, in answers to a token that is worth nothing.
    static func cleared(_ settings: Settings) -> (name: String, value: String) {
        let path = SiteAddress(settings[ServiceSettings.siteURL], schemes: ["http", "https"])?.path ?? ""
        return ("Set-Cookie", "MMAUTHTOKEN=; Path=\(path.isEmpty ? "/" : path); Max-Age=0; HttpOnly")
    }

    private func cookie(_ name: String, _ value: String, isHidden: Bool = false) -> (name: String, value: String) {
        var text = "\(name)=\(value); Path=\(path)\(domain); Expires=\(HTTPDate.text(now / 1000 + seconds)); Max-Age=\(seconds)"
        if isHidden { text += "; HttpOnly" }
        if isSecure { text += "; Secure" }
        if isSecure, isEmbedded { text += "; SameSite=None" }
        return ("Set-Cookie", text)
    }
}
