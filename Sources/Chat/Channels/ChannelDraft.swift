internal import Wire

/// Reads a new channel as a client wants it.
enum ChannelDraft {
    static func read(_ fields: JSONFields, id: ID<Channel>) throws -> Channel {
        let team = ID<Team>(try fields.string("team_id") ?? "")
        guard team.isWellFormed else { throw APIError.invalidParameter("team_id") }
        let displayName = try fields.string("display_name") ?? ""
        guard !displayName.isEmpty else { throw APIError.invalidParameter("display_name") }
        let type = try fields.string("type") ?? ""
        guard type != "D", type != "G" else { throw APIError.channelIsDirect }
        guard let kind = Channel.Kind(rawValue: type) else { throw APIError.channelTypeInvalid }
        guard (try fields.string("id") ?? "").isEmpty else { throw APIError.channelHasID }
        var channel = Channel(id: id, team: team, type: kind, name: try fields.string("name") ?? "", displayName: displayName)
        channel.header = try fields.string("header") ?? ""
        channel.purpose = try fields.string("purpose") ?? ""
        // An empty scheme is kept as it came; another one is given by a call of its own.
        if try fields.string("scheme_id")?.isEmpty == true { channel.schemeID = "" }
        channel.groupConstrained = try fields.bool("group_constrained")
        return channel
    }
}
