internal import Database
internal import Network
internal import Outside
internal import Wire

/// Doors through which administrators change accounts, and people close their own.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | DELETE | /users | EraseUser | the local socket | user_updated, leave_team |
/// | DELETE | /users/{user_id} | SetActive | own (if enabled), or edit_other_users | user_updated |
/// | DELETE | /users/{user_id}?permanent=true | EraseUser | manage_system (if enabled) | user_updated, leave_team |
/// | PUT | /users/{user_id}/active | SetActive | own (if enabled), or sysconsole_write_user_management_users | user_updated, user_activation_status_change |
/// | PUT | /users/{user_id}/roles | ChangeRoles | manage_roles | user_role_updated |
/// | POST | /users/{user_id}/promote | PromoteGuest | promote_guest | user_updated, user_role_updated |
/// | PUT | /users/{user_id}/auth | | manage_system | |
/// | POST | /users/{user_id}/email/verify/member | | manage_system | user_updated |
struct UserAdministrationRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        let path = "/api/v4/users/{user_id:alnum}"
        routes.signedIn("DELETE", "/api/v4/users", eraseEverybody)
        routes.signedIn("DELETE", path, deactivate)
        routes.signedIn("PUT", path + "/active", setActive)
        routes.signedIn("PUT", path + "/roles", setRoles)
        routes.signedIn("POST", path + "/promote", promote)
        routes.signedIn("PUT", path + "/auth", setAuthentication)
        routes.signedIn("POST", path + "/email/verify/member", verifyEmail)
    }

    @Sendable func deactivate(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context), access = context.access
        try access.mayEdit(id)
        if id == context.user, !services.settings.current[TeamSettings.enableUserDeactivation], !access.may(.manageSystem) {
            throw APIError.selfDeactivationDisabled
        }
        let isForGood = request.asked.flag("permanent")
        try await services.db.write { [services] tx in
            let user = try access.editable(id, in: tx).user
            if user.isSystemAdmin { try access.system(to: .manageSystem) }
            guard isForGood else { return try SetActive(user: user, isActive: false, services: services).run(in: tx) }
            guard services.settings.current[ServiceSettings.enableAPIUserDeletion] || context.session.isLocal else {
                throw APIError.deletionDisabled
            }
            try access.system(to: .manageSystem)
            try EraseUser(user: user, services: services).run(in: tx)
        }
        if isForGood { try await services.files.remove(UserImageRoutes.path(of: id)) }
        return .ok
    }

    /// Only over the local socket: everybody's account, for good. To anybody else there is nothing at this address.
    @Sendable func eraseEverybody(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        guard context.session.isLocal else { throw APIError.unknownPath }
        let erased = try await services.db.write { [services] tx in
            var filter = UserFilter()
            filter.isActive = nil
            let users = try tx.users.page(filter, limit: .max)
            for user in users { try EraseUser(user: user, services: services).run(in: tx) }
            return users.map(\.id)
        }
        for id in erased { try await services.files.remove(UserImageRoutes.path(of: id)) }
        return .ok
    }

    @Sendable func setActive(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context), access = context.access
        guard let isActive = try request.json().bool("active") else { throw APIError.invalidParameter("active") }
        let isOwnEnd = !isActive && id == context.user
        guard isOwnEnd || access.may(.sysconsoleWriteUserManagementUsers) else { throw APIError.activationForbidden }
        if isOwnEnd, !services.settings.current[TeamSettings.enableUserDeactivation] { throw APIError.selfDeactivationDisabled }
        let user = try await services.db.write { [services] tx in
            guard let user = try tx.users.find(id) else { throw APIError.userNotFound }
            if user.isSystemAdmin { try access.system(to: .manageSystem) }
            if isActive, user.isGuest, !services.settings.current[GuestAccountsSettings.enable] { throw APIError.guestsDisabled }
            try SetActive(user: user, isActive: isActive, services: services).run(in: tx)
            tx.tell(.activationChanged)
            return user
        }
        if isOwnEnd { services.notify(.deactivated(user, site: services.siteURL)) }
        return .ok
    }

    @Sendable func setRoles(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context), roles = try request.json().string("roles") ?? ""
        guard ChangeRoles.isWellFormed(roles) else { throw APIError.invalidParameter("roles") }
        try context.access.system(to: .manageRoles)
        try await services.db.write { [services] tx in
            guard let user = try tx.users.find(id) else { throw APIError.userNotFound.with(status: 400) }
            // Only who may do everything makes or unmakes somebody who may.
            if user.isSystemAdmin || roles.split(separator: " ").contains("system_admin") { try context.access.system(to: .manageSystem) }
            try ChangeRoles(user: user, roles: roles, services: services).run(in: tx)
        }
        return .ok
    }

    @Sendable func promote(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context)
        try context.access.system(to: .promoteGuest)
        try await services.db.write { [services] tx in
            guard let user = try tx.users.find(id) else { throw APIError.userNotFound }
            try PromoteGuest(user: user, services: services).run(in: tx)
        }
        return .ok
    }

    @Sendable func setAuthentication(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context)
        guard context.access.may(.manageSystem) else { throw APIError.forbidden }
        let fields = try request.json()
        guard let data = try fields.string("auth_data"), let service = try fields.string("auth_service"), !data.isEmpty, !service.isEmpty
        else {
            throw APIError.authenticationIncomplete
        }
        try UserRules.checkAuthentication(service: service, data: data)
        try await services.writeAccount { [services] tx in
            guard let user = try tx.users.find(id) else { throw APIError.userNotFound }
            if try tx.users.isAuthenticationTaken(service: service, data: data, except: id) { throw APIError.userExists }
            try tx.users.setAuthentication(user.id, service: service, data: data, at: services.now())
            tx.signal(.userChanged(user.id))
        }
        return HTTPResponse(json: ["auth_data": .string(data), "auth_service": .string(service)] as JSONValue)
    }

    @Sendable func verifyEmail(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context)
        try context.access.system(to: .manageSystem)
        let user = try await services.db.write { [services] tx in
            guard var user = try tx.users.find(id) else { throw APIError.userNotFound }
            user.emailVerified = true
            user.updateAt = services.now()
            try tx.users.update(user)
            tx.tellUpdated(user, services: services)
            return user
        }
        return HTTPResponse(json: UserView(user, .administrator))
    }
}

extension APIError {
    /// The same error, where the contract gives it another status.
    func with(status: Int) -> APIError { var copy = self; copy.status = status; return copy }
}
