internal import Database
internal import Outside
internal import Wire

/// Invites people to some channels of a team as guests: each address gets a link that works once, for 48 hours.
struct InviteGuests {
    struct Request: Sendable {
        let addresses: [String]
        let channels: [ID<Channel>]
        let message: String

        init(_ fields: JSONFields) throws {
            addresses = (try fields.strings("emails") ?? []).map { $0.lowercased() }
            channels = try (fields.strings("channels") ?? []).map { ID($0) }
            message = try fields.string("message") ?? ""
            guard !addresses.isEmpty else { throw APIError.invalidGuestInvitation("emails") }
            guard addresses.allSatisfy({ $0.utf8.count <= 128 && UserRules.isEmail($0) }) else {
                throw APIError.invalidGuestInvitation("email")
            }
            guard !channels.isEmpty else { throw APIError.invalidGuestInvitation("channels") }
            guard channels.allSatisfy(\.isWellFormed) else { throw APIError.invalidGuestInvitation("channel") }
        }
    }

    let team: ID<Team>
    let request: Request
    let context: SignedIn
    let services: Services

    /// Stores the invitations and says what is to be sent once that is safe.
    func run(in tx: Transaction<ReadWrite>) throws -> [InviteByMail.Letter] {
        let team = try context.access.team(team, to: .inviteGuest, in: tx).team
        guard let sender = try tx.users.find(context.user) else { throw APIError.userNotFound }
        let channels = try request.channels.map { try channel($0, in: tx) }
        let domains = services.settings.current[GuestAccountsSettings.restrictCreationToDomains]
        guard request.addresses.allSatisfy({ TeamRules.admits($0, domains: domains) }) else { throw APIError.inviteAddressRefused }
        return try request.addresses.map { address in
            let secret = Token.secret(MailToken.length).uppercased()
            var invitation = TeamInvitation(team: team.id, email: address, sender: sender.id, channels: channels.map(\.id))
            invitation.isForGuest = true
            try tx.mailTokens.insert(invitation, secret: secret, at: services.now())
            return InviteByMail.Letter(mail: letter(to: address, team, channels, from: sender, secret), address: address)
        }
    }

    /// Only channels of this team that the sender can read themselves.
    private func channel(_ id: ID<Channel>, in tx: Transaction<ReadWrite>) throws -> Channel {
        let place = try context.access.readable(id, in: tx)
        guard place.channel.team == team, place.channel.deleteAt == 0 else { throw APIError.guestChannelElsewhere }
        return place.channel
    }

    private func letter(to address: String, _ team: Team, _ channels: [Channel], from sender: User, _ secret: String) -> AccountMail {
        let about: JSONValue = ["display_name": .string(team.displayName), "email": .string(address), "name": .string(team.name)]
        let query = "d=\(InviteByMail.escaped(JSONWriter.text(of: about)))&md=email&sbr=gsu&t=\(secret)"
        let names = channels.map(\.displayName).joined(separator: ", ")
        let said = request.message.isEmpty ? [] : ["\(sender.username) says: \(request.message)"]
        return AccountMail(
            to: User(id: ID(""), username: "", email: address, roles: ""),
            subject: "\(sender.username) invited you to \(team.displayName) as a guest",
            sentences: [
                "\(sender.username) invites you as a guest of the team \(team.displayName), to these channels: \(names). "
                    + "The link works once, within 48 hours."
            ] + said, link: ("Join as a guest", "\(services.siteURL)/signup_user_complete/?\(query)"))
    }
}
