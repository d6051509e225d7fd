internal import Network
internal import Outside
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/image | | signed in | |
struct ImageRoutes {
    let services: Services
    /// Larger pictures are refused: they are held in memory while they pass.
    private static let byteLimit = 20 << 20
    private static let kept: Set<String> = ["cache-control", "etag", "expires", "last-modified"]

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/image", image)
    }

    @Sendable func image(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let rules = PreviewRules(services.settings.current), asked = request.asked.text("url")
        guard rules.proxy.isOn else { throw APIError.imageAddressUnreadable }
        if asked.isEmpty { return redirect(to: rules.site) }
        if asked.hasPrefix("/"), !asked.hasPrefix("//") { return redirect(to: rules.site + asked) }
        guard isReadable(asked) else { throw APIError.imageAddressUnreadable }
        let address = asked.hasPrefix("//") ? "http:" + asked : asked
        if rules.proxy.isOwn(address) { return redirect(to: address) }
        switch rules.proxy.kind {
        case .camo(let server, let key): return redirect(to: ImageProxy.camo(address, server: server, key: key))
        case .local:
            guard let target = FetchURL.absolute(address) else { return refusal(400, "only addresses of http and https are fetched") }
            return await fetched(target, rules)
        }
    }

    /// Something before a colon must be followed by slashes, and `%` by two digits.
    private func isReadable(_ address: String) -> Bool {
        let parts = address.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, !parts[0].contains("/"), !parts[1].hasPrefix("//") { return false }
        let bytes = Array(address.utf8)
        return bytes.indices.allSatisfy { at in
            bytes[at] > 0x20 && (bytes[at] != UInt8(ascii: "%") || at + 2 < bytes.count && bytes[at + 1...at + 2].allSatisfy(Self.isHex))
        }
    }

    private static func isHex(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20) }

    private func redirect(to address: String) -> HTTPResponse {
        HTTPResponse(status: 302, contentType: "application/json", fields: [(name: "Location", value: address)])
    }

    private func refusal(_ status: Int, _ text: String) -> HTTPResponse {
        HTTPResponse(
            status: status, contentType: "text/plain; charset=utf-8", fields: [(name: "X-Frame-Options", value: "deny")],
            bytes: Array((text + "\n").utf8))
    }

    private func fetched(_ target: String, _ rules: PreviewRules) async -> HTTPResponse {
        var request = FetchRequest(
            "GET", target, reach: .guarded(rules.wall), fields: [("Accept", "image/*"), ("User-Agent", Outbound.agent)])
        request.timeout = .seconds(10)
        request.limit = Self.byteLimit
        request.redirects = 9
        request.wantsBody = { response in Self.isPicture(response.field("content-type") ?? "") ?? true }
        do {
            return answer(with: try await services.outbound.send(request))
        } catch FetchError.refused {
            return refusal(403, "this address is not fetched")
        } catch {
            return refusal(500, "the picture could not be fetched")
        }
    }

    /// Only what cannot be a page; `nil` when it was not told.
    private static func isPicture(_ contentType: String) -> Bool? {
        if contentType.isEmpty { return nil }
        return contentType.hasPrefix("image/") && !contentType.hasPrefix("image/svg")
    }

    private func answer(with response: FetchResponse) -> HTTPResponse {
        var contentType = response.field("content-type") ?? ""
        if contentType.isEmpty, let facts = PictureFacts(response.body) { contentType = "image/\(facts.format)" }
        guard Self.isPicture(contentType) == true else { return refusal(403, "this is no picture") }
        var fields = response.fields.filter { Self.kept.contains($0.name) }.map { (name: Self.spelled($0.name), value: $0.value) }
        fields += [
            (name: "Access-Control-Allow-Origin", value: "*"), (name: "Content-Security-Policy", value: "script-src 'none'"),
            (name: "X-XSS-Protection", value: "1; mode=block"), (name: "X-Frame-Options", value: "deny"),
        ]
        let status = response.status == 404 ? 404 : 200
        return HTTPResponse(status: status, contentType: contentType, fields: fields, bytes: response.body)
    }

    private static func spelled(_ name: String) -> String {
        name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: "-")
    }
}

extension APIError {
    static let imageAddressUnreadable = APIError("api.image.get.app_error", 400, "The picture's address cannot be read.")
}
