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
