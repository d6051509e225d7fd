internal import Database
internal import Network
internal import Outside
internal import Wire

/// Doors to the second factor. Open to those who must set it up and have not: else nobody could.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /users/{user_id}/mfa/generate | | own, or edit_other_users | |
/// | PUT | /users/{user_id}/mfa | | own, or edit_other_users | |
struct SecondFactorRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/users/{user_id:alnum}/mfa/generate", needsSecondFactor: false, generate)
        routes.signedIn("PUT", "/api/v4/users/{user_id:alnum}/mfa", needsSecondFactor: false, update)
    }

    /// Makes a secret and shows it as text and picture. Nothing is asked for at login until it has been confirmed.
    @Sendable func generate(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try owner(request, context)
        guard services.settings.current[ServiceSettings.enableMultifactorAuthentication] else { throw APIError.mfaDisabled }
        let secret = TOTP.newSecret(), now = services.now(), source = AuditSource(request, session: context.session)
        let user = try await services.db.write { [services] tx in
            guard let user = try tx.users.find(id) else { throw APIError.userNotFound }
            if user.mfaActive { try tx.endSecondFactor(of: id, at: now) }
            try tx.credentials.setSecondFactor(id, secret: secret, at: now)
            try services.audit(source, "attempt", in: tx)
            tx.signal(.userChanged(id))
            return user
        }
        let picture = try QRCode.png(TOTP.address(issuer: issuer, account: user.email, secret: secret))
        return HTTPResponse(json: ["secret": .string(secret), "qr_code": .string(Base64.encode(picture))] as JSONValue)
    }

    private var issuer: String {
        let site = SiteAddress(services.settings.current[ServiceSettings.siteURL], schemes: ["http", "https"])
        return site.map { $0.authority + $0.path } ?? services.settings.current[TeamSettings.siteName]
    }

    @Sendable func update(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try owner(request, context)
        let body = (try? request.value().object) ?? JSONObject()  // what is no object lacks the field, and is told so
        guard let isActive = body["activate"]?.bool else { throw APIError.invalidParameter("activate") }
        let source = AuditSource(request, session: context.session)
        let user: User
        if isActive {
            guard let code = body["code"]?.string, !code.isEmpty else { throw APIError.invalidParameter("code") }
            user = try await activate(id, code, source)
        } else {
            user = try await deactivate(id, source)
        }
        services.notify(.secondFactorChanged(user, isActive: isActive, site: services.siteURL))
        return .ok
    }

    private func activate(_ id: ID<User>, _ code: String, _ source: AuditSource) async throws -> User {
        guard services.settings.current[ServiceSettings.enableMultifactorAuthentication] else { throw APIError.mfaDisabled }
        let now = services.now()
        return try await services.db.write { [services] tx in
            guard let known = try tx.credentials.find(id) else { throw APIError.userNotFound }
            guard known.user.authService.isEmpty || known.user.authService == "ldap" else { throw APIError.mfaNotForThisLogin }
            guard let step = TOTP.matchingStep(code.trimmed, known.mfaSecret, seconds: now / 1000) else { throw APIError.mfaCodeRefused }
            try tx.credentials.setSecondFactor(id, isActive: true, usedSteps: [step], at: now)
            try services.audit(source, "success - mfa activated", in: tx)
            tx.signal(.userChanged(id))
            return known.user
        }
    }

    private func deactivate(_ id: ID<User>, _ source: AuditSource) async throws -> User {
        let now = services.now()
        return try await services.db.write { [services] tx in
            guard let user = try tx.users.find(id) else { throw APIError.userNotFound }
            try tx.endSecondFactor(of: id, at: now)
            try services.audit(source, "success - mfa deactivated", in: tx)
            return user
        }
    }

    /// An app that somebody has let in must not change how they log in.
    private func owner(_ request: HTTPRequest, _ context: SignedIn) throws -> ID<User> {
        let id = try context.access.actingFor(request.userID(0, context))
        if context.session.isOAuth { throw APIError.forbidden }
        return id
    }
}

extension Transaction where Access == ReadWrite {
    fileprivate func endSecondFactor(of id: ID<User>, at now: Int64) throws {
        try credentials.removeSecondFactor(id, at: now)
        signal(.userChanged(id))
    }
}
