internal import Database
internal import Wire

/// Who may move threads, which ones and where to, as the server's settings say.
struct ThreadMoveRules {
    let access: Access
    let services: Services
    private var settings: Settings { services.settings.current }

    /// Administrators may. Others need one of the roles and one of the mail domains that are named, when any are: in the system, or
    /// where the thread is.
    func checkPerson<A>(at place: AccessibleChannel, in tx: Transaction<A>) throws {
        guard !access.may(.manageSystem) else { return }
        let roles = Set(settings[WranglerSettings.permittedWranglerRoles]), domains = settings[WranglerSettings.allowedEmailDomain]
        guard !roles.isEmpty || !domains.isEmpty else { return }
        guard let user = try tx.users.find(access.user) else { throw APIError.forbidden }
        if !roles.isEmpty {
            let inTeam = try tx.teamMembers.find(access.user, in: place.channel.team, services.roles)
            let inChannel = try tx.channelMembers.find(access.user, in: place.channel.id, services.roles)
            let held = [user.roles, inTeam?.deleteAt == 0 ? inTeam?.roles : nil, inChannel?.roles].compactMap { $0 }
            guard held.contains(where: { $0.split(separator: " ").contains { roles.contains(String($0)) } }) else {
                throw APIError.movingIsForOthers
            }
        }
        let domain = user.email.split(separator: "@").last.map { $0.lowercased() }
        guard domains.isEmpty || domains.contains(where: { $0.lowercased() == domain }) else { throw APIError.movingIsForOthers }
    }

    /// Whether a thread of so many messages may go from here to there.
    func check(_ root: Post, count: Int64, from source: AccessibleChannel, to goal: AccessibleChannel) throws {
        guard !root.isSystemMessage else { throw APIError.threadStays("Messages of the system stay where they are.") }
        guard source.isMember else { throw APIError.threadStays("Only members of a channel can move its threads.") }
        guard source.channel.id != goal.channel.id else { throw APIError.threadStays("The thread is in that channel.") }
        guard source.channel.deleteAt == 0 else { throw APIError.channelArchivedForEdits }
        guard goal.channel.deleteAt == 0 else { throw APIError.channelArchivedForPosts }
        guard mayLeave(source.channel.type) else { throw APIError.threadStays("Threads of such channels stay where they are.") }
        let changesTeam =
            !source.channel.type.isConversation && !goal.channel.type.isConversation && source.channel.team != goal.channel.team
        guard !changesTeam || settings[WranglerSettings.moveThreadToAnotherTeamEnable] else {
            throw APIError.threadStays("Threads stay in their team.")
        }
        guard count <= settings[WranglerSettings.moveThreadMaxCount] else {
            throw APIError.threadStays("The thread has too many messages to be moved.")
        }
    }

    private func mayLeave(_ type: Channel.Kind) -> Bool {
        switch type {
        case .private: settings[WranglerSettings.moveThreadFromPrivateChannelEnable]
        case .direct: settings[WranglerSettings.moveThreadFromDirectMessageChannelEnable]
        case .group: settings[WranglerSettings.moveThreadFromGroupMessageChannelEnable]
        default: true
        }
    }
}
