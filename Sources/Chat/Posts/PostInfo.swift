internal import Database
internal import Wire

/// Where a message is, for somebody who may go there; for everybody else it does not exist.
struct PostInfo: Sendable, JSONWritable {
    let channel: Channel
    let team: Team?
    let isMember: Bool
    let isInTeam: Bool

    init<A>(of id: ID<Post>, for access: Access, in tx: Transaction<A>) throws {
        guard let post = try tx.posts.find(id), post.deleteAt == 0, let place = try access.standing(in: post.channel, tx) else {
            throw APIError.postNotFound
        }
        let team = place.channel.team.raw.isEmpty ? nil : try tx.teams.find(place.channel.team)
        let couldJoin = place.channel.type == .open && team?.allowOpenInvite == true && access.may(.joinPublicTeams)
        guard place.isReadable || couldJoin else { throw APIError.postNotFound }
        channel = place.channel
        isMember = place.isMember
        isInTeam = place.isInTeam
        self.team = team
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("channel_id", channel.id)
            json.field("channel_type", channel.type.rawValue)
            json.field("channel_display_name", channel.displayName)
            json.field("has_joined_channel", isMember)
            json.field("team_id", channel.team)
            json.field("team_type", team.map { $0.allowOpenInvite ? "O" : "I" } ?? "")
            json.field("team_display_name", team?.displayName ?? "")
            json.field("has_joined_team", isInTeam)
        }
    }
}
