/// A message that is to be sent at a time, as stored and as sent.
public struct ScheduledPost: Sendable, Hashable, JSONWritable {
    public var id: ID<ScheduledPost>
    public var draft: Draft
    public var scheduledAt: Int64
    /// When it was tried and could not be sent.
    public var processedAt: Int64 = 0
    /// Why: clients have a text for each.
    public var errorCode = ""

    public init(id: ID<ScheduledPost>, draft: Draft, scheduledAt: Int64) {
        self.id = id
        self.draft = draft
        self.scheduledAt = scheduledAt
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", id)
            draft.fields(to: &json)
            json.field("scheduled_at", scheduledAt)
            json.field("processed_at", processedAt)
            json.field("error_code", errorCode)
        }
    }
}
