internal import Database
internal import Wire

/// Every statement about bots.
struct BotQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var bots: BotQueries<Access> { .init(tx: self) } }

extension BotQueries {
    func exists(_ user: ID<User>) throws -> Bool { try tx.exists("SELECT 1 FROM bots WHERE userid = \(user)") }
}

extension BotQueries where Access == ReadWrite {
    func insert(_ bot: Bot) throws {
        try tx.execute(
            """
            INSERT INTO bots (userid, description, ownerid, createat, updateat, deleteat, lasticonupdate)
            VALUES (\(bot.user), \(bot.description), \(bot.ownerID), \(bot.createAt), \(bot.updateAt), \(bot.deleteAt),
                \(bot.lastIconUpdate))
            """)
    }
}

extension BotQueries where Access == ReadWrite {
    func erase(_ user: ID<User>) throws { try tx.execute("DELETE FROM bots WHERE userid = \(user)") }
}
