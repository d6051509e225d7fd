internal import Database
internal import Wire

/// Says in a channel what was done to it.
struct ChannelMessage {
    let channel: Channel
    let author: User
    let services: Services

    func headerChanged(from old: String, in tx: Transaction<ReadWrite>) throws {
        let props: JSONObject = ["old_header": .string(old), "new_header": .string(channel.header)]
        try post("system_header_change", change("header", from: old, to: channel.header), props, in: tx)
    }

    func purposeChanged(from old: String, in tx: Transaction<ReadWrite>) throws {
        let props: JSONObject = ["old_purpose": .string(old), "new_purpose": .string(channel.purpose)]
        try post("system_purpose_change", change("purpose", from: old, to: channel.purpose), props, in: tx)
    }

    func displayNameChanged(from old: String, to new: String, in tx: Transaction<ReadWrite>) throws {
        let props: JSONObject = ["old_displayname": .string(old), "new_displayname": .string(new)]
        let message = "\(author.username) updated the channel display name from: \(old) to: \(new)"
        try post("system_displayname_change", message, props, in: tx)
    }

    func privacyChanged(in tx: Transaction<ReadWrite>) throws {
        let message =
            channel.type == .open
            ? "This channel has been converted to a Public Channel and can be joined by any team member."
            : "This channel has been converted to a Private Channel."
        try post("system_change_chan_privacy", message, [:], in: tx)
    }

    func archived(in tx: Transaction<ReadWrite>) throws {
        try post("system_channel_deleted", "\(author.username) archived the channel.", [:], in: tx)
    }

    func restored(in tx: Transaction<ReadWrite>) throws {
        try post("system_channel_restored", "\(author.username) unarchived the channel.", [:], in: tx)
    }

    func moved(from team: Team, in tx: Transaction<ReadWrite>) throws {
        try post("system_move_channel", "This channel has been moved to this team from \(team.name).", [:], in: tx)
    }

    /// A group message became this channel.
    func converted(_ members: [User], in tx: Transaction<ReadWrite>) throws {
        let names = members.map(\.username)
        let list = names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
        let props: JSONObject = [
            "convertedByUserId": .string(author.id.raw), "gmMembersDuringConversionIDs": .array(members.map { .string($0.id.raw) }),
        ]
        try CreateSystemPost(
            channel: channel, author: author.id, type: "system_gm_to_channel",
            message: "\(author.username) created this channel from a group message with \(list).", props: props, services: services
        ).run(in: tx)
    }

    private func change(_ what: String, from old: String, to new: String) -> String {
        if old.isEmpty { return "\(author.username) updated the channel \(what) to: \(new)" }
        if new.isEmpty { return "\(author.username) removed the channel \(what) (was: \(old))" }
        return "\(author.username) updated the channel \(what) from: \(old) to: \(new)"
    }

    private func post(_ type: String, _ message: String, _ props: JSONObject, in tx: Transaction<ReadWrite>) throws {
        var props = props
        props["username"] = .string(author.username)
        try CreateSystemPost(
            channel: channel, author: author.id, type: type, message: message, props: props, services: services
        ).run(in: tx)
    }
}
