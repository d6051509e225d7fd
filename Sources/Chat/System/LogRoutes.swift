internal import Network
internal import Wire

/// Doors to the log.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/logs | a page of the last lines | get_logs | |
/// | POST | /api/v4/logs/query | lines by level and time | get_logs | |
/// | GET | /api/v4/logs/download | the last lines as a file | get_logs | |
/// | POST | /api/v4/logs | a line from a client | a session, unless for developers | |
struct LogRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/logs", lines)
        routes.signedIn("POST", "/api/v4/logs/query", query)
        routes.signedIn("GET", "/api/v4/logs/download", download)
        routes.open("POST", "/api/v4/logs", take)
    }

    @Sendable func lines(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .getLogs)
        return HTTPResponse(json: page(services.log.tail.lines, request).map { "\n" + $0 })
    }

    /// Page 0 is the newest; within a page the oldest line comes first.
    private func page<T>(_ lines: [T], _ request: HTTPRequest) -> [T] {
        let query = request.asked
        let size = Int(min(max(query.number("logs_per_page") ?? 10_000, 0), 10_000)),
            page = Int(min(max(query.number("page") ?? 0, 0), 1_000_000))
        let end = max(0, lines.count - page * size)
        return Array(lines[max(0, end - size)..<end])
    }

    @Sendable func query(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .getLogs)
        // Whatever is wrong with the filter has one error.
        guard let filter = (try? request.value())?.object.map(JSONFields.init) else { throw APIError.logFilterUnreadable }
        let levels = try filter.strings("log_levels") ?? []
        let wanted = services.log.tail.lines.compactMap { line -> JSONValue? in
            guard let entry = try? JSONReader.read(line) else { return nil }  // every line is ours; one that is cut is passed over
            return levels.isEmpty || levels.contains(entry["level"]?.string ?? "") ? entry : nil
        }
        return HTTPResponse(json: ["default": .array(page(wanted, request))] as JSONObject)
    }

    @Sendable func download(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .getLogs)
        let text = services.log.tail.lines.map { $0 + "\n" }.joined()
        let name = #"attachment;filename="martlet.log"; filename*=UTF-8''martlet.log"#
        return HTTPResponse(
            contentType: "text/plain; charset=utf-8",
            fields: [
                (name: "Content-Disposition", value: name), (name: "Cache-Control", value: "private, max-age=86400"),
                (name: "X-Frame-Options", value: "DENY"),
            ],
            bytes: Array(text.utf8))
    }

    /// A client's own trouble, kept beside the server's. What cannot be read is taken for an empty report.
    @Sendable func take(_ request: HTTPRequest, _ visitor: Visitor) async throws -> HTTPResponse {
        guard visitor.session != nil || services.settings.current[ServiceSettings.enableDeveloper] else { throw APIError.forbidden }
        let report = (try? request.value())?.texts ?? [:]  // clients in trouble are not to be refused
        let text = report["message"] ?? "", isLong = text.unicodeScalars.count > 400
        let message = isLong ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(399))) : text
        let line = "Client Logs API Endpoint Message: " + message
        if report["level"] == "ERROR" {
            visitor.log.error("a client reports", ["report": message])
        } else {
            visitor.log.debug("a client reports", ["report": message])
        }
        var answer = JSONObject(report.sorted { $0.key < $1.key }.map { (key: $0.key, value: .string($0.value)) })
        answer["message"] = .string(line)
        return HTTPResponse(json: answer)
    }
}
