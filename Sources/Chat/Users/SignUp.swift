internal import Database
internal import Wire

/// Somebody opens an account for themselves, alone or with an invitation, or an administrator opens one for somebody.
struct SignUp {
    /// How somebody may come in.
    enum Way: Sendable {
        case alone
        /// By the link of a team.
        case inviteID(String)
        /// By a link that was mailed to them.
        case token(String)
        case byAdministrator
    }

    let draft: UserDraft
    let way: Way
    let passwordHash: String
    let services: Services
    private var settings: Settings { services.settings.current }
    /// Of an invitation in the mail.
    static let invitationLife: Int64 = 48 * 3_600_000
    /// How many of a team's people a newcomer finds in their list of direct messages.
    static let acquaintances = 10

    func run(in tx: Transaction<ReadWrite>) throws -> User {
        switch way {
        case .byAdministrator: return try create(draft, tx)
        case .alone:
            try checkOpen()
            if !settings[TeamSettings.enableOpenServer], try tx.users.exists() { throw APIError.serverNotOpen }
            return try create(draft, tx)
        case .inviteID(let id):
            try checkOpen()
            guard let team = try tx.teams.find(invite: id), team.deleteAt == 0 else { throw APIError.inviteIDUnknown }
            return try join(team, draft, tx)
        case .token(let token):
            try checkOpen()
            return try redeem(token, tx)
        }
    }

    private func checkOpen() throws {
        guard settings[EmailSettings.enableSignUpWithEmail], settings[TeamSettings.enableUserCreation] else {
            throw APIError.signUpDisabled
        }
    }

    private func create(_ draft: UserDraft, isGuest: Bool = false, _ tx: Transaction<ReadWrite>) throws -> User {
        let domains = settings[isGuest ? GuestAccountsSettings.restrictCreationToDomains : TeamSettings.restrictCreationToDomains]
        guard UserRules.isAllowed(draft.email.trimmed.lowercased(), domains: domains) else { throw APIError.domainNotAllowed }
        return try CreateUser(
            draft: draft, passwordHash: passwordHash, role: isGuest ? "system_guest" : "system_user", services: services
        ).run(in: tx)
    }

    private func join(_ team: Team, _ draft: UserDraft, _ tx: Transaction<ReadWrite>) throws -> User {
        if team.groupConstrained == true { throw APIError.teamTakesGroupsOnly }
        guard UserRules.isAllowed(draft.email.trimmed.lowercased(), domains: team.allowedDomains) else {
            throw APIError.inviteDomainNotAllowed
        }
        let user = try create(draft, tx)
        try JoinTeam(team: team, user: user, actor: nil, services: services).run(in: tx)
        var filter = UserFilter()
        filter.inTeam = team.id
        let others = try tx.users.page(filter, limit: Int64(Self.acquaintances) + 1).filter { $0.id != user.id }.prefix(Self.acquaintances)
        try tx.preferences.save(others.map { Preference(user: user.id, category: "direct_channel_show", name: $0.id.raw, value: "true") })
        return user
    }

    /// Works once, and only for the address that it was sent to, which is thereby proven.
    private func redeem(_ secret: String, _ tx: Transaction<ReadWrite>) throws -> User {
        guard let (invitation, createAt) = try tx.mailTokens.invitation(secret) else { throw APIError.invitationInvalid }
        if services.now() - createAt > Self.invitationLife { throw APIError.invitationExpired }
        if invitation.isForGuest, !settings[GuestAccountsSettings.enable] { throw APIError.guestSignUpOff }
        guard let team = try tx.teams.find(invitation.team), team.deleteAt == 0 else { throw APIError.invitationInvalid }
        guard try tx.mailTokens.remove(secret) else { throw APIError.invitationInvalid }
        var draft = draft
        draft.email = invitation.email
        draft.emailVerified = true
        let user = invitation.isForGuest ? try joinAsGuest(team, draft, tx) : try join(team, draft, tx)
        for id in invitation.channels {
            guard let channel = try tx.channels.find(id), channel.team == team.id, channel.deleteAt == 0 else { continue }
            try JoinChannel(channel: channel, user: user, actor: invitation.sender, services: services).run(in: tx)
        }
        return user
    }

    /// Guests find only the channels that they were invited to.
    private func joinAsGuest(_ team: Team, _ draft: UserDraft, _ tx: Transaction<ReadWrite>) throws -> User {
        let user = try create(draft, isGuest: true, tx)
        try JoinTeam(team: team, user: user, actor: nil, services: services).run(in: tx)
        return user
    }
}
