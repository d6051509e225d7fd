internal import Database
internal import Wire

/// A thread as somebody sees it in their list.
struct ThreadView: JSONWritable {
    let row: ThreadRow
    let participants: [ThreadParticipant]

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", row.root.id)
            json.field("reply_count", row.replyCount)
            json.field("last_reply_at", row.lastReplyAt)
            json.field("last_viewed_at", row.lastViewedAt)
            json.field("participants", participants)
            json.field("post", PostView.bare(row.root))
            json.field("unread_replies", row.unreadReplies)
            json.field("unread_mentions", row.unreadMentions)
            json.field("is_urgent", row.isUrgent)
            json.field("delete_at", row.deleteAt)
        }
    }
}

extension PostView {
    /// The root in a list of threads: without its files and reactions, which clients fetch when they open it.
    fileprivate static func bare(_ root: Post) -> PostView {
        var view = PostView(root)
        view.hasMetadata = false
        return view
    }
}

/// Makes threads out of rows: the participants as ids, or as whole profiles.
struct CompleteThreads {
    let services: Services
    /// Whole profiles, as everybody may see them.
    var extends = false

    func run<A>(_ rows: [ThreadRow], in tx: Transaction<A>) throws -> [ThreadView] {
        let profiles = extends ? try profiles(of: Set(rows.flatMap(\.participants)), tx) : [:]
        return rows.map { row in
            ThreadView(
                row: row,
                participants: row.participants.compactMap { user in
                    if extends, profiles[user] == nil { return nil }
                    return ThreadParticipant(user: user, view: profiles[user], namesAuthData: true)
                })
        }
    }

    private func profiles<A>(of people: Set<ID<User>>, _ tx: Transaction<A>) throws -> [ID<User>: UserView] {
        guard !people.isEmpty else { return [:] }
        let settings = services.settings.current
        let privacy = UserView.Privacy(
            showsEmail: settings[PrivacySettings.showEmailAddress], showsFullName: settings[PrivacySettings.showFullName])
        return Dictionary(
            uniqueKeysWithValues: try tx.users.find(Array(people)).map { ($0.id, UserView($0, .other, privacy: privacy)) })
    }
}

/// Somebody's threads: those of one page, and what there is in all.
struct ThreadList: JSONWritable {
    /// `nil` when only the totals were asked for.
    var threads: [ThreadView]?
    var totals = ThreadTotals()

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("total", totals.total)
            json.field("total_unread_threads", totals.unread)
            json.field("total_unread_mentions", totals.mentions)
            json.field("total_unread_urgent_mentions", totals.urgentMentions)
            json.field("threads", orNull: threads)
        }
    }
}
