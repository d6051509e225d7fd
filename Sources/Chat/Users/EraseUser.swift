internal import Database
internal import Wire

/// Deletes an account for good, with everything that its owner wrote. Only with a setting that is off by default.
struct EraseUser {
    let user: User
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        // While they are still known: whoever sees them hears that they are gone.
        try SetActive(user: user, isActive: false, services: services).run(in: tx)
        try eraseWritings(in: tx)
        try eraseSettings(in: tx)
        for channel in try tx.channelMembers.eraseAll(of: user.id) { tx.signal(.leftChannel(channel, [user.id])) }
        for team in try tx.teamMembers.eraseAll(of: user.id) {
            for event in Event.leftTeam(user.id, team) { tx.tell(event) }
            tx.signal(.leftTeam(team, [user.id]))
        }
        try tx.bots.erase(user.id)
        try tx.users.erase(user.id)
        tx.signal(.userChanged(user.id))
    }

    private func eraseWritings(in tx: Transaction<ReadWrite>) throws {
        try tx.reactions.eraseAll(of: user.id)
        try tx.posts.eraseAll(of: user.id)
        try tx.files.eraseAll(of: user.id)
        try tx.drafts.eraseAll(of: user.id)
        try tx.scheduledPosts.eraseAll(of: user.id)
        try tx.reminders.eraseAll(of: user.id)
    }

    private func eraseSettings(in tx: Transaction<ReadWrite>) throws {
        try tx.endSessions(of: user.id)
        try tx.accessTokens.eraseAll(of: user.id)
        try tx.preferences.removeAll(of: user.id)
        try tx.categories.eraseAll(of: user.id)
        try tx.statuses.erase(user.id)
        try tx.groups.eraseMemberships(of: user.id)
        try tx.terms.forget(user.id)
        try tx.profileAttributes.removeValues(of: user.id)
        try tx.systems.forgetWishes(of: user.id)
        try tx.audits.eraseAll(of: user.id)
    }
}

extension UserQueries where Access == ReadWrite {
    func erase(_ user: ID<User>) throws { try tx.execute("DELETE FROM users WHERE id = \(user)") }
}
