internal import Network
internal import Outside

/// Addresses that other editions log in through. A browser that is sent there learns that nothing is behind them, on the client's
/// own error page; the signature lets the client show only sentences that this server has said.
enum SignOnPages {
    private static let pages = ["login", "signup", "mobile_login", "complete"]

    /// `nil` when the address is none of them.
    static func answer(_ path: String, hasCode: Bool, _ settings: SettingsBook) -> HTTPResponse? {
        let parts = path.split(separator: "/")
        if path == "/login/sso/saml" {
            return HTTPResponse(
                status: 302, contentType: "application/json",
                fields: [(name: "Location", value: errorPage("This server does not log in through SAML.", settings))])
        }
        if path == "/login/one_time_link" { return oneTimeLink(settings) }
        // The two older addresses that other services send people back to.
        let isOlder = ["signup", "login"].contains(parts.first ?? "") && parts.last == "complete"
        guard parts.count == 3, parts[0] == "oauth" || isOlder, pages.contains(String(parts[2])), parts[1].utf8.allSatisfy(isInName) else {
            return nil
        }
        // Whoever comes back from another service without its code is told so before anything else.
        if parts[2] == "complete", !hasCode { return withoutCode(String(parts[1]), settings) }
        let address = errorPage("This server does not log in through other services.", settings)
        let html = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=\(address.replacing("&", with: "&amp;"))"></head>
            <body><a href="\(address.replacing("&", with: "&amp;"))">This server does not log in through other services.</a></body></html>

            """
        return HTTPResponse(status: 501, contentType: "text/html", bytes: Array(html.utf8))
    }

    /// Guests do not log in by a link in a mail here.
    private static func oneTimeLink(_ settings: SettingsBook) -> HTTPResponse {
        let site = settings.current[ServiceSettings.siteURL]
        let address = "\(site)/login?extra=login_error&message=Links+that+log+in+are+switched+off"
        return HTTPResponse(status: 302, contentType: "application/json", fields: [(name: "Location", value: address)])
    }

    private static func withoutCode(_ service: String, _ settings: SettingsBook) -> HTTPResponse {
        let name = service.prefix(1).uppercased() + service.dropFirst()
        let address = signed("?service=\(name)&type=oauth_missing_code", settings)
        return HTTPResponse(status: 307, contentType: "application/json", fields: [(name: "Location", value: address)])
    }

    private static func isInName(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) }

    private static func errorPage(_ sentence: String, _ settings: SettingsBook) -> String {
        signed("?message=\(sentence.replacing(" ", with: "+"))", settings)
    }

    private static func signed(_ query: String, _ settings: SettingsBook) -> String {
        let site = SiteAddress(settings.current[ServiceSettings.siteURL], schemes: ["http", "https"])
        let address = "\(site?.path ?? "")/error\(query)"
        return "\(address)&s=\(Base64.encode(settings.signature(address), urlSafe: true))"
    }
}
