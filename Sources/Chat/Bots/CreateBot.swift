internal import Database
internal import Wire

/// Opens an account for a program; whoever does answers for it.
struct CreateBot {
    let username: String
    let displayName: String
    let description: String
    let owner: ID<User>
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> Bot {
        guard UserRules.isUsername(username) else { throw APIError.invalidBot("username") }
        guard displayName.unicodeScalars.count <= 64 else { throw APIError.invalidBot("user_id") }
        guard description.unicodeScalars.count <= 1024 else { throw APIError.invalidBot("description") }
        if try tx.users.isTaken(username: username) { throw APIError.usernameTaken }
        var user = User(id: services.newID(), username: username, email: username + "@localhost", roles: "system_user")
        user.createAt = services.now()
        user.updateAt = user.createAt
        user.lastPasswordUpdate = user.createAt
        user.firstName = displayName
        user.notifyProps = UserRules.notifyProps
        user.timezone = UserRules.timezone
        user.remoteID = nil
        var bot = Bot(user: user.id, username: username, ownerID: owner.raw)
        bot.displayName = displayName
        bot.description = description
        bot.createAt = user.createAt
        bot.updateAt = user.createAt
        try tx.users.insert(user, passwordHash: "")
        try tx.bots.insert(bot)
        user.isBot = true
        try introduce(user, tx)
        return bot
    }

    /// The bot says to its owner how it comes to work.
    private func introduce(_ bot: User, _ tx: Transaction<ReadWrite>) throws {
        guard let owner = try tx.users.find(owner) else { return }
        let channel = try OpenDirectChannel(between: bot, and: owner, services: services).run(in: tx)
        try CreateSystemPost(
            channel: channel, author: bot.id, type: "add_bot_teams_channels",
            message: "Add me to the teams and channels that I should work in.",
            props: ["from_bot": "true"], services: services
        ).run(in: tx)
    }
}

/// Makes a person's account one of a program: nobody can log in with it any more, tokens still can.
struct ConvertToBot {
    let user: User
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> Bot {
        if user.isBot { throw APIError.alreadyBot }
        var bot = Bot(user: user.id, username: user.username, ownerID: user.id.raw)
        bot.displayName = user.username
        bot.createAt = services.now()
        bot.updateAt = bot.createAt
        try tx.bots.insert(bot)
        try tx.endSessions(of: user.id)
        tx.signal(.userChanged(user.id))
        return bot
    }
}

extension APIError {
    static let botsDisabled = APIError("api.bot.create_disabled", 403, "Making bots is switched off on this server.")
    static let alreadyBot = APIError("app.bot.createbot.internal_error", 400, "This account is a bot already.")

    static func invalidBot(_ rule: String) -> APIError {
        APIError("model.bot.is_valid.\(rule).app_error", 400, "The bot is not valid: its username, display name or description.")
    }
}
