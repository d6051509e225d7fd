internal import Database
internal import Wire

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

    /// When somebody last looked at each of these channels.
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
