internal import Database
internal import Network
internal import Wire

/// Doors to roles.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/roles | all | manage_system | |
/// | POST | /api/v4/roles/names | several | | |
/// | GET | /api/v4/roles/{role_id} | find | | |
/// | GET | /api/v4/roles/name/{role_name} | findByName | | |
/// | POST | /api/v4/permissions/ancillary | AncillaryPermissions | | |
/// | PUT | /api/v4/roles/{role_id}/patch | ChangeRole | sysconsole_write_user_management_permissions | role_updated |
struct RoleRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/roles", all)
        routes.signedIn("POST", "/api/v4/roles/names", checksForgery: false, several)
        routes.signedIn("GET", "/api/v4/roles/{role_id}", find)
        routes.signedIn("GET", "/api/v4/roles/name/{role_name}", findByName)
        routes.signedIn("PUT", "/api/v4/roles/{role_id}/patch", patch)
        routes.signedIn("POST", "/api/v4/permissions/ancillary", checksForgery: false, ancillary)
    }

    @Sendable func all(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .manageSystem)
        return HTTPResponse(json: try await services.db.readOne { try $0.roles.all() })
    }

    /// Clients read what people may do from here. Names that no role has are left out; none at all is `null`.
    @Sendable func several(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let names = try request.strings()
        guard !names.isEmpty else { throw APIError.invalidParameter("rolenames") }
        guard names.count <= 100 else { throw APIError.tooManyRoleNames }
        let clean = names.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter { !$0.isEmpty }
        guard clean.allSatisfy(RoleRules.isName) else { throw APIError.invalidParameter("rolename") }
        let roles = try await services.db.readOne { try $0.roles.find(names: clean) }
        return HTTPResponse(json: roles.isEmpty ? nil : roles)
    }

    /// The console asks what a page of it needs besides, before it stores a role.
    @Sendable func ancillary(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let names = try request.strings()
        guard !names.isEmpty else { throw APIError.invalidParameter("permissions") }
        guard names.count <= 1_000 else { throw APIError.unreadablePayload }
        return HTTPResponse(json: AncillaryPermissions.added(to: names))
    }

    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Role> = try request.id(0, "role_id")
        let role = try await services.db.readOne { try $0.roles.find(id) }
        guard let role else { throw APIError.roleNotFound }
        return HTTPResponse(json: role)
    }

    @Sendable func findByName(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let name = request.parameters[0]
        guard RoleRules.isName(name) else { throw APIError.invalidURLParameter("role_name") }
        let role = try await services.db.readOne { try $0.roles.find(name: name) }
        guard let role else { throw APIError.roleNameNotFound }
        return HTTPResponse(json: role)
    }

    @Sendable func patch(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Role> = try request.id(0, "role_id")
        let permissions = try request.decode(as: "role") { try $0.strings("permissions") }
        let role = try await services.db.write { [services] tx in
            try ChangeRole(role: id, permissions: permissions, access: context.access, services: services).run(in: tx)
        }
        // Whoever changed a role finds the next request under the new rules; other nodes follow the signal.
        try await services.roles.load(from: services.db)
        return HTTPResponse(json: role)
    }
}
