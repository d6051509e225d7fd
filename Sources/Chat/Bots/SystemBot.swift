internal import Database
internal import Wire

/// The account in whose name the server itself writes to people. Made when it is first needed.
struct SystemBot {
    static let username = "system-bot"
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> User {
        if let found = try tx.users.find(username: Self.username) { return found }
        var user = User(id: services.newID(), username: Self.username, email: Self.username + "@localhost", roles: "system_user")
        user.createAt = services.now()
        user.updateAt = user.createAt
        user.lastPasswordUpdate = user.createAt
        user.firstName = "System"
        user.notifyProps = UserRules.notifyProps
        user.timezone = UserRules.timezone
        user.remoteID = nil
        var bot = Bot(user: user.id, username: user.username, ownerID: user.id.raw)
        bot.displayName = user.firstName
        bot.createAt = user.createAt
        bot.updateAt = user.createAt
        try tx.users.insert(user, passwordHash: "")
        try tx.bots.insert(bot)
        user.isBot = true
        tx.signal(.userChanged(user.id))
        return user
    }
}
