/// Whether somebody is there. What they say about it (`Tea`) is the custom status, in their props.
public struct Status: Sendable, Hashable, JSONWritable {
    public enum Kind: String, Sendable { case online, away, offline, dnd, ooo }

    public var user: ID<User>
    public var kind = Kind.offline
    /// Chosen, not noticed: what is noticed does not change it.
    public var isManual = false
    public var lastActivityAt: Int64 = 0
    /// In seconds; 0 for no end. Kept when the status changes, as the recorded server does.
    public var dndEndTime: Int64 = 0
    /// What `dnd` came after, and ends in.
    public var previous = ""
    /// What they look at; known to the node that they are connected to.
    public var activeChannel = ""

    public init(user: ID<User>) { self.user = user }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("user_id", user)
            json.field("status", kind.rawValue)
            json.field("manual", isManual)
            json.field("last_activity_at", lastActivityAt)
            json.field("active_channel", ifNotEmpty: activeChannel)
            json.field("dnd_end_time", dndEndTime)
        }
    }
}
