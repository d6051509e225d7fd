internal import Database
internal import Wire

/// Every statement about memberships in channels.
struct ChannelMemberQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var channelMembers: ChannelMemberQueries<Access> { .init(tx: self) } }

extension ChannelMember {
    /// Of `channelmembers cm`, then the schemes of channel and team, in the order in which `init` reads them.
    static let columns: Columns = """
        cm.channelid, cm.userid, cm.roles, cm.schemeguest, cm.schemeuser, cm.schemeadmin, cm.lastviewedat, cm.msgcount, \
        cm.mentioncount, cm.mentioncountroot, cm.urgentmentioncount, cm.msgcountroot, cm.notifyprops, cm.lastupdateat, \
        cm.autotranslationdisabled, NULLIF(c.schemeid, ''), t.schemeid
        """
    /// What to select memberships from: their roles depend on the schemes of channel and team.
    static let source: Columns = "channelmembers cm JOIN channels c ON c.id = cm.channelid LEFT JOIN teams t ON t.id = c.teamid"

    init(_ row: inout Row, _ book: RoleBook) {
        let channel: ID<Channel> = row.next(), user: ID<User> = row.next()
        let flags = RoleFlags(explicit: row.next(), isGuest: row.next(), isUser: row.next(), isAdmin: row.next())
        self.init(channel: channel, user: user, roles: "", explicitRoles: flags.explicit)
        isGuest = flags.isGuest
        isUser = flags.isUser
        isAdmin = flags.isAdmin
        lastViewedAt = row.next()
        msgCount = row.next()
        mentionCount = row.next()
        mentionCountRoot = row.next()
        urgentMentionCount = row.next()
        msgCountRoot = row.next()
        notifyProps = row.next()
        lastUpdateAt = row.next()
        autotranslationDisabled = row.next()
        let channelScheme: String? = row.next(), teamScheme: String? = row.next()
        roles = flags.channelRoles(book.schemeRoles(channelScheme ?? teamScheme)).joined(separator: " ")
    }
}

extension ChannelMemberQueries {
    func find(_ user: ID<User>, in channel: ID<Channel>, _ book: RoleBook) throws -> ChannelMember? {
        try tx.first(
            """
            SELECT \(ChannelMember.columns) FROM \(ChannelMember.source) WHERE cm.channelid = \(channel) AND cm.userid = \(user)
            """
        ) { ChannelMember(&$0, book) }
    }
}
