internal import Database
internal import Wire

/// Answers a direct message in the name of somebody who is out of office, once a day.
struct AnswerAutomatically: Sendable {
    let question: Post
    let channel: Channel
    let services: Services
    static let type = "system_auto_responder"
    private static let day: Int64 = 86_400_000

    /// Leaves word of a direct message, where the server lets people answer that way.
    static func leave(_ post: Post, in channel: Channel, _ tx: Transaction<ReadWrite>, _ services: Services) {
        guard channel.type == .direct, services.settings.current[TeamSettings.experimentalEnableAutomaticReplies] else { return }
        tx.afterCommit(Notice.asked(post, in: channel))
    }

    func run() async throws {
        try await services.db.write { tx in try answer(in: tx) }
    }

    private func answer(in tx: Transaction<ReadWrite>) throws {
        let asked = channel.name.split(separator: "_").map { ID<User>(String($0)) }.first { $0 != question.user }
        guard let asked, let user = try tx.users.find(asked), user.deleteAt == 0, user.answersAutomatically else { return }
        guard let text = user.notifyProps.texts["auto_responder_message"], !text.isEmpty else { return }
        let morning = question.createAt - question.createAt % Self.day
        guard try !tx.posts.hasAnswered(user.id, in: channel.id, since: morning) else { return }
        let root = question.isReply ? try tx.posts.root(question.root) : question
        try CreateSystemPost(
            channel: channel, author: user.id, type: Self.type, message: text, props: JSONObject(), services: services, root: root,
            setsOnline: false
        ).run(in: tx)
    }
}

extension PostQueries {
    /// Whether somebody's automatic answer is there already.
    fileprivate func hasAnswered(_ user: ID<User>, in channel: ID<Channel>, since time: Int64) throws -> Bool {
        try tx.exists(
            """
            SELECT 1 FROM posts WHERE channelid = \(channel) AND createat >= \(time) AND userid = \(user)
                AND type = \(AnswerAutomatically.type) LIMIT 1
            """)
    }
}
