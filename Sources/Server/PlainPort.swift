internal import Chat
internal import Network

/// Port 80 beside an encrypted site: sends everybody to the same address with https.
struct PlainPort: RequestHandler {
    let settings: SettingsBook

    func policy(for request: HTTPRequest) -> BodyPolicy { .collect(limit: 64 * 1024) }

    func respond(to request: HTTPRequest) async -> Reaction {
        guard let host = host(of: request) else { return .answer(refuse(.malformed, request: request)) }
        return .answer(
            HTTPResponse(
                status: 301,
                fields: [(name: "Location", value: "https://\(host)\(request.target)"), (name: "Cache-Control", value: "no-store")]))
    }

    func refuse(_ refusal: Refusal, request: HTTPRequest?) -> HTTPResponse {
        HTTPResponse(status: 400, contentType: "text/plain; charset=utf-8", bytes: Array("This address is served over https.\n".utf8))
    }

    /// Where the site is, not what the request claims, when the settings know it: nobody is sent elsewhere through us.
    private func host(of request: HTTPRequest) -> String? {
        let site = settings.current[ServiceSettings.siteURL]
        if site.hasPrefix("https://") { return site.dropFirst(8).split(separator: "/").first.map(String.init) }
        guard let host = request.field("host") else { return nil }
        let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
        let allowed = name.utf8.allSatisfy { byte in
            (byte >= 0x30 && byte <= 0x3A) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == 0x2D || byte == 0x2E || byte == 0x5B
                || byte == 0x5D
        }
        guard allowed, !name.isEmpty else { return nil }
        let port = settings.current[ServiceSettings.listenAddress].split(separator: ":").last ?? "443"
        return port == "443" ? String(name) : "\(name):\(port)"
    }
}
