internal import Wire

extension AccessibleTeam {
    /// The team as its caller may see it: the address of its maker is for who manages it, the invitation for who may invite.
    var view: Team {
        var view = team
        if !may(.manageTeam) { view.email = "" }
        if !may(.inviteUser) { view.inviteID = "" }
        return view
    }
}

/// A list of teams, with the total when the client asked for it: then an object instead of a list.
struct TeamList: JSONWritable {
    let teams: [Team]
    let total: Int64?

    func write(to json: inout JSONWriter) {
        guard let total else { teams.write(to: &json); return }
        json.object { json in
            json.field("teams", teams)
            json.field("total_count", total)
        }
    }
}

/// How many are in a team.
struct TeamStats: JSONWritable {
    let team: ID<Team>
    var total: Int64 = 0
    var active: Int64 = 0

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("team_id", team)
            json.field("total_member_count", total)
            json.field("active_member_count", active)
        }
    }
}

/// What waits unread for somebody in a team.
struct TeamUnread: JSONWritable {
    let team: ID<Team>
    var messages: Int64 = 0
    var mentions: Int64 = 0
    var rootMentions: Int64 = 0
    var rootMessages: Int64 = 0
    var threads: Int64 = 0
    var threadMentions: Int64 = 0
    var urgentThreadMentions: Int64 = 0

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("team_id", team)
            json.field("msg_count", messages)
            json.field("mention_count", mentions)
            json.field("mention_count_root", rootMentions)
            json.field("msg_count_root", rootMessages)
            json.field("thread_count", threads)
            json.field("thread_mention_count", threadMentions)
            json.field("thread_urgent_mention_count", urgentThreadMentions)
        }
    }
}
