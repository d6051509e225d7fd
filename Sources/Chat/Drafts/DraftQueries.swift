internal import Database
internal import Wire

/// Every statement about drafts.
struct DraftQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var drafts: DraftQueries<Access> { .init(tx: self) } }

extension Draft {
    /// In the order in which `init` reads them.
    static let columns: Columns =
        "createat, updateat, deleteat, userid, channelid, rootid, message, props, fileids, priority, type"
    static let columnsOfD = columns.of("d")

    init(_ row: inout Row) {
        let createAt = row.integer(), updateAt = row.integer(), deleteAt = row.integer()
        self.init(user: row.next(), channel: row.next())
        (self.createAt, self.updateAt, self.deleteAt) = (createAt, updateAt, deleteAt)
        root = row.next()
        message = row.next()
        props = row.next()
        fileIDs = JSONReader.strings(stored: row.string())
        priority = row.next()
        type = row.next()
    }
}

extension DraftQueries {
    /// Somebody's drafts in a team and in their conversations, newest first: where they still are, and not of answers to what
    /// was deleted meanwhile.
    func all(of user: ID<User>, in team: ID<Team>) throws -> [Draft] {
        try tx.rows(
            """
            SELECT \(Draft.columnsOfD) FROM drafts d JOIN channels c ON c.id = d.channelid
            JOIN channelmembers cm ON cm.channelid = d.channelid AND cm.userid = d.userid
            WHERE d.userid = \(user) AND d.deleteat = 0 AND (c.teamid = \(team) OR c.teamid = '')
                AND NOT EXISTS (SELECT 1 FROM posts r WHERE r.id = d.rootid AND r.deleteat > 0)
            ORDER BY d.updateat DESC, d.channelid, d.rootid
            """
        ) { Draft(&$0) }
    }
}

extension DraftQueries where Access == ReadWrite {
    /// Writes a draft over the one that was there. One statement: two clients of the same person may type at once.
    func save(_ draft: Draft) throws -> Draft {
        let files = JSONWriter.text(of: draft.fileIDs)
        return try tx.first(
            """
            INSERT INTO drafts (createat, updateat, deleteat, userid, channelid, rootid, message, props, fileids, priority, type)
            VALUES (\(draft.createAt), \(draft.updateAt), 0, \(draft.user), \(draft.channel), \(draft.root), \(draft.message),
                \(draft.props.raw), \(files), \(draft.priority.raw), \(draft.type))
            ON CONFLICT (userid, channelid, rootid) DO UPDATE SET updateat = excluded.updateat, deleteat = 0,
                message = excluded.message, props = excluded.props, fileids = excluded.fileids, priority = excluded.priority,
                type = excluded.type
            RETURNING \(Draft.columns)
            """
        ) { Draft(&$0) } ?? draft
    }

    /// Takes a draft away and says what it was, `nil` when there was none.
    func remove(of user: ID<User>, in channel: ID<Channel>, root: ID<Post>) throws -> Draft? {
        try tx.first(
            "DELETE FROM drafts WHERE userid = \(user) AND channelid = \(channel) AND rootid = \(root) RETURNING \(Draft.columns)"
        ) { Draft(&$0) }
    }
}

extension DraftQueries where Access == ReadWrite {
    /// Of somebody who is gone for good.
    func eraseAll(of user: ID<User>) throws { try tx.execute("DELETE FROM drafts WHERE userid = \(user)") }
}
