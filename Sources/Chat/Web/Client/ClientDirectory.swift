internal import Network
internal import Outside
internal import Wire

/// Serves a built client for this API from a folder: its files under `/static`, its page for every other address that is
/// no file and no API (facts: boot.md section 0; web/README.md, page and files).
struct ClientDirectory: Sendable {
    private let folder: StaticFolder

    init(path: String) { folder = StaticFolder(root: path) }

    func answer(_ request: HTTPRequest, frameAncestors: String) async throws -> HTTPResponse {
        let path = request.path
        if path.hasPrefix("/static/") {
            guard let file = try await folder.find(String(path.dropFirst("/static".count))) else {
                return HTTPResponse(
                    status: 404, contentType: "text/plain; charset=utf-8", fields: [("Cache-Control", "no-cache, public")],
                    bytes: Array("404 page not found\n".utf8))
            }
            return try give(file, request, caching: "max-age=31556926, public")
        }
        guard let page = try await folder.find("root.html") else { throw ClientDirectory.noPage }
        var response = try give(page, request, caching: "no-cache, max-age=31556926, public")
        response.fields.append((name: "X-Frame-Options", value: "SAMEORIGIN"))
        let ancestors = frameAncestors.isEmpty ? "'self' " : "'self' \(frameAncestors)"
        response.fields.append((name: "Content-Security-Policy", value: "frame-ancestors \(ancestors); script-src 'self'"))
        return response
    }

    private static let noPage = APIError(
        "api.web.client.no_page.app_error", 500, "The client's folder holds no root.html. Check MARTLET_CLIENTSETTINGS_DIRECTORY.")

    /// The file, or the part of it that was asked for.
    private func give(_ file: StaticFolder.File, _ request: HTTPRequest, caching: String) throws -> HTTPResponse {
        let modified = HTTPDate.text(file.modifiedAt)
        var fields = [
            (name: "Cache-Control", value: caching), (name: "Last-Modified", value: modified), (name: "Accept-Ranges", value: "bytes"),
        ]
        if request.field("if-modified-since") == modified { return HTTPResponse(status: 304, fields: fields) }
        let type = ContentTypes.of(file.path)
        guard let range = ByteRange(request.field("range") ?? "", size: file.size) else {
            return HTTPResponse(contentType: type, fields: fields, body: body(of: file, 0..<file.size))
        }
        fields.append((name: "Content-Range", value: "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.size)"))
        return HTTPResponse(status: 206, contentType: type, fields: fields, body: body(of: file, range.lowerBound..<range.upperBound))
    }

    private func body(of file: StaticFolder.File, _ range: Range<Int>) -> HTTPResponse.Body {
        if range.isEmpty { return .empty }
        let folder = folder, position = Position(range.lowerBound)
        return .stream(length: Int64(range.count)) {
            let offset = position.take(upTo: 64 * 1024, before: range.upperBound)
            guard !offset.isEmpty else { return nil }
            return try await folder.read(file, from: offset.lowerBound, count: offset.count)
        }
    }
}
