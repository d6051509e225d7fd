internal import Database
internal import Wire

/// Somebody who may be told of a message: who they are, what they wish in general and in the channel, and where they are.
struct Reader: Sendable {
    let id: ID<User>
    let username: String
    var firstName = ""
    var lastName = ""
    var nickname = ""
    let email: String
    let isVerified: Bool
    var timezone: [String: String] = [:]
    let wishes: [String: String]
    let channelWishes: [String: String]
    let status: Status.Kind
    var isBot = false

    /// Nothing of a muted channel calls them, except what they follow.
    var isMuted: Bool { channelWishes["mark_unread"] == "mention" }
}

extension Reader {
    static let columns: Columns = """
        u.id, u.username, COALESCE(u.firstname, ''), COALESCE(u.lastname, ''), COALESCE(u.nickname, ''), u.email, \
        COALESCE(u.emailverified, FALSE), u.timezone, u.notifyprops, cm.notifyprops, COALESCE(s.status, 'offline'), \
        EXISTS (SELECT 1 FROM bots b WHERE b.userid = u.id)
        """

    init(_ row: inout Row) {
        (id, username) = (row.next(), row.next())
        (firstName, lastName, nickname, email) = (row.next(), row.next(), row.next(), row.next())
        isVerified = row.next()
        (timezone, wishes, channelWishes) = (
            row.next(JSONText.self).texts, row.next(JSONText.self).texts, row.next(JSONText.self).texts
        )
        status = Status.Kind(rawValue: row.next()) ?? .offline
        isBot = row.next()
    }
}

/// How somebody wants names and times to be shown.
struct ReaderTaste: Sendable {
    var nameFormat: String?
    var hasLongHours = false
    /// Seconds between mails; `nil` where nothing was chosen.
    var mailInterval: Int64?
}

/// Every statement that finds out who hears of something.
struct NotificationQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var notifications: NotificationQueries<Access> { NotificationQueries(tx: self) } }

extension NotificationQueries {
    /// Those of these people who are in the channel; with `wantsAll` also those who want a push of every message there.
    func readers(in channel: ID<Channel>, among people: [ID<User>], wantsAll: Bool) throws -> [Reader] {
        let all: SQL =
            wantsAll
            ? """
             OR COALESCE(cm.notifyprops ->> 'push', 'default') = 'all'
                OR (COALESCE(cm.notifyprops ->> 'push', 'default') IN ('default', '') AND u.notifyprops ->> 'push' = 'all')
            """ : ""
        return try tx.rows(
            """
            SELECT \(Reader.columns) FROM channelmembers cm JOIN users u ON u.id = cm.userid LEFT JOIN status s ON s.userid = u.id
            WHERE cm.channelid = \(channel) AND u.deleteat = 0 AND (u.id \(in: people)\(all))
            """
        ) { Reader(&$0) }
    }

    func tastes(of people: [ID<User>]) throws -> [ID<User>: ReaderTaste] {
        var tastes: [ID<User>: ReaderTaste] = [:]
        try tx.each(
            """
            SELECT userid, name, value FROM preferences WHERE userid \(in: people)
                AND ((category = 'display_settings' AND name IN ('name_format', 'use_military_time'))
                    OR (category = 'notifications' AND name = 'email_interval'))
            """
        ) { row in
            let user: ID<User> = row.next(), name = row.string(), value = row.string()
            switch name {
            case "name_format": tastes[user, default: ReaderTaste()].nameFormat = value
            case "use_military_time": tastes[user, default: ReaderTaste()].hasLongHours = value == "true"
            default: tastes[user, default: ReaderTaste()].mailInterval = Int64(value)
            }
        }
        return tastes
    }

    /// Sessions of apps, which can be reached; those whose proxy said that they are gone cannot.
    func devices(of people: [ID<User>], now: Int64) throws -> [PushDevice] {
        try tx.rows(
            """
            SELECT id, userid, deviceid, props FROM sessions
            WHERE userid \(in: people) AND deviceid <> '' AND (expiresat = 0 OR expiresat > \(now)) ORDER BY createat, id
            """
        ) { row in
            let session: ID<Session> = row.next(), user: ID<User> = row.next(), device = row.string()
            return row.next(JSONText.self).texts["last_removed_device_id"] == device
                ? nil : PushDevice(session: session, user: user, name: device)
        }.compactMap { $0 }
    }

    /// The first of their teams by name.
    func teamNames(of people: [ID<User>]) throws -> [ID<User>: String] {
        var names: [ID<User>: String] = [:]
        try tx.each(
            """
            SELECT tm.userid, t.name FROM teammembers tm JOIN teams t ON t.id = tm.teamid AND t.deleteat = 0
            WHERE tm.userid \(in: people) AND tm.deleteat = 0 ORDER BY t.displayname DESC, t.name DESC
            """
        ) { row in names[row.next()] = row.string() }
        return names
    }

    /// Which of these people have read a channel since; of each pair of reader and channel when.
    func lastViews(of user: ID<User>, in channels: [ID<Channel>]) throws -> [ID<Channel>: Int64] {
        var views: [ID<Channel>: Int64] = [:]
        try tx.each("SELECT channelid, lastviewedat FROM channelmembers WHERE userid = \(user) AND channelid \(in: channels)") { row in
            views[row.next()] = row.next(Int64.self)
        }
        return views
    }

    /// What calls these people and is unread: the number on the app's icon.
    func badges(of people: [ID<User>], collapsed: Set<ID<User>>) throws -> [ID<User>: Int64] {
        guard !people.isEmpty else { return [:] }
        var badges: [ID<User>: Int64] = [:]
        try tx.each(
            """
            SELECT cm.userid, COALESCE(SUM(cm.mentioncount), 0), COALESCE(SUM(cm.mentioncountroot), 0)
            FROM channelmembers cm JOIN channels c ON c.id = cm.channelid AND c.deleteat = 0
            WHERE cm.userid \(in: people) GROUP BY cm.userid
            """
        ) { row in
            let user: ID<User> = row.next(), all: Int64 = row.next(), roots: Int64 = row.next()
            badges[user] = collapsed.contains(user) ? roots : all
        }
        let readers = people.filter(collapsed.contains)
        guard !readers.isEmpty else { return badges }
        try tx.each(
            """
            SELECT userid, COALESCE(SUM(unreadmentions), 0) FROM threadmemberships
            WHERE userid \(in: readers) AND following GROUP BY userid
            """
        ) { row in badges[row.next(), default: 0] += row.next(Int64.self) }
        return badges
    }
}

/// An app on somebody's telephone.
struct PushDevice: Sendable {
    let session: ID<Session>
    let user: ID<User>
    /// `platform:id`, as the app gave it.
    let name: String

    private var colon: String.Index? { name.firstIndex(of: ":") }
    var platform: String { colon.map { String(name[..<$0]) } ?? "" }
    var id: String { colon.map { String(name[name.index(after: $0)...]) } ?? "" }
}

extension PostQueries {
    /// Who wrote in a thread.
    func authors(inThread root: ID<Post>) throws -> [(user: ID<User>, isRoot: Bool)] {
        try tx.rows(
            """
            SELECT userid, MAX(CASE WHEN id = \(root) THEN 1 ELSE 0 END) FROM posts
            WHERE (id = \(root) OR rootid = \(root) AND rootid <> '') AND deleteat = 0 GROUP BY userid ORDER BY userid
            """
        ) { (user: $0.next(), isRoot: $0.next(Int64.self) == 1) }
    }
}

extension ChannelMemberQueries {
    /// Those of these people who are in the channel and have an account still.
    func present(_ people: [ID<User>], in channel: ID<Channel>) throws -> [ID<User>] {
        guard !people.isEmpty else { return [] }
        return try tx.rows(
            """
            SELECT cm.userid FROM channelmembers cm JOIN users u ON u.id = cm.userid AND u.deleteat = 0
            WHERE cm.channelid = \(channel) AND cm.userid \(in: people) ORDER BY cm.userid
            """
        ) { $0.next() }
    }
}
