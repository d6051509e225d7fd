internal import Database
internal import Wire

/// Every statement about accounts.
struct UserQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var users: UserQueries<Access> { .init(tx: self) } }

extension User {
    /// Of `User.source`, in the order in which `init` reads them.
    static let columns: Columns = """
        u.id, u.createat, u.updateat, u.deleteat, u.username, u.authdata, u.authservice, u.email, u.emailverified, u.nickname, \
        u.firstname, u.lastname, u.roles, u.props, u.notifyprops, u.lastpasswordupdate, u.lastpictureupdate, u.failedattempts, \
        u.locale, u.mfaactive, u.position, u.timezone, u.remoteid, u.lastlogin, b.userid IS NOT NULL, COALESCE(b.description, ''), \
        COALESCE(b.lasticonupdate, 0)
        """
    /// What to select users from: bots are accounts with a row more.
    static let source: Columns = "users u LEFT JOIN bots b ON b.userid = u.id"

    init(_ row: inout Row) {
        let id: ID<User> = row.next()
        self.init(id: id, username: "", email: "", roles: "")
        createAt = row.next()
        updateAt = row.next()
        deleteAt = row.next()
        username = row.next()
        authData = row.next()
        authService = row.next()
        email = row.next()
        emailVerified = row.next()
        nickname = row.next()
        firstName = row.next()
        lastName = row.next()
        roles = row.next()
        props = row.next()
        notifyProps = row.next()
        lastPasswordUpdate = row.next()
        lastPictureUpdate = row.next()
        failedAttempts = row.next()
        locale = row.next()
        mfaActive = row.next()
        position = row.next()
        timezone = row.next()
        remoteID = row.next()
        lastLogin = row.next()
        isBot = row.bool()
        botDescription = row.next()
        botLastIconUpdate = row.next()
    }
}

extension UserQueries {
    func find(_ id: ID<User>) throws -> User? {
        try tx.first("SELECT \(User.columns) FROM \(User.source) WHERE u.id = \(id)") { User(&$0) }
    }

    func find(username: String) throws -> User? {
        try tx.first("SELECT \(User.columns) FROM \(User.source) WHERE u.username = \(username)") { User(&$0) }
    }

    func find(email: String) throws -> User? {
        try tx.first("SELECT \(User.columns) FROM \(User.source) WHERE u.email = \(email)") { User(&$0) }
    }

    func find(_ ids: [ID<User>]) throws -> [User] {
        try tx.rows("SELECT \(User.columns) FROM \(User.source) WHERE u.id \(in: ids.map(\.raw)) ORDER BY u.username") { User(&$0) }
    }
}
