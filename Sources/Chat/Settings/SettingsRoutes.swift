internal import Database
internal import Network
internal import Wire

/// Doors to the settings.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/config | AdministratorView | any `sysconsole_read_` | |
/// | PUT | /api/v4/config | ChangeSettings | any `sysconsole_write_` | config_changed |
/// | PUT | /api/v4/config/patch | ChangeSettings | any `sysconsole_write_` | config_changed |
/// | GET | /api/v4/config/environment | names of overridden settings | any `sysconsole_read_` | |
/// | POST | /api/v4/config/reload | SettingsBook.load | reload_config | |
/// | GET | /api/v4/config/client | ClientView | | |
struct SettingsRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/config", show)
        routes.signedIn("PUT", "/api/v4/config", replace)
        routes.signedIn("PUT", "/api/v4/config/patch", patch)
        routes.signedIn("GET", "/api/v4/config/environment", environment)
        routes.signedIn("POST", "/api/v4/config/reload", reload)
        routes.open("GET", "/api/v4/config/client", client)
    }

    @Sendable func client(_ request: HTTPRequest, _ visitor: Visitor) async throws -> HTTPResponse {
        let views = try await services.settings.freshViews(from: services.db)
        return HTTPResponse(json: visitor.session == nil ? views.everyone : views.members)
    }

    @Sendable func show(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(toAny: ConsolePages.read)
        return answer(services.settings.current, request, context)
    }

    @Sendable func replace(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await change(request, context, replacesAll: true)
    }

    @Sendable func patch(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await change(request, context, replacesAll: false)
    }

    private func change(_ request: HTTPRequest, _ context: SignedIn, replacesAll: Bool) async throws -> HTTPResponse {
        try context.access.system(toAny: ConsolePages.write)
        let access = context.access
        let change = ChangeSettings(
            wanted: try document(request), replacesAll: replacesAll, book: services.settings, now: services.now(),
            newID: services.newToken(),
            mayWrite: { ConsolePages.may(access, "sysconsole_write_", $0) })
        let stored = try await services.db.write { [services] tx -> StoredConfiguration? in
            guard let stored = try change.run(in: tx) else { return nil }
            let hadGuests = services.settings.current[GuestAccountsSettings.enable]
            let hasGuests = services.settings.layers.settings(stored: stored.document)[GuestAccountsSettings.enable]
            if hadGuests && !hasGuests { try DeactivateGuests(services: services).run(in: tx) }
            return stored
        }
        if let stored { services.settings.adopt(stored) }
        return answer(services.settings.current, request, context)
    }

    private func document(_ request: HTTPRequest) throws -> JSONObject {
        // Whatever is wrong with the body has one name on the wire.
        guard let object = (try? request.value())?.object else { throw APIError.invalidParameter("config") }
        return object
    }

    private func answer(_ settings: Settings, _ request: HTTPRequest, _ context: SignedIn) -> HTTPResponse {
        let access = context.access
        let view = AdministratorView(
            settings: settings, mayRead: { ConsolePages.may(access, "sysconsole_read_", $0) },
            leavesOutSecrets: request.queryValue("remove_masked") == "true",
            leavesOutDefaults: request.queryValue("remove_defaults") == "true")
        return HTTPResponse(json: view.document).uncached
    }

    @Sendable func environment(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(toAny: ConsolePages.read)
        var document = JSONObject()
        for override in services.settings.layers.environment where ConsolePages.may(context.access, "sysconsole_read_", override.section) {
            if Sections.shown.contains(where: { $0.name == override.section.name }) {
                document.insert(true, at: [override.section.name] + override.setting.path)
            }
        }
        return HTTPResponse(json: document).uncached
    }

    @Sendable func reload(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .reloadConfig)
        try await services.settings.load(from: services.db)
        return HTTPResponse.ok.uncached
    }
}

/// Which pages of the system console somebody may read or change, and so which sections.
enum ConsolePages {
    static let read = Permission.allCases.filter { $0.name.hasPrefix("sysconsole_read_") }
    static let write = Permission.allCases.filter { $0.name.hasPrefix("sysconsole_write_") }

    static func may(_ access: Access, _ prefix: String, _ section: Section) -> Bool {
        access.may(.manageSystem) || section.pages.contains { Permission(name: prefix + $0).map(access.may) == true }
    }
}
