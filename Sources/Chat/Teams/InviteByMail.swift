internal import Database
internal import Outside
internal import Wire

/// Invites people to a team by mail: each address gets a link that works once, for 48 hours.
struct InviteByMail {
    /// What was asked for: a list of addresses, or an object with channels and a message too.
    struct Request {
        var addresses: [String]
        var channels: [ID<Channel>] = []
        var message = ""
        /// More than a list of addresses: it shows who invites.
        var isPersonal: Bool { !channels.isEmpty || !message.isEmpty }

        init(_ value: JSONValue) throws {
            if let list = value.strings {
                addresses = list
            } else {
                let fields = try JSONFields(value)
                addresses = try fields.strings("emails") ?? []
                channels = try (fields.strings("channelIds") ?? fields.strings("channels") ?? []).map { ID<Channel>($0) }
                message = try fields.string("message") ?? ""
            }
            addresses = addresses.map { $0.lowercased() }
        }
    }

    /// A letter that waits to be sent.
    struct Letter: Sendable {
        let mail: AccountMail
        let address: String
        /// Whose picture goes with it.
        var face: User?
    }

    let team: ID<Team>
    let request: Request
    let context: SignedIn
    let services: Services

    /// Stores the invitations and says what is to be sent once that is safe.
    func run(in tx: Transaction<ReadWrite>) throws -> [Letter] {
        let team = try context.access.team(team, to: .inviteUser, in: tx)
        guard team.may(.addUserToTeam) else { throw APIError.forbidden }
        guard let sender = try tx.users.find(context.user) else { throw APIError.userNotFound }
        var places: [String] = []
        for channel in request.channels { places.append(try check(channel, in: tx)) }
        let domains = services.settings.current[TeamSettings.restrictCreationToDomains]
        for address in request.addresses
        where !TeamRules.admits(address, domains: domains) || !TeamRules.admits(address, domains: team.team.allowedDomains) {
            throw APIError.inviteAddressRefused
        }
        return try request.addresses.map { address in
            // In capitals, unlike the tokens of sessions: the two are never mistaken for one another.
            let secret = Token.secret(MailToken.length).uppercased()
            let invitation = TeamInvitation(team: team.team.id, email: address, sender: sender.id, channels: request.channels)
            try tx.mailTokens.insert(invitation, secret: secret, at: services.now())
            return Letter(
                mail: letter(to: address, team: team.team, from: sender, to: places, secret), address: address,
                face: request.isPersonal ? sender : nil)
        }
    }

    /// Only into channels of this team into which the sender may bring people.
    private func check(_ channel: ID<Channel>, in tx: Transaction<ReadWrite>) throws -> String {
        let place = try context.access.channel(channel, toAny: [.managePublicChannelMembers, .managePrivateChannelMembers], in: tx)
        guard place.channel.team == team else { throw APIError.invalidParameter("channelIds") }
        guard place.may(place.channel.type == .open ? .managePublicChannelMembers : .managePrivateChannelMembers) else {
            throw APIError.forbidden
        }
        return place.channel.displayName
    }

    private func letter(to address: String, team: Team, from sender: User, to channels: [String], _ secret: String) -> AccountMail {
        let about: JSONValue = ["display_name": .string(team.displayName), "email": .string(address), "name": .string(team.name)]
        let facts = Self.escaped(JSONWriter.text(of: about)).replacing("%20", with: "+"), page = "\(services.siteURL)/signup_user_complete/"
        let link = page + (request.isPersonal ? "?d=\(facts)&t=\(secret)&sbr=su" : "?d=\(facts)&md=email&sbr=su&t=\(secret)")
        let places = channels.isEmpty ? team.displayName : "\(channels.joined(separator: ", ")) in \(team.displayName)"
        var mail = AccountMail(
            to: User(id: ID(""), username: "", email: address, roles: ""), subject: "\(sender.username) invited you to \(places)",
            sentences: ["\(sender.username) invites you to \(places). The link works once, within 48 hours."],
            link: ("Join the team", link), look: .page(pictures: request.isPersonal ? [] : ["invite_illustration.png"], linksHome: false))
        if request.isPersonal {
            mail.quote = MailPage.Quote(
                author: sender.username, time: "", text: request.message, html: "<p>\(HTMLText.encoded(request.message))</p>")
        }
        return mail
    }

    /// For a query: everything but letters, digits and what is always safe.
    static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}

/// What a mailed invitation leads to.
struct TeamInvitation: Sendable {
    let team: ID<Team>
    let email: String
    let sender: ID<User>
    let channels: [ID<Channel>]
    /// Leads to an account that sees only these channels.
    var isForGuest = false

    /// How the `tokens` table tells the two apart.
    var kind: String { isForGuest ? "guest_invitation" : "team_invitation" }

    /// As the `tokens` table holds it.
    var extra: String {
        var texts = ["teamId": team.raw, "email": email, "senderId": sender.raw]
        if !channels.isEmpty { texts["channels"] = channels.map(\.raw).joined(separator: " ") }
        if isForGuest { texts["guest"] = "true" }
        return JSONText(texts).raw
    }

    init(team: ID<Team>, email: String, sender: ID<User>, channels: [ID<Channel>]) {
        (self.team, self.email, self.sender, self.channels) = (team, email, sender, channels)
    }

    init(extra: String) {
        let texts = JSONText(raw: extra).texts
        self.init(
            team: ID(texts["teamId"] ?? ""), email: texts["email"] ?? "", sender: ID(texts["senderId"] ?? ""),
            channels: (texts["channels"] ?? "").split(separator: " ").map { ID(String($0)) })
        isForGuest = texts["guest"] == "true"
    }
}
