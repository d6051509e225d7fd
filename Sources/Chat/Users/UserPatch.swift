internal import Wire

/// What somebody wants to be different about an account; what is not there stays.
struct UserPatch: Sendable {
    var username: String?
    var email: String?
    /// The present one, which an owner proves to be the owner with.
    var password: String?
    var nickname: String?
    var firstName: String?
    var lastName: String?
    var position: String?
    var locale: String?
    var props: JSONText?
    var notifyProps: JSONText?
    var timezone: JSONText?

    init() {}

    init(_ fields: JSONFields) throws {
        username = try fields.string("username")
        email = try fields.string("email")
        password = try fields.string("password")
        nickname = try fields.string("nickname")
        firstName = try fields.string("first_name")
        lastName = try fields.string("last_name")
        position = try fields.string("position")
        locale = try fields.string("locale")
        props = try fields.texts("props").map(JSONText.init)
        notifyProps = try fields.texts("notify_props").map(Self.withoutEmptyKeys)
        timezone = try fields.texts("timezone").map(JSONText.init)
    }

    /// Words that one wants to hear of, without white space around them and without empty ones.
    private static func withoutEmptyKeys(_ props: [String: String]) -> JSONText {
        var props = props
        if let keys = props["mention_keys"] {
            props["mention_keys"] = keys.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }.joined(separator: ",")
        }
        return JSONText(props)
    }

    /// A whole account in place of the old one: what is not there becomes empty. Only the address is kept when it is empty.
    init(whole fields: JSONFields) throws {
        try self.init(fields)
        username = username ?? ""
        nickname = nickname ?? ""
        firstName = firstName ?? ""
        lastName = lastName ?? ""
        position = position ?? ""
        locale = locale ?? ""
        props = props ?? .empty
        notifyProps = notifyProps ?? .empty
        timezone = timezone ?? JSONText(raw: "null")
    }

    func applied(to user: User) -> User {
        var user = user
        user.username = username?.lowercased() ?? user.username
        user.email = email?.trimmed.lowercased() ?? user.email
        user.nickname = nickname ?? user.nickname
        user.firstName = firstName ?? user.firstName
        user.lastName = lastName ?? user.lastName
        user.position = position ?? user.position
        user.locale = locale ?? user.locale
        user.props = props ?? user.props
        user.notifyProps = notifyProps ?? user.notifyProps
        user.timezone = timezone ?? user.timezone
        return user
    }
}
