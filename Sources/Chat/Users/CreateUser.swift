internal import Database
internal import Wire

/// Opens an account. The very first one of a server may do everything, so that somebody can.
struct CreateUser {
    let draft: UserDraft
    /// What the password became; empty for accounts that somebody else vouches for.
    var passwordHash = ""
    var role = "system_user"
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> User {
        guard draft.id.isEmpty else { throw APIError.userExists }
        var user = filled()
        if try !tx.users.exists() {
            // Two that both find an empty server must not both become its administrator: the loser of this row runs again.
            try tx.systems.set("MartletFirstAccount", user.id.raw)
            user.roles = "system_admin system_user"
        }
        try UserRules.check(user)
        try refuseTaken(user, tx)
        try tx.users.insert(user, passwordHash: passwordHash)
        try tx.preferences.save(defaultPreferences(of: user.id))
        tx.tell(.newUser(user.id))
        return user
    }

    private func filled() -> User {
        let id: ID<User> = services.newID()
        let username = draft.username.isEmpty ? "a" + services.newToken() : draft.username.lowercased()
        var user = User(id: id, username: username, email: draft.email.trimmed.lowercased(), roles: role)
        user.createAt = services.now()
        user.updateAt = user.createAt
        user.lastPasswordUpdate = user.createAt
        user.authService = draft.authService
        user.authData = draft.authData.flatMap { $0.isEmpty ? nil : $0 }
        user.emailVerified = draft.emailVerified
        user.nickname = draft.nickname
        user.firstName = draft.firstName
        user.lastName = draft.lastName
        user.position = draft.position
        let fallback = services.settings.current[LocalizationSettings.defaultClientLocale]
        user.locale = UserRules.locales.contains(draft.locale) ? draft.locale : fallback
        user.props = draft.props
        user.notifyProps = draft.notifyProps ?? UserRules.notifyProps
        user.timezone = draft.timezone ?? UserRules.timezone
        return user
    }

    /// Both names are unique in the database too; asking first makes the refusal one that a client understands.
    private func refuseTaken(_ user: User, _ tx: Transaction<ReadWrite>) throws {
        if try tx.users.isTaken(username: user.username) { throw APIError.usernameTaken }
        if try tx.users.isTaken(email: user.email) { throw APIError.emailTaken }
        if try tx.groups.isTaken(name: user.username) { throw APIError.usernameIsGroupName }
    }

    /// What clients read to know that everything is new.
    private func defaultPreferences(of user: ID<User>) -> [Preference] {
        [
            Preference(user: user, category: "recommended_next_steps", name: "hide", value: "false"),
            Preference(user: user, category: "tutorial_step", name: user.raw, value: "0"),
            Preference(user: user, category: "system_notice", name: "GMasDM", value: "true"),
        ]
    }
}

extension String {
    /// Without white space at its ends.
    var trimmed: String {
        let isSpace: (Character) -> Bool = \.isWhitespace
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(self[first...last])
    }
}
