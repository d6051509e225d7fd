internal import Database
internal import Wire

/// A personal access token as its owner sees it. The secret is only in the answer to its creation.
struct AccessToken: Sendable, JSONWritable {
    let id: ID<AccessToken>
    let user: ID<User>
    let description: String
    let isActive: Bool

    func write(to json: inout JSONWriter) { json.object { fields(to: &$0) } }

    func fields(to json: inout JSONWriter) {
        json.field("id", id)
        json.field("user_id", user)
        json.field("description", description)
        json.field("is_active", isActive)
    }
}

/// A new token with its secret, for the one answer that carries it.
struct CreatedAccessToken: JSONWritable {
    let token: AccessToken
    let secret: String

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("token", secret)
            token.fields(to: &json)
        }
    }
}

/// What a token allows, and whether it does now.
struct AccessTokenGrant: Sendable {
    let id: ID<AccessToken>
    let user: ID<User>
    let roles: String
    let isActive: Bool
    let isBot: Bool
    let isDeleted: Bool

    var isUsable: Bool { isActive && !isDeleted }
    var isGuest: Bool { roles.split(separator: " ").contains("system_guest") }
}

/// Every statement about personal access tokens.
struct AccessTokenQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var accessTokens: AccessTokenQueries<Access> { .init(tx: self) } }

extension AccessToken {
    static let columns: Columns = "t.id, t.userid, t.description, t.isactive"

    init(_ row: inout Row) { self.init(id: row.next(), user: row.next(), description: row.next(), isActive: row.next()) }
}

extension AccessTokenQueries {
    func grant(token: String) throws -> AccessTokenGrant? {
        try tx.first(
            """
            SELECT t.id, t.userid, u.roles, t.isactive, b.userid IS NOT NULL, u.deleteat > 0
            FROM useraccesstokens t JOIN users u ON u.id = t.userid LEFT JOIN bots b ON b.userid = t.userid WHERE t.token = \(token)
            """
        ) { row in
            AccessTokenGrant(
                id: row.next(), user: row.next(), roles: row.next(), isActive: row.next(), isBot: row.bool(), isDeleted: row.bool())
        }
    }

    func find(_ id: ID<AccessToken>) throws -> AccessToken? {
        try tx.first("SELECT \(AccessToken.columns) FROM useraccesstokens t WHERE t.id = \(id)") { AccessToken(&$0) }
    }

    func secret(of id: ID<AccessToken>) throws -> String? { try tx.value("SELECT token FROM useraccesstokens WHERE id = \(id)") }

    /// Everybody's when `user` is `nil`.
    func page(of user: ID<User>?, _ paging: Paging) throws -> [AccessToken] {
        let whose: SQL = user.map { "WHERE t.userid = \($0)" } ?? ""
        return try tx.rows(
            """
            SELECT \(AccessToken.columns) FROM useraccesstokens t \(whose) ORDER BY t.id LIMIT \(paging.perPage) OFFSET \(paging.offset)
            """
        ) { AccessToken(&$0) }
    }

    /// Whose id, owner's id or owner's name begins with the term.
    func search(_ term: String) throws -> [AccessToken] {
        return try tx.rows(
            """
            SELECT \(AccessToken.columns) FROM useraccesstokens t JOIN users u ON u.id = t.userid
            WHERE \(LikePattern.beginning(term).fits("t.id", "t.userid", "u.username")) ORDER BY t.id
            """
        ) { AccessToken(&$0) }
    }
}

extension AccessTokenQueries where Access == ReadWrite {
    func insert(_ token: AccessToken, secret: String) throws {
        try tx.execute(
            """
            INSERT INTO useraccesstokens (id, token, userid, description, isactive)
            VALUES (\(token.id), \(secret), \(token.user), \(token.description), \(token.isActive))
            """)
    }

    func update(_ id: ID<AccessToken>, isActive: Bool) throws {
        try tx.execute("UPDATE useraccesstokens SET isactive = \(isActive) WHERE id = \(id)")
    }

    func remove(_ id: ID<AccessToken>) throws { try tx.execute("DELETE FROM useraccesstokens WHERE id = \(id)") }
}

extension AccessTokenQueries where Access == ReadWrite {
    /// Of somebody who is gone for good.
    func eraseAll(of user: ID<User>) throws { try tx.execute("DELETE FROM useraccesstokens WHERE userid = \(user)") }
}
