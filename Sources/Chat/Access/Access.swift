internal import Database
internal import Wire

/// The only door from an id that a client sent to a row, for one caller. Each function returns a proof that only this file
/// can make; inner code takes the proof, not the id.
///
/// What is not there and what is not yours look the same (403), as on the recorded server, unless a function says otherwise.
public struct Access: Sendable {
    let session: Session
    let roles: RoleBook
    /// What the account may do anywhere.
    let system: PermissionSet

    init(session: Session, roles: RoleBook) {
        self.session = session
        self.roles = roles
        system = session.isLocal ? .all : roles.permissions(of: session.roles.split(separator: " "))
    }

    var user: ID<User> { session.user }

    // MARK: System

    func may(_ permission: Permission) -> Bool { system.contains(permission) }

    func system(to permission: Permission) throws {
        guard may(permission) else { throw APIError.forbidden }
    }

    func system(toAny permissions: [Permission]) throws {
        guard permissions.contains(where: may) else { throw APIError.forbidden }
    }

    // MARK: Teams

    /// What the caller may do in a team, whether they are in it or not; `nil` when there is no such team.
    func standing<A>(in team: ID<Team>, _ tx: Transaction<A>) throws -> AccessibleTeam? {
        try tx.first(
            """
            SELECT \(Team.columns), tm.userid IS NOT NULL, COALESCE(tm.roles, ''), COALESCE(tm.schemeguest, FALSE),
                COALESCE(tm.schemeuser, FALSE), COALESCE(tm.schemeadmin, FALSE)
            FROM teams t LEFT JOIN teammembers tm ON tm.teamid = t.id AND tm.userid = \(user) AND tm.deleteat = 0
            WHERE t.id = \(team)
            """
        ) { row in
            let team = Team(&row), isMember = row.bool()
            let flags = RoleFlags(explicit: row.next(), isGuest: row.next(), isUser: row.next(), isAdmin: row.next())
            let own = isMember ? roles.permissions(of: flags.teamRoles(roles.schemeRoles(team.ownScheme))) : PermissionSet()
            return AccessibleTeam(team: team, isMember: isMember, permissions: system.union(own), access: self)
        }
    }

    /// A team where the caller has the permission. That a team does not exist is told only to those who have it everywhere.
    func team<A>(_ id: ID<Team>, to permission: Permission, in tx: Transaction<A>) throws -> AccessibleTeam {
        try team(id, toAny: [permission], in: tx)
    }

    /// What the caller may do in each of these teams, in the same order.
    func standings<A>(in teams: [Team], _ tx: Transaction<A>) throws -> [AccessibleTeam] {
        guard !session.isLocal, !teams.isEmpty else {
            return teams.map { AccessibleTeam(team: $0, isMember: false, permissions: system, access: self) }
        }
        var own: [ID<Team>: RoleFlags] = [:]
        try tx.each(
            """
            SELECT tm.teamid, tm.roles, tm.schemeguest, tm.schemeuser, tm.schemeadmin FROM teammembers tm
            WHERE tm.userid = \(user) AND tm.deleteat = 0 AND tm.teamid \(in: teams.map(\.id))
            """
        ) { row in
            let team: ID<Team> = row.next()
            own[team] = RoleFlags(explicit: row.next(), isGuest: row.next(), isUser: row.next(), isAdmin: row.next())
        }
        return teams.map { team in
            let flags = own[team.id]
            let mine = flags.map { roles.permissions(of: $0.teamRoles(roles.schemeRoles(team.ownScheme))) } ?? PermissionSet()
            return AccessibleTeam(team: team, isMember: flags != nil, permissions: system.union(mine), access: self)
        }
    }

    func team<A>(_ id: ID<Team>, toAny permissions: [Permission], in tx: Transaction<A>) throws -> AccessibleTeam {
        guard let team = try standing(in: id, tx) else { throw permissions.contains(where: may) ? APIError.teamNotFound : .forbidden }
        guard permissions.contains(where: team.may) else { throw APIError.forbidden }
        return team
    }

    /// A team that the caller may look at: their own, and open ones. One that does not exist is told to everybody.
    func visible<A>(_ id: ID<Team>, in tx: Transaction<A>) throws -> AccessibleTeam {
        guard let team = try standing(in: id, tx) else { throw APIError.teamNotFound }
        let isOpen = team.team.allowOpenInvite && team.team.type == .open
        guard team.may(.viewTeam) || (isOpen && team.may(.listPublicTeams)) else { throw APIError.forbidden }
        return team
    }

    /// Whether the caller may list what is in a team; a team that does not exist is an empty one to those who may see all.
    func mayList<A>(_ id: ID<Team>, in tx: Transaction<A>) throws {
        let team = try standing(in: id, tx)
        guard team?.may(.viewTeam) ?? may(.viewTeam) else { throw APIError.forbidden }
    }

    // MARK: Channels

    /// What the caller may do in a channel, whether they are in it or not; `nil` when there is no such channel. One query.
    func standing<A>(in channel: ID<Channel>, _ tx: Transaction<A>) throws -> AccessibleChannel? {
        try tx.first(
            """
            SELECT \(Channel.columns), cm.userid IS NOT NULL, COALESCE(cm.roles, ''), COALESCE(cm.schemeguest, FALSE),
                COALESCE(cm.schemeuser, FALSE), COALESCE(cm.schemeadmin, FALSE), tm.userid IS NOT NULL, COALESCE(tm.roles, ''),
                COALESCE(tm.schemeguest, FALSE), COALESCE(tm.schemeuser, FALSE), COALESCE(tm.schemeadmin, FALSE), t.schemeid,
                \(PriorityQueries<A>.isUsed(in: channel)), COALESCE(cm.lastviewedat, 0)
            FROM channels c
            LEFT JOIN channelmembers cm ON cm.channelid = c.id AND cm.userid = \(user)
            LEFT JOIN teammembers tm ON tm.teamid = c.teamid AND tm.userid = \(user) AND tm.deleteat = 0
            LEFT JOIN teams t ON t.id = c.teamid
            WHERE c.id = \(channel)
            """
        ) { row in
            let channel = Channel(&row), isMember = row.bool()
            let inChannel = RoleFlags(explicit: row.next(), isGuest: row.next(), isUser: row.next(), isAdmin: row.next())
            let isInTeam = row.bool()
            let inTeam = RoleFlags(explicit: row.next(), isGuest: row.next(), isUser: row.next(), isAdmin: row.next())
            let teamScheme: String? = row.next()
            var permissions = system
            if isMember {
                permissions.formUnion(roles.permissions(of: inChannel.channelRoles(roles.schemeRoles(channel.ownScheme ?? teamScheme))))
            }
            if isInTeam { permissions.formUnion(roles.permissions(of: inTeam.teamRoles(roles.schemeRoles(teamScheme)))) }
            return AccessibleChannel(
                channel: channel, isMember: isMember, isInTeam: isInTeam, mayHavePriorities: row.bool(),
                lastViewedAt: row.integer(), permissions: permissions, access: self)
        }
    }

    func channel<A>(_ id: ID<Channel>, to permission: Permission, in tx: Transaction<A>) throws -> AccessibleChannel {
        try channel(id, toAny: [permission], in: tx)
    }

    func channel<A>(_ id: ID<Channel>, toAny permissions: [Permission], in tx: Transaction<A>) throws -> AccessibleChannel {
        guard let channel = try standing(in: id, tx), permissions.contains(where: channel.may) else { throw APIError.forbidden }
        return channel
    }

    /// A channel whose messages the caller may read: members, and everybody in the team for open channels.
    func readable<A>(_ id: ID<Channel>, in tx: Transaction<A>) throws -> AccessibleChannel {
        guard let channel = try standing(in: id, tx), channel.isReadable else { throw APIError.forbidden }
        return channel
    }

    // MARK: Posts

    /// A living post that the caller may read. One that does not exist is 404, one in a closed channel 403.
    func readable<A>(_ id: ID<Post>, in tx: Transaction<A>) throws -> AccessiblePost {
        guard let post = try tx.posts.find(id), post.deleteAt == 0 else { throw APIError.postNotFound }
        return AccessiblePost(post: post, place: try readable(post.channel, in: tx))
    }

    /// A living post in a channel where the caller has the permission.
    func post<A>(_ id: ID<Post>, to permission: Permission, in tx: Transaction<A>) throws -> AccessiblePost {
        guard let post = try tx.posts.find(id), post.deleteAt == 0 else { throw APIError.postNotFound }
        return AccessiblePost(post: post, place: try channel(post.channel, to: permission, in: tx))
    }

    /// A thread by its root, whatever became of that: members may still read or leave it when it was deleted. One that does
    /// not exist and one in a closed channel look the same.
    func thread<A>(_ id: ID<Post>, in tx: Transaction<A>) throws -> AccessiblePost {
        guard let post = try tx.posts.find(id) else { throw APIError.forbidden }
        return AccessiblePost(post: post, place: try readable(post.channel, in: tx))
    }

    // MARK: People

    /// Their own things, or anybody's with `edit_other_users`. Says nothing about whether there is such a person.
    func mayEdit(_ id: ID<User>) throws {
        guard id == user || may(.editOtherUsers) else { throw APIError.forbidden }
    }

    /// Somebody whose account the caller may change: their own, or anybody's with `edit_other_users`.
    func editable<A>(_ id: ID<User>, in tx: Transaction<A>) throws -> AccessibleUser {
        try mayEdit(id)
        guard let found = try tx.users.find(id) else { throw APIError.userNotFound }
        return AccessibleUser(user: found)
    }

    /// Whom the caller may act for where the account's row does not matter: themselves, or anybody with `edit_other_users`.
    func actingFor(_ id: ID<User>) throws -> ID<User> {
        guard id == user || may(.editOtherUsers) else { throw APIError.forbidden }
        return id
    }

    /// Somebody whose access tokens the caller may handle: their own, their bots', or anybody's with the permission to manage
    /// others. A system administrator's only another system administrator's.
    func ownerOfTokens<A>(_ id: ID<User>, in tx: Transaction<A>) throws -> AccessibleUser {
        guard id != user else { return try editable(id, in: tx) }
        guard let found = try tx.users.find(id) else { throw may(.editOtherUsers) ? APIError.userNotFound : APIError.forbidden }
        if found.isSystemAdmin, !may(.manageSystem) { throw APIError.forbidden }
        if found.isBot {
            let owner: String? = try tx.value("SELECT ownerid FROM bots WHERE userid = \(id)")
            guard may(owner == user.raw ? .manageBots : .manageOthersBots) else { throw APIError.forbidden }
        } else if !may(.editOtherUsers) {
            throw APIError.forbidden
        }
        return AccessibleUser(user: found)
    }

    /// Somebody whom the caller may see: everybody for members, for guests those who share a channel or team with them.
    func visible<A>(_ id: ID<User>, in tx: Transaction<A>) throws -> AccessibleUser {
        guard let found = try tx.users.find(id) else { throw APIError.userNotFound }
        guard try id == user || may(.viewMembers) || sharesChannel(with: id, tx) else { throw APIError.forbidden }
        return AccessibleUser(user: found)
    }

    private func sharesChannel<A>(with other: ID<User>, _ tx: Transaction<A>) throws -> Bool {
        try tx.first(
            """
            SELECT 1 FROM channelmembers mine JOIN channelmembers theirs ON theirs.channelid = mine.channelid
            WHERE mine.userid = \(user) AND theirs.userid = \(other) LIMIT 1
            """
        ) { _ in true } ?? false
    }
}

/// Proof of what a caller may do in a team.
struct AccessibleTeam {
    let team: Team
    let isMember: Bool
    let permissions: PermissionSet
    let access: Access

    fileprivate init(team: Team, isMember: Bool, permissions: PermissionSet, access: Access) {
        self.team = team
        self.isMember = isMember
        self.permissions = permissions
        self.access = access
    }

    func may(_ permission: Permission) -> Bool { permissions.contains(permission) }

    /// The same standing in the team as it is after a change.
    func with(_ changed: Team) -> AccessibleTeam {
        AccessibleTeam(team: changed, isMember: isMember, permissions: permissions, access: access)
    }
}

/// Proof of what a caller may do in a channel: the union of what their channel, team and system roles allow.
struct AccessibleChannel {
    let channel: Channel
    let isMember: Bool
    let isInTeam: Bool
    /// Something was marked there at some time.
    let mayHavePriorities: Bool
    /// When the caller has read it last; 0 for never.
    let lastViewedAt: Int64
    let permissions: PermissionSet
    let access: Access

    fileprivate init(
        channel: Channel, isMember: Bool, isInTeam: Bool, mayHavePriorities: Bool, lastViewedAt: Int64, permissions: PermissionSet,
        access: Access
    ) {
        self.channel = channel
        self.isMember = isMember
        self.isInTeam = isInTeam
        self.mayHavePriorities = mayHavePriorities
        self.lastViewedAt = lastViewedAt
        self.permissions = permissions
        self.access = access
    }

    func may(_ permission: Permission) -> Bool { permissions.contains(permission) }

    var isReadable: Bool {
        may(.readChannelContent) || (channel.type == .open && may(.readPublicChannel))
    }
}

/// Proof that a caller may do something with a post.
struct AccessiblePost {
    let post: Post
    let place: AccessibleChannel
    fileprivate init(post: Post, place: AccessibleChannel) { self.post = post; self.place = place }
}

/// Proof that a caller may do something with an account.
struct AccessibleUser {
    let user: User
    fileprivate init(user: User) { self.user = user }
}
