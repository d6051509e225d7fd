internal import Database
internal import Network
internal import Wire

/// Doors through which people become guests.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /users/{user_id}/demote | DemoteUser | demote_to_guest; of an administrator manage_system | user_updated, user_role_updated, memberrole_updated, channel_member_updated |
/// | POST | /teams/{team_id}/invite-guests/email | InviteGuests | invite_guest | |
struct GuestRoutes {
    let services: Services
    private let limit = InviteLimit()

    init(services: Services) { self.services = services }

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/users/{user_id:alnum}/demote", demote)
        routes.signedIn("POST", "/api/v4/teams/{team_id}/invite-guests/email", invite)
    }

    @Sendable func demote(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context)
        guard services.settings.current[GuestAccountsSettings.enable] else { throw APIError.guestsAreOff }
        try context.access.system(to: .demoteToGuest)
        try await services.db.write { [services] tx in
            guard let user = try tx.users.find(id) else { throw APIError.userNotFound }
            if user.isSystemAdmin { try context.access.system(to: .manageSystem) }
            try DemoteUser(user: user, services: services).run(in: tx)
        }
        return .ok
    }

    @Sendable func invite(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id"), isGraceful = request.asked.flag("graceful")
        let settings = services.settings.current
        guard settings[GuestAccountsSettings.enable] else { throw APIError.guestInvitationsOff }
        _ = try await services.db.readOne { tx in try context.access.team(id, to: .inviteGuest, in: tx).team }
        let asked = try read(request)
        guard settings[ServiceSettings.enableEmailInvitations] else { throw APIError.mailInvitationsOff }
        guard limit.admits(context.user, count: asked.addresses.count, now: services.now()) else { throw APIError.tooManyInvitations }
        let letters = try await services.db.write { [services] tx in
            try InviteGuests(team: id, request: asked, context: context, services: services).run(in: tx)
        }
        var results: [SentInvitation] = []
        for letter in letters { results.append(try await SentInvitation(letter, isGraceful: isGraceful, services)) }
        return isGraceful ? HTTPResponse(json: results) : .ok
    }

    private func read(_ request: HTTPRequest) throws -> InviteGuests.Request {
        do {
            return try InviteGuests.Request(request.json())
        } catch let error as APIError {
            throw error
        } catch {
            throw APIError.guestInvitationUnreadable
        }
    }
}
