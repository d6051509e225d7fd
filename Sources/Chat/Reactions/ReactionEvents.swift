internal import Wire

extension Event {
    static func reactionAdded(_ reaction: Reaction) -> Event {
        Event("reaction_added", to: Broadcast(channel: reaction.channel)) { $0.field("reaction", JSONWriter.text(of: reaction)) }
    }

    static func reactionRemoved(_ reaction: Reaction, in channel: ID<Channel>) -> Event {
        Event("reaction_removed", to: Broadcast(channel: channel)) { $0.field("reaction", JSONWriter.text(of: reaction)) }
    }
}
