internal import Database
internal import Network
internal import Outside
internal import Wire

/// Doors to one account: made, found, changed by its owner.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /users | SignUp | none (settings and invitations decide) | new_user |
/// | GET | /users/{user_id} | | sees the account | |
/// | GET | /users/username/{username} | | sees the account | |
/// | GET | /users/email/{email} | | sees the account, and addresses are shown | |
/// | PUT | /users/{user_id} | ChangeUser | own, or edit_other_users | user_updated |
/// | PUT | /users/{user_id}/patch | ChangeUser | own, or edit_other_users | user_updated |
struct UserRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.open("POST", "/api/v4/users", create)
        routes.signedIn("GET", "/api/v4/users/{user_id:alnum}", find)
        routes.signedIn("GET", "/api/v4/users/username/{username}", findByName)
        routes.signedIn("GET", "/api/v4/users/email/{email}", findByEmail)
        routes.signedIn("PUT", "/api/v4/users/{user_id:alnum}", replace)
        routes.signedIn("PUT", "/api/v4/users/{user_id:alnum}/patch", patch)
    }

    // MARK: Making

    @Sendable func create(_ request: HTTPRequest, _ visitor: Visitor) async throws -> HTTPResponse {
        let access = visitor.session.map { Access(session: $0, roles: services.roles) }
        let isAdministrator = access?.may(.manageSystem) ?? false
        let draft = try UserDraft(try request.json(), byAdministrator: isAdministrator), query = request.asked
        let way: SignUp.Way =
            if let token = query["t"], !token.isEmpty { .token(token) } else if let id = query["iid"], !id.isEmpty { .inviteID(id) } else {
                isAdministrator ? .byAdministrator : .alone
            }
        if draft.authService.isEmpty { try PasswordRules(services.settings.current).check(draft.password) }
        let hash = draft.password.isEmpty || !draft.authService.isEmpty ? "" : try await services.passwords.hash(draft.password)
        var user = try await services.writeAccount { [services] tx in
            try SignUp(draft: draft, way: way, passwordHash: hash, services: services).run(in: tx)
        }
        user.isBot = draft.isBot  // echoed only: the answer repeats what was sent, as the recorded server does
        if !draft.skipsWelcome, !user.isBot { await Welcome(user: user, services: services).run() }
        var view = UserView(whole: user)
        view.skipsWelcome = draft.skipsWelcome
        return HTTPResponse(status: 201, json: view)
    }

    // MARK: Finding

    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context)
        if id == context.user { return try await own(request, context) }
        let showsTerms = context.access.may(.manageSystem)
        return answer(
            try await services.db.read { tx in
                let user = try context.access.visible(id, in: tx).user
                return showsTerms ? try tx.withTerms(user) : user
            }, request, context)
    }

    /// The most frequent question of all, answered from memory.
    private func own(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let privacy = services.privacy, id = context.user, now = services.now()
        if let page = services.profiles.find(id, privacy, at: now) {
            return request.answer(tag: page.etag) { HTTPResponse(json: page.bytes) }
        }
        let epoch = services.profiles.epoch
        let user = try await services.db.read { tx in try tx.withTerms(context.access.visible(id, in: tx).user) }
        let page = ProfileBook.Page(
            bytes: JSONWriter.bytes(of: UserView(whole: user)), etag: user.etag(privacy), privacy: privacy, readAt: now)
        services.profiles.keep(page, of: id, since: epoch)
        return request.answer(tag: page.etag) { HTTPResponse(json: page.bytes) }
    }

    @Sendable func findByName(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let name = request.parameters[0]
        guard name.utf8.allSatisfy(Self.isInName) else { throw APIError.unknownPath }
        guard UserRules.isUsername(name) else { throw APIError.invalidParameter("username") }
        return answer(
            try await services.db.read { tx in
                guard let found = try tx.users.find(username: name) else { throw APIError.usernameUnknown }
                return try context.access.visible(found.id, in: tx).user
            }, request, context)
    }

    /// Of either case: capitals are a mistake to tell of, other signs are another path.
    private static func isInName(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
            || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_")].contains(byte)
    }

    @Sendable func findByEmail(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let email = request.parameters[0].lowercased()
        guard UserRules.isEmail(email) else { throw APIError.invalidURLParameter("email") }
        guard services.privacy.showsEmail || context.access.may(.manageSystem) else { throw APIError.emailHidden }
        return answer(
            try await services.db.read { tx in
                guard let found = try tx.users.find(email: email) else { throw APIError.userNotFound }
                return try context.access.visible(found.id, in: tx).user
            }, request, context)
    }

    private func answer(_ user: User, _ request: HTTPRequest, _ context: SignedIn) -> HTTPResponse {
        let privacy = services.privacy
        let view = user.id == context.user ? UserView(whole: user) : UserView(user, for: context.access, privacy: privacy)
        return request.answer(tag: user.etag(privacy)) { HTTPResponse(json: view) }
    }

    // MARK: Changing

    @Sendable func patch(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context), patch = try UserPatch(try request.json())
        return try await change(id, patch, unknown: .invalidParameter("user_id"), context)
    }

    @Sendable func replace(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context), fields = try request.json()
        guard try fields.string("id") == id.raw else { throw APIError.invalidParameter("user_id") }
        var patch = try UserPatch(whole: fields)
        if patch.email?.isEmpty == true { patch.email = nil }
        return try await change(id, patch, remoteID: try fields.string("remote_id"), unknown: .userNotFound, context)
    }

    private func change(
        _ id: ID<User>, _ patch: UserPatch, remoteID: String?? = .none, unknown: APIError, _ context: SignedIn
    ) async throws -> HTTPResponse {
        try context.access.mayEdit(id)
        try await proveOwner(id, patch, context)
        let (old, user) = try await services.writeAccount { [services] tx in
            guard let old = try tx.users.find(id) else { throw unknown }
            if old.isSystemAdmin { try context.access.system(to: .manageSystem) }
            var wanted = patch.applied(to: old)
            if let remoteID { wanted.remoteID = remoteID }
            return (old, try ChangeUser(old: old, wanted: wanted, services: services).run(in: tx))
        }
        await tellOwner(old, user, wantsAddress: patch.email)
        return HTTPResponse(json: UserView(whole: user))
    }

    /// Mails what the owner should know of, whoever changed it. An address that must be proven first gets the link itself.
    private func tellOwner(_ old: User, _ user: User, wantsAddress: String?) async {
        guard !user.isBot else { return }
        if user.username != old.username { services.notify(.nameChanged(user, name: services.siteName)) }
        if user.email != old.email {
            services.notify(.addressChanged(old, to: user.email, name: services.siteName))
        } else if let address = wantsAddress?.lowercased(), address != old.email {
            var asked = user
            asked.email = address
            do { services.notify(try await ProveAddress(user: asked, services: services).mail()) } catch {
                // the change is made and stands; the link can be asked for again
                services.log.warn("a link to prove an address could not be made", ["user": user.id.raw, "error": "\(error)"])
            }
        }
    }

    /// Whoever changes their own address must know the password: a session that was left open is not enough to take an
    /// account over.
    private func proveOwner(_ id: ID<User>, _ patch: UserPatch, _ context: SignedIn) async throws {
        guard id == context.user, let email = patch.email else { return }
        guard let known = try await services.db.readOne({ try $0.credentials.find(id) }), known.user.email != email else { return }
        if context.session.isOAuth { throw APIError.forbidden }
        guard let password = patch.password, !password.isEmpty else { throw APIError.invalidParameter("password") }
        try await CheckPassword(services: services).confirm(known, password: password)
    }
}

extension Services {
    /// A write that may meet a name or address that somebody else took in the same moment: told as if they had been first.
    func writeAccount<T: Sendable>(
        file: StaticString = #fileID, function: StaticString = #function,
        _ body: @Sendable @escaping (Transaction<ReadWrite>) throws -> T
    ) async throws -> T {
        do {
            return try await db.write(file: file, function: function, body)
        } catch DatabaseError.uniqueViolation(let constraint) {
            switch constraint {
            case "users_username_key": throw APIError.usernameTaken
            case "users_email_key": throw APIError.emailTaken
            default: throw APIError.userExists
            }
        }
    }
}
