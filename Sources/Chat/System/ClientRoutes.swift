internal import Database
internal import Network
internal import Wire

/// Doors that clients knock at when they start, to parts that this server has only the outline of: licences (one that
/// says what there is), plugins and agents (there are none), the original's hosted service.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/license/client | LicenseView | | |
/// | GET | /api/v4/license/load_metric | 0: nothing is measured against a licence | a session | |
/// | GET | /api/v4/trial-license/prev | refused: there are no trials | a session | |
/// | GET | /api/v4/plugins | the plugins there are: none | sysconsole_read_plugins | |
/// | GET | /api/v4/plugins/webapp | the same for clients | | |
/// | GET | /api/v4/plugins/statuses | the same | sysconsole_read_plugins | |
/// | GET | /api/v4/plugins/marketplace/first_admin_visit | a row of `systems` | manage_system | |
/// | POST | /api/v4/plugins/marketplace/first_admin_visit | a row of `systems` | manage_system | |
/// | GET | /api/v4/agents | the agents there are: none | a session | |
/// | GET | /api/v4/agents/status | why there are none | a session | |
/// | GET | /api/v4/cloud/subscription | refused: there is no hosted service | a session | |
/// | GET | /api/v4/cloud/limits | refused as well | a session | |
/// | GET | /api/v4/cloud/products | refused as well | a session | |
/// | GET | /api/v4/cloud/customer | refused as well | a session | |
struct ClientRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.open("GET", "/api/v4/license/client", license)
        routes.signedIn("GET", "/api/v4/license/load_metric") { _, _ in HTTPResponse(json: ["load": 0] as JSONObject) }
        routes.signedIn("GET", "/api/v4/trial-license/prev") { _, _ in throw APIError.trialsAreNotOffered }
        routes.signedIn("GET", "/api/v4/plugins", plugins)
        routes.open("GET", "/api/v4/plugins/webapp", clientPlugins)
        routes.signedIn("GET", "/api/v4/plugins/statuses", pluginStatuses)
        routes.signedIn("GET", "/api/v4/plugins/marketplace/first_admin_visit", firstVisit)
        routes.signedIn("POST", "/api/v4/plugins/marketplace/first_admin_visit", noteFirstVisit)
        routes.signedIn("GET", "/api/v4/agents") { _, _ in HTTPResponse(json: [] as [String]) }
        routes.signedIn("GET", "/api/v4/agents/status", agentStatus)
        for path in ["subscription", "limits", "products", "customer"] {
            routes.signedIn("GET", "/api/v4/cloud/\(path)") { _, _ in throw APIError.noHostedService }
        }
    }

    @Sendable func license(_ request: HTTPRequest, _ visitor: Visitor) async throws -> HTTPResponse {
        switch request.queryValue("format") ?? "" {
        case "old":
            return HTTPResponse(json: LicenseView(settings: services.settings.current, installation: services.settings.installation).json)
        case "": throw APIError.licenseFormatMissing
        default: throw APIError.invalidParameter("format")
        }
    }

    @Sendable func agentStatus(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        HTTPResponse(json: ["available": false, "reason": "app.agents.bridge.not_available.plugin_not_active"] as JSONObject)
    }

    // MARK: Plugins

    @Sendable func clientPlugins(_ request: HTTPRequest, _ visitor: Visitor) async throws -> HTTPResponse {
        try requirePlugins()
        return HTTPResponse(json: [] as [String])
    }

    @Sendable func plugins(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try requirePlugins()
        try context.access.system(to: .sysconsoleReadPlugins)
        return HTTPResponse(json: ["active": [], "inactive": []] as JSONObject)
    }

    @Sendable func pluginStatuses(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try requirePlugins()
        try context.access.system(to: .sysconsoleReadPlugins)
        return HTTPResponse(json: [] as [String])
    }

    private func requirePlugins() throws {
        guard services.settings.current[PluginSettings.enable] else { throw APIError.pluginsAreOff }
    }

    private static let visitRow = "FirstAdminVisitMarketplace"

    @Sendable func firstVisit(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .manageSystem)
        let value = try await services.db.readOne { try $0.systems.find(Self.visitRow) } ?? "false"
        return HTTPResponse(json: ["name": .string(Self.visitRow), "value": .string(value)] as JSONObject)
    }

    @Sendable func noteFirstVisit(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .manageSystem)
        try await services.db.write { tx in
            try tx.systems.set(Self.visitRow, "true")
            var broadcast = Event.Broadcast.everybody
            broadcast.isSensitive = true
            tx.tell(
                Event("first_admin_visit_marketplace_status_received", to: broadcast) {
                    $0.field("firstAdminVisitMarketplaceStatus", "true")
                })
        }
        return .ok
    }
}
