internal import Network
internal import Wire

/// Stands before every door: counts requests, and finds out who sent them.
struct Gate: Sendable {
    let services: Services
    private let limiter = RequestLimiter()

    init(services: Services) { self.services = services }

    /// Whether the sender may have more; `nil` while limits are switched off.
    func verdict(of request: HTTPRequest, _ found: TokenFound?) -> RateLimiter.Verdict? {
        limiter.verdict(of: request, token: found?.token, settings: services.settings.current, now: services.now())
    }

    /// Who sent the request. Only apps that somebody has let in may put their token into the address.
    func visitor(of request: HTTPRequest, _ found: TokenFound?, requestID: String) async throws -> Visitor {
        let known =
            if let token = found?.token { try await services.sessions.find(token, now: services.now()) } else { nil as KnownSession? }
        if let known, found?.source == .query, !known.session.isOAuth { throw APIError.tokenInAddress }
        var visitor = Visitor(
            requestID: requestID, session: known?.session, tokenSource: found?.source,
            log: services.log.of(request, requestID: requestID))
        if let known {
            let settings = services.settings.current
            visitor.isForgeryCheckStrict = settings[ServiceSettings.experimentalStrictCSRFEnforcement]
            visitor.owesSecondFactor =
                known.lacksSecondFactor && SecondFactorDemand.holds(for: known.session, settings)
            visitor.renewsCookie = known.wasExtended && found?.source == .cookie
        }
        return visitor
    }

    /// The cookie again when the session's end was moved on, or the browser would forget it at the old one.
    func renewal(for visitor: Visitor, _ found: TokenFound?, _ request: HTTPRequest) -> [(name: String, value: String)] {
        guard visitor.renewsCookie, let token = found?.token else { return [] }
        return [SessionCookies(request, settings: services.settings.current, now: services.now()).token(token.text)]
    }

    /// A browser whose token is worth nothing is told to forget it, or it would send it for ever.
    func forget(_ found: TokenFound?, after error: APIError?) -> [(name: String, value: String)] {
        guard found != nil, error == .sessionExpired else { return [] }
        return [SessionCookies.cleared(services.settings.current)]
    }
}
