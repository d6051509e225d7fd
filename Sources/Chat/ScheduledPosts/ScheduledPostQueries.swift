internal import Database
internal import Wire

/// Every statement about messages to be sent later.
struct ScheduledPostQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var scheduledPosts: ScheduledPostQueries<Access> { .init(tx: self) } }

extension ScheduledPost {
    /// In the order in which `init` reads them.
    static let columns: Columns = """
        id, createat, updateat, userid, channelid, rootid, message, props, fileids, priority, scheduledat, processedat, errorcode, type
        """
    static let columnsOfS = columns.of("s")

    init(_ row: inout Row) {
        let id: ID<ScheduledPost> = row.next(), createAt = row.integer(), updateAt = row.integer()
        var draft = Draft(user: row.next(), channel: row.next())
        (draft.createAt, draft.updateAt) = (createAt, updateAt)
        draft.root = row.next()
        draft.message = row.next()
        draft.props = row.next()
        draft.fileIDs = JSONReader.strings(stored: row.string())
        draft.priority = row.next()
        let scheduledAt = row.integer(), processedAt = row.integer(), errorCode: String = row.next()
        draft.type = row.next()
        self.init(id: id, draft: draft, scheduledAt: scheduledAt)
        (self.processedAt, self.errorCode) = (processedAt, errorCode)
    }
}

extension ScheduledPostQueries {
    /// Somebody's in a team, or in their conversations; earliest first.
    func all(of user: ID<User>, in team: ID<Team>) throws -> [ScheduledPost] {
        try tx.rows(
            """
            SELECT \(ScheduledPost.columnsOfS) FROM scheduledposts s JOIN channels c ON c.id = s.channelid
            WHERE s.userid = \(user) AND c.teamid = \(team) ORDER BY s.scheduledat, s.createat, s.id
            """
        ) { ScheduledPost(&$0) }
    }

    /// Those whose time has come and that were not tried in vain, earliest first.
    func due(at time: Int64, limit: Int64) throws -> [ScheduledPost] {
        try tx.rows(
            """
            SELECT \(ScheduledPost.columns) FROM scheduledposts WHERE scheduledat <= \(time) AND COALESCE(errorcode, '') = ''
            ORDER BY scheduledat, createat, id LIMIT \(limit)
            """
        ) { ScheduledPost(&$0) }
    }
}

extension ScheduledPostQueries where Access == ReadWrite {
    /// Locked, so that it is not sent while it is changed.
    func find(_ id: ID<ScheduledPost>) throws -> ScheduledPost? {
        try tx.first(
            "SELECT \(ScheduledPost.columns) FROM scheduledposts WHERE id = \(id)\(sqlite: "", postgres: " FOR UPDATE")"
        ) { ScheduledPost(&$0) }
    }

    func insert(_ post: ScheduledPost) throws {
        let draft = post.draft
        try tx.execute(
            """
            INSERT INTO scheduledposts (id, createat, updateat, userid, channelid, rootid, message, props, fileids, priority, scheduledat,
                processedat, errorcode, type)
            VALUES (\(post.id), \(draft.createAt), \(draft.updateAt), \(draft.user), \(draft.channel), \(draft.root), \(draft.message),
                \(draft.props.raw), \(JSONWriter.text(of: draft.fileIDs)), \(draft.priority.raw), \(post.scheduledAt),
                \(post.processedAt), \(post.errorCode), \(draft.type))
            """)
    }

    /// What its author may change, and what became of it.
    func update(_ post: ScheduledPost) throws {
        let draft = post.draft
        try tx.execute(
            """
            UPDATE scheduledposts SET updateat = \(draft.updateAt), message = \(draft.message), props = \(draft.props.raw),
                fileids = \(JSONWriter.text(of: draft.fileIDs)), priority = \(draft.priority.raw), scheduledat = \(post.scheduledAt),
                processedat = \(post.processedAt), errorcode = \(post.errorCode)
            WHERE id = \(post.id)
            """)
    }

    func eraseAll(of user: ID<User>) throws { try tx.execute("DELETE FROM scheduledposts WHERE userid = \(user)") }

    func remove(_ id: ID<ScheduledPost>) throws { try tx.execute("DELETE FROM scheduledposts WHERE id = \(id)") }
}
