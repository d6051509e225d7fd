internal import Network

/// Which pages of other sites may call the API: those that `ServiceSettings.AllowCorsFrom` names (facts: config.md).
struct CrossOrigin: Sendable {
    private let origins: [Substring]
    private let exposed: String
    private let allowsCredentials: Bool

    init(_ settings: Settings) {
        origins = settings[ServiceSettings.allowCorsFrom].split(separator: " ")
        exposed = settings[ServiceSettings.corsExposedHeaders]
        allowsCredentials = settings[ServiceSettings.corsAllowCredentials]
    }

    func allows(_ origin: String) -> Bool { origins.contains("*") || origins.contains(where: { $0.lowercased() == origin.lowercased() }) }

    /// The answer to a browser's question whether it may send a request; `nil` when this is none or nothing is allowed.
    func preflight(_ request: HTTPRequest) -> HTTPResponse? {
        guard request.method == "OPTIONS", !origins.isEmpty, let method = request.field("access-control-request-method") else { return nil }
        var response = HTTPResponse(status: 200)
        guard let origin = request.field("origin"), allows(origin) else { return response }
        response.fields = fields(for: origin)
        response.fields.append((name: "Access-Control-Allow-Methods", value: method))
        if let names = request.field("access-control-request-headers") {
            response.fields.append((name: "Access-Control-Allow-Headers", value: names))
        }
        response.fields.append((name: "Access-Control-Max-Age", value: "86400"))
        return response
    }

    /// What an answer to an allowed page carries.
    func decorate(_ response: inout HTTPResponse, _ request: HTTPRequest) {
        guard !origins.isEmpty, let origin = request.field("origin"), allows(origin) else { return }
        response.fields += fields(for: origin)
        if !exposed.isEmpty { response.fields.append((name: "Access-Control-Expose-Headers", value: exposed)) }
    }

    private func fields(for origin: String) -> [(name: String, value: String)] {
        var fields = [
            (name: "Access-Control-Allow-Origin", value: origins.contains("*") && !allowsCredentials ? "*" : origin),
            (name: "Vary", value: "Origin"),
        ]
        if allowsCredentials { fields.append((name: "Access-Control-Allow-Credentials", value: "true")) }
        return fields
    }
}
