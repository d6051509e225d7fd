internal import Database
internal import Network
internal import Wire

/// Doors to invitations.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/teams/invite/{invite_id} | show | open to all | |
/// | POST | /api/v4/teams/members/invite | JoinByInvitation | the invitation | added_to_team |
/// | POST | /api/v4/teams/{team_id}/invite/email | InviteByMail | invite_user and add_user_to_team | |
/// | DELETE | /api/v4/teams/invites/email | withdraw | invalidate_email_invite | |
struct TeamInviteRoutes {
    let services: Services
    private let limit = InviteLimit()

    init(services: Services) { self.services = services }

    func register(on routes: inout Routes) {
        routes.open("GET", "/api/v4/teams/invite/{invite_id}", show)
        routes.signedIn("POST", "/api/v4/teams/members/invite", join)
        routes.signedIn("POST", "/api/v4/teams/{team_id}/invite/email", invite)
        routes.signedIn("DELETE", "/api/v4/teams/invites/email", withdraw)
    }

    /// What somebody sees who was invited and has no account yet.
    @Sendable func show(_ request: HTTPRequest, _ visitor: Visitor) async throws -> HTTPResponse {
        let id = request.parameters[0]
        let team = try await services.db.readOne { try $0.teams.find(invite: id) }
        guard let team else { throw APIError.teamInviteNotFound }
        guard team.type == .open else { throw APIError.teamInviteNotOpen }
        return HTTPResponse(
            json: [
                "display_name": .string(team.displayName), "description": .string(team.description), "name": .string(team.name),
                "id": .string(team.id.raw),
            ] as JSONValue)
    }

    @Sendable func join(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let token = request.asked.text("token"), id = request.asked.text("invite_id")
        if context.session.isGuest { throw APIError.inviteForGuest }
        guard !token.isEmpty || !id.isEmpty else { throw APIError.inviteParameterMissing }
        let member = try await services.db.write { [services] tx in
            let joining = JoinByInvitation(context: context, services: services)
            return try token.isEmpty ? joining.run(id: id, in: tx) : joining.run(token: token, in: tx)
        }
        return HTTPResponse(status: 201, json: member)
    }

    @Sendable func invite(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id"), isGraceful = request.asked.flag("graceful")
        try await services.db.readOne { tx in
            let team = try context.access.team(id, to: .inviteUser, in: tx)
            guard team.may(.addUserToTeam) else { throw APIError.forbidden }
        }
        guard services.settings.current[ServiceSettings.enableEmailInvitations] else { throw APIError.mailInvitationsOff }
        let asked = try read(request)
        guard limit.admits(context.user, count: asked.addresses.count, now: services.now()) else { throw APIError.tooManyInvitations }
        let letters = try await services.db.write { [services] tx in
            try InviteByMail(team: id, request: asked, context: context, services: services).run(in: tx)
        }
        var results: [SentInvitation] = []
        for letter in letters { results.append(try await SentInvitation(letter, isGraceful: isGraceful, services)) }
        return isGraceful ? HTTPResponse(json: results) : .ok
    }

    private func read(_ request: HTTPRequest) throws -> InviteByMail.Request {
        let asked: InviteByMail.Request
        do { asked = try InviteByMail.Request(request.value()) } catch { throw APIError.invitationUnreadable }
        guard !asked.addresses.isEmpty else { throw APIError.invalidParameter("user_email") }
        return asked
    }

    @Sendable func withdraw(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .invalidateEmailInvite)
        try await services.db.write { try $0.mailTokens.removeInvitations() }
        return .ok
    }
}

/// Whether the mail to an address could be sent.
struct SentInvitation: JSONWritable {
    let email: String
    let error: APIError?

    /// Sends it. What is no address at all gets no mail, and clients are told nothing of it: so the contract has it.
    init(_ letter: InviteByMail.Letter, isGraceful: Bool, _ services: Services) async throws {
        email = letter.address
        guard letter.address.split(separator: "@").count == 2, !letter.address.contains(" ") else { error = nil; return }
        do {
            var mail = letter.mail
            if let user = letter.face { mail.face = await services.face(of: user) }
            try await services.send(mail, orThrow: .invitationUnsent)
            error = nil
        } catch let refusal as APIError where isGraceful {
            error = refusal
        }
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("email", email)
            json.field("error", orNull: error)
        }
    }
}
