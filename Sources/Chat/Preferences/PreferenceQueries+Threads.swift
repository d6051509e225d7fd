internal import Database
internal import Wire

extension PreferenceQueries {
    /// Who of these people chose collapsed threads, or chose against them.
    func collapsedThreads(of users: [ID<User>]) throws -> [ID<User>: Bool] {
        var choices: [ID<User>: Bool] = [:]
        try tx.each(
            """
            SELECT userid, value FROM preferences
            WHERE userid \(in: users) AND category = 'display_settings' AND name = 'collapsed_reply_threads'
            """
        ) { row in
            let user: ID<User> = row.next()
            choices[user] = row.string() == "on"
        }
        return choices
    }
}
