internal import Database
internal import Network
internal import Wire

/// Doors in and out.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /users/login | Login | none | |
/// | POST | /users/logout | | none | |
struct LoginRoutes {
    let services: Services
    let limiter: LoginLimiter

    init(services: Services) {
        self.services = services
        limiter = LoginLimiter()
    }

    func register(on routes: inout Routes) {
        routes.open("POST", "/api/v4/users/login", login)
        routes.open("POST", "/api/v4/users/logout", logout)
    }

    @Sendable func login(_ request: HTTPRequest, _ visitor: Visitor) async throws -> HTTPResponse {
        if let refusal = limiter.refusal(of: request, settings: services.settings.current, now: services.now()) { return refusal }
        let form = LoginForm(request.looseTexts)
        let origin = LoginOrigin(request, deviceID: form.deviceID)
        let (user, opened) = try await Login(form: form, origin: origin, audit: AuditSource(request), services: services).run()
        var response = HTTPResponse(json: UserView(whole: user))
        response.fields.append((name: "Token", value: opened.token))
        if origin.wantsCookies {
            response.fields += SessionCookies(request, settings: services.settings.current, now: services.now()).all(opened)
        }
        return response
    }

    /// Ends the session that asks, if one does: whoever is out already is told the same.
    @Sendable func logout(_ request: HTTPRequest, _ visitor: Visitor) async throws -> HTTPResponse {
        if let session = visitor.session {
            let source = AuditSource(request, session: session)
            try await services.db.write { [services] tx in
                try tx.endSession(session.id)
                try services.audit(source, in: tx)
            }
        }
        var response = HTTPResponse.ok
        response.fields.append(SessionCookies.cleared(services.settings.current))
        return response
    }
}

extension HTTPRequest {
    /// The texts of a JSON object, for doors that answer what is no such thing as if nothing had been sent.
    var looseTexts: [String: String] {
        guard let object = try? value().object else { return [:] }  // see above
        var texts: [String: String] = [:]
        for member in object.members { if let text = member.value.string { texts[member.key] = text } }
        return texts
    }
}
