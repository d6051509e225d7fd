internal import Database
internal import Network
internal import Wire

/// Doors to the terms of service.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/terms_of_service | TermsQueries.newest | a session | |
/// | POST | /api/v4/terms_of_service | CreateTerms | manage_system | |
/// | GET | /api/v4/users/{user_id}/terms_of_service | what the caller accepted | a session | |
/// | POST | /api/v4/users/{user_id}/terms_of_service | AnswerTerms, for the caller | a session | |
struct TermsRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/terms_of_service", newest)
        routes.signedIn("POST", "/api/v4/terms_of_service", create)
        routes.signedIn("GET", "/api/v4/users/{user_id:alnum}/terms_of_service", accepted)
        routes.signedIn("POST", "/api/v4/users/{user_id:alnum}/terms_of_service", answer)
    }

    @Sendable func newest(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        guard let terms = try await services.db.readOne({ try $0.terms.newest() }) else { throw APIError.termsMissing }
        return HTTPResponse(json: terms)
    }

    @Sendable func create(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .manageSystem)
        guard services.settings.current[SupportSettings.customTermsOfServiceEnabled] else { throw APIError.termsAreOff }
        let text = try request.json().string("text") ?? ""
        guard !text.isEmpty else { throw APIError.termsEmpty }
        guard text.unicodeScalars.count <= TermsOfService.longest else { throw APIError.termsTooLong }
        guard !text.utf8.contains(0) else { throw APIError.invalidParameter("text") }
        let terms = try await services.db.write { [services] tx in
            try CreateTerms(text: text, author: context.user, services: services).run(in: tx)
        }
        try await services.settings.load(from: services.db)
        return HTTPResponse(json: terms)
    }

    /// Whoever is named in the address, it is the caller's own answer: nobody accepts for somebody else.
    @Sendable func accepted(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        _ = try request.userID(0, context)
        guard let accepted = try await services.db.readOne({ try $0.terms.accepted(by: context.user) }) else {
            throw APIError.termsNotAccepted
        }
        return HTTPResponse(json: accepted)
    }

    @Sendable func answer(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        _ = try request.userID(0, context)
        let fields = try request.json()
        let id = ID<TermsOfService>(try fields.string("serviceTermsId") ?? ""), isAccepted = Self.isYes(fields.value("accepted"))
        guard id.isWellFormed else { throw APIError.invalidParameter("serviceTermsId") }
        try await services.db.write { [services] tx in
            try AnswerTerms(user: context.user, terms: id, isAccepted: isAccepted, services: services).run(in: tx)
        }
        return .ok
    }

    /// Clients send a boolean; its documentation says a text.
    private static func isYes(_ value: JSONValue?) -> Bool { value?.bool ?? (value?.string == "true") }
}
