internal import Database
internal import Network
internal import Outside
internal import Wire

#if canImport(Glibc)
    internal import Glibc
#endif

/// Doors to the state of the server: what clients ask when they start.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/system/ping | whether the server and what it stands on work | | |
/// | GET | /api/v4/system/timezones | TimeZones | a session | |
/// | GET | /api/v4/system/schema/version | applied migrations | manage_system | |
/// | GET | /api/v4/system/notices/{team_id} | product notices: there are none | a session | |
/// | PUT | /api/v4/system/notices/view | NoticeQueries.see | a session | |
/// | GET | /api/v4/system/onboarding/complete | a row of `systems` | manage_system | |
/// | POST | /api/v4/system/onboarding/complete | a row of `systems` | manage_system | |
/// | GET | /api/v4/limits/server | counts of accounts | a session | |
/// | GET | /api/v4/cluster/status | the servers on the database, when there are several | sysconsole_read_environment_high_availability | |
/// | POST | /api/v4/caches/invalidate | reads roles and settings again | invalidate_caches | |
/// | GET | /api/v4/latest_version | the version that runs | manage_system | |
/// | POST | /api/v4/client_perf | takes a client's figures | a session | |
struct SystemRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.open("GET", "/api/v4/system/ping", ping)
        routes.signedIn("GET", "/api/v4/system/timezones", timeZones)
        routes.signedIn("GET", "/api/v4/system/schema/version", schemaVersion)
        routes.signedIn("GET", "/api/v4/system/notices/{team_id}", notices)
        routes.signedIn("PUT", "/api/v4/system/notices/view", seeNotices)
        routes.signedIn("GET", "/api/v4/system/onboarding/complete", onboarding)
        routes.signedIn("POST", "/api/v4/system/onboarding/complete", completeOnboarding)
        routes.signedIn("GET", "/api/v4/limits/server", limits)
        routes.signedIn("GET", "/api/v4/cluster/status", cluster)
        routes.signedIn("POST", "/api/v4/caches/invalidate", invalidateCaches)
        routes.signedIn("POST", "/api/v4/client_perf", clientFigures)
        routes.signedIn("GET", "/api/v4/latest_version", latestVersion)
    }

    /// The server asks nobody on the internet what is newest: the version that it knows of is its own.
    @Sendable func latestVersion(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .manageSystem)
        let day = .string(Version.date + "T00:00:00Z") as JSONValue
        return HTTPResponse(
            json: [
                "id": 0, "tag_name": .string("v" + Version.number), "name": .string("v" + Version.number), "created_at": day,
                "published_at": day, "body": .string(Version.commit), "html_url": "",
            ] as JSONValue)
    }

    // MARK: Ping

    /// Asks the push proxy whether an app's device can be reached.
    private func reach(_ device: String) async -> JSONValue {
        let settings = services.settings.current
        guard settings[EmailSettings.sendPushNotifications], !settings[EmailSettings.pushNotificationServer].isEmpty else { return "false" }
        return switch await SendPush(services: services).test(device) {
        case .taken: "true"
        case .removed: "false"
        case .refused, .unreadable: "unknown"
        }
    }

    @Sendable func ping(_ request: HTTPRequest, _ visitor: Visitor) async throws -> HTTPResponse {
        let settings = services.settings.current
        var answer: JSONObject = [
            "ActiveSearchBackend": "database",
            "AndroidLatestVersion": .string(settings[ClientRequirements.androidLatestVersion]),
            "AndroidMinVersion": .string(settings[ClientRequirements.androidMinVersion]),
            "IosLatestVersion": .string(settings[ClientRequirements.iosLatestVersion]),
            "IosMinVersion": .string(settings[ClientRequirements.iosMinVersion]),
        ]
        var isWell = true
        if request.queryValue("get_server_status") == "true" {
            let database = await databaseWorks(), files = await services.files.works()
            isWell = database && files
            answer["database_status"] = database ? "OK" : "UNHEALTHY"
            answer["filestore_status"] = files ? "OK" : "UNHEALTHY"
            let roles = visitor.session?.roles.split(separator: " ") ?? []
            if services.roles.permissions(of: roles).contains(.manageSystem) { answer["root_status"] = .bool(geteuid() == 0) }
        }
        if let device = request.queryValue("device_id"), !device.isEmpty { answer["CanReceiveNotifications"] = await reach(device) }
        answer["status"] = isWell ? "OK" : "UNHEALTHY"
        let isTold = request.queryValue("use_rest_semantics") == "true"
        return HTTPResponse(status: isWell || isTold ? 200 : 500, json: answer)
    }

    private func databaseWorks() async -> Bool {
        do { return try await services.db.readOne { try $0.systems.answers() } } catch { return false }
    }

    // MARK: Small answers

    @Sendable func timeZones(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse { HTTPResponse(json: TimeZones.all) }

    @Sendable func schemaVersion(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .manageSystem)
        let migrations = try await services.db.readOne { try $0.systems.migrations() }
        return HTTPResponse(json: migrations.map { ["name": .string($0.name), "version": .integer($0.version)] as JSONObject })
    }

    @Sendable func cluster(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .sysconsoleReadEnvironmentHighAvailability)
        let servers = (services.bus?.servers ?? [:]).sorted { $0.key < $1.key }
        return HTTPResponse(
            json: servers.map { id, facts in
                [
                    "id": .string(id), "version": .string(facts.version), "schema_version": .string(facts.schemaVersion),
                    "config_hash": .string(facts.configHash), "ipaddress": .string(facts.address), "hostname": .string(facts.hostname),
                ] as JSONObject
            })
    }

    @Sendable func invalidateCaches(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .invalidateCaches)
        try await services.roles.load(from: services.db)
        try await services.settings.load(from: services.db)
        try await services.db.write { tx in
            tx.signal(.rolesChanged)
            tx.signal(.settingsChanged)
        }
        return HTTPResponse.ok.uncached
    }

    /// Clients send figures whether anybody wants them or not; a report that cannot be read is theirs to care about.
    @Sendable func clientFigures(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        context.log.debug("figures of a client", ["bytes": String(request.body.count)])
        return HTTPResponse(status: 200, contentType: "application/json")
    }

    @Sendable func limits(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        var answer: JSONObject = [
            "maxUsersLimit": 0, "maxUsersHardLimit": 0, "activeUserCount": 0, "singleChannelGuestCount": 0, "singleChannelGuestLimit": 0,
            "postHistoryLimit": 0, "lastAccessiblePostTime": 0,
        ]
        if context.access.may(.sysconsoleReadUserManagementUsers) {
            let (people, guests) = try await services.db.read { tx in
                (try tx.analytics.activePeople(team: nil), try tx.analytics.singleChannelGuests())
            }
            answer["activeUserCount"] = .integer(people)
            answer["singleChannelGuestCount"] = .integer(guests)
        }
        return HTTPResponse(json: answer)
    }

    // MARK: Notices

    private static let noticeClients = ["web", "desktop", "mobile", "mobile-ios", "mobile-android", "all"]

    @Sendable func notices(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        guard Self.noticeClients.contains(request.queryValue("client") ?? "") else { throw APIError.invalidParameter("client") }
        let _: ID<Team> = try request.id(0, "team_id")
        return HTTPResponse(json: [] as [String])  // Martlet publishes no notices of its own
    }

    @Sendable func seeNotices(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let notices = try request.strings()
        guard notices.count <= 1000, notices.allSatisfy({ $0.unicodeScalars.count <= 26 }) else {
            throw APIError.invalidParameter("notices")
        }
        let now = services.now() / 1000
        try await services.db.write { tx in try tx.notices.see(notices, by: context.user, at: now) }
        return .ok
    }

    // MARK: Onboarding

    @Sendable func onboarding(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .manageSystem)
        return try await flag("FirstAdminSetupComplete")
    }

    @Sendable func completeOnboarding(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        guard context.access.may(.manageSystem) else { throw APIError.onboardingIsForAdministrators }
        guard let organization = try request.json().string("organization"), !organization.isEmpty else {
            throw APIError.organizationMissing
        }
        guard organization.unicodeScalars.count <= 1024 else { throw APIError.invalidParameter("organization") }
        try await services.db.write { tx in
            try tx.systems.set("OrganizationName", organization)
            try tx.systems.set("FirstAdminSetupComplete", "true")
        }
        return .ok
    }

    private func flag(_ name: String) async throws -> HTTPResponse {
        let value = try await services.db.readOne { try $0.systems.find(name) } ?? "false"
        return HTTPResponse(json: ["name": .string(name), "value": .string(value)] as JSONObject)
    }
}

extension HTTPResponse {
    /// The same, not to be kept by anybody on the way.
    var uncached: HTTPResponse {
        var response = self
        response.fields.append((name: "Cache-Control", value: "no-cache, no-store, must-revalidate"))
        return response
    }
}
