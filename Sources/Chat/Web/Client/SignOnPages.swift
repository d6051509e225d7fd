internal import Network
internal import Outside

/// Addresses that other editions log in through. A browser that is sent there learns that nothing is behind them, on the client's
/// own error page; the signature lets the client show only sentences that this server has said.
enum SignOnPages {
    private static let providers = ["gitlab", "google", "office365", "openid"]

    /// `nil` when the address is none of them.
    static func answer(_ path: String, _ settings: SettingsBook) -> HTTPResponse? {
        let parts = path.split(separator: "/")
        if path == "/login/sso/saml" {
            return HTTPResponse(
                status: 302, contentType: "application/json",
                fields: [(name: "Location", value: errorPage("This server does not log in through SAML.", settings))])
        }
        guard parts.count == 3, parts[0] == "oauth", ["login", "signup"].contains(parts[2]), providers.contains(String(parts[1])) else {
            return nil
        }
        let address = errorPage("This server does not log in through other services.", settings)
        let html = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=\(address.replacing("&", with: "&amp;"))"></head>
            <body><a href="\(address.replacing("&", with: "&amp;"))">This server does not log in through other services.</a></body></html>

            """
        return HTTPResponse(status: 501, contentType: "text/html", bytes: Array(html.utf8))
    }

    private static func errorPage(_ sentence: String, _ settings: SettingsBook) -> String {
        let site = SiteAddress(settings.current[ServiceSettings.siteURL], schemes: ["http", "https"])
        let address = "\(site?.path ?? "")/error?message=\(sentence.replacing(" ", with: "+"))"
        return "\(address)&s=\(Base64.encode(settings.signature(address), urlSafe: true))"
    }
}
