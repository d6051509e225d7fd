internal import Database
internal import Wire

/// How many are in a channel, and how much is pinned and attached there.
struct ChannelStats: JSONWritable {
    let channel: ID<Channel>
    let members: Int64
    let guests: Int64
    let pinned: Int64
    /// -1: not counted.
    let files: Int64

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("channel_id", channel)
            json.field("member_count", members)
            json.field("guest_count", guests)
            json.field("pinnedpost_count", pinned)
            json.field("files_count", files)
        }
    }
}

/// What somebody has not read in a channel.
struct ChannelUnread: JSONWritable {
    let team: ID<Team>
    let channel: ID<Channel>
    var messages: Int64
    let mentions: Int64
    let mentionsRoot: Int64
    let urgentMentions: Int64
    var messagesRoot: Int64

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("team_id", team)
            json.field("channel_id", channel)
            json.field("msg_count", messages)
            json.field("mention_count", mentions)
            json.field("mention_count_root", mentionsRoot)
            json.field("urgent_mention_count", urgentMentions)
            json.field("msg_count_root", messagesRoot)
        }
    }
}

extension ChannelMemberQueries {
    func stats(of channel: ID<Channel>, countsFiles: Bool) throws -> ChannelStats? {
        let files: SQL =
            countsFiles ? "(SELECT COUNT(*) FROM fileinfo WHERE channelid = \(channel) AND deleteat = 0 AND postid <> '')" : "-1"
        return try tx.first(
            """
            SELECT (SELECT COUNT(*) FROM channelmembers cm JOIN users u ON u.id = cm.userid AND u.deleteat = 0 WHERE cm.channelid = \(channel)),
                (SELECT COUNT(*) FROM channelmembers cm JOIN users u ON u.id = cm.userid AND u.deleteat = 0
                    WHERE cm.channelid = \(channel) AND cm.schemeguest = TRUE),
                (SELECT COUNT(*) FROM posts WHERE channelid = \(channel) AND ispinned = TRUE AND deleteat = 0), \(files)
            """
        ) { ChannelStats(channel: channel, members: $0.next(), guests: $0.next(), pinned: $0.next(), files: $0.next()) }
    }

    /// How many living accounts are in each of the channels.
    func counts(of channels: [ID<Channel>]) throws -> [(channel: ID<Channel>, count: Int64)] {
        try tx.rows(
            """
            SELECT c.id, (SELECT COUNT(*) FROM channelmembers cm JOIN users u ON u.id = cm.userid AND u.deleteat = 0
                WHERE cm.channelid = c.id) FROM channels c WHERE c.id \(in: channels)
            """
        ) { ($0.next(), $0.next()) }
    }

    func unread(of user: ID<User>, in channel: ID<Channel>) throws -> ChannelUnread? {
        try tx.first(
            """
            SELECT c.teamid, c.totalmsgcount - cm.msgcount, cm.mentioncount, cm.mentioncountroot, cm.urgentmentioncount,
                c.totalmsgcountroot - cm.msgcountroot, cm.notifyprops
            FROM channelmembers cm JOIN channels c ON c.id = cm.channelid WHERE cm.channelid = \(channel) AND cm.userid = \(user)
            """
        ) { row in
            var unread = ChannelUnread(
                team: row.next(), channel: channel, messages: max(0, row.next()), mentions: row.next(), mentionsRoot: row.next(),
                urgentMentions: row.next(), messagesRoot: max(0, row.next()))
            let props: JSONText = row.next()
            // Of a muted channel only mentions are unread.
            if props.texts["mark_unread"] == "mention" { (unread.messages, unread.messagesRoot) = (0, 0) }
            return unread
        }
    }

    /// How many members of each group are in a channel, and in how many time zones.
    func countsByGroup(in channel: ID<Channel>, withTimezones: Bool) throws -> [GroupCount] {
        var groups: [String: GroupCount] = [:], zones: [String: Set<String>] = [:]
        try tx.each(
            """
            SELECT gm.groupid, u.timezone FROM channelmembers cm
            JOIN groupmembers gm ON gm.userid = cm.userid AND gm.deleteat = 0
            JOIN users u ON u.id = cm.userid AND u.deleteat = 0 WHERE cm.channelid = \(channel)
            """
        ) { row in
            let group: String = row.next(), zone: JSONText = row.next()
            groups[group, default: GroupCount(group: group)].members += 1
            if let name = Timezone.name(zone) { zones[group, default: []].insert(name) }
        }
        return groups.values.sorted { $0.group < $1.group }.map { count in
            var count = count
            if withTimezones { count.timezones = Int64(zones[count.group]?.count ?? 0) }
            return count
        }
    }
}

/// How many of a group are in a channel.
struct GroupCount: JSONWritable {
    let group: String
    var members: Int64 = 0
    var timezones: Int64 = 0

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("group_id", group)
            json.field("channel_member_count", members)
            json.field("channel_member_timezones_count", timezones)
        }
    }
}

/// Which of an account's two time zones counts.
enum Timezone {
    static func name(_ zone: JSONText) -> String? {
        let texts = zone.texts
        let name = texts["useAutomaticTimezone"] == "true" ? texts["automaticTimezone"] : texts["manualTimezone"]
        return name.flatMap { $0.isEmpty ? nil : $0 }
    }
}
