public import Wire

/// An event as bytes, shared by everybody who hears it: only the sequence number is written per connection.
final class EncodedEvent: Sendable {
    let name: String
    /// `{"event":…,"data":{…` without the closing brace, so that somebody's own members can follow.
    let head: [UInt8]
    /// `},"broadcast":{…},"seq":`
    let tail: [UInt8]
    let broadcast: Event.Broadcast
    let subject: ID<User>?
    /// Where it is counted whenever it is sent.
    let sent: EventCount

    init(_ event: Event, sent: EventCount = EventCount()) {
        self.sent = sent
        name = event.name
        broadcast = event.broadcast
        subject = event.subject
        var json = JSONWriter(capacity: event.data.count + 64)
        json.object { json in
            json.field("event", event.name)
            json.key("data")
            json.raw(json: event.data)
        }
        head = Array(json.bytes[..<(json.bytes.count - 2)])
        var end = JSONWriter(capacity: 256)
        end.object { $0.field("broadcast", event.broadcast) }
        var tail = Array("},".utf8)
        tail += end.bytes[1..<end.bytes.count - 1]
        tail += ",\"seq\":".utf8
        self.tail = tail
    }

    private init(_ event: EncodedEvent, adding members: [UInt8]) {
        name = event.name
        broadcast = event.broadcast
        subject = event.subject
        sent = event.sent
        tail = event.tail
        head = event.head + (event.head.last == UInt8(ascii: "{") ? [] : [UInt8(ascii: ",")]) + members
    }

    /// The same event with members of its data that only some hear.
    func adding(_ members: [UInt8]) -> EncodedEvent { EncodedEvent(self, adding: members) }

    /// Dropped first when a connection is slow: nobody misses them.
    var isDispensable: Bool { name == "typing" || name == "status_change" || name == "multiple_channels_viewed" }
    /// Sent only to those who look at the place, when they say where they look.
    var isScoped: Bool { name == "typing" || name == "reaction_added" || name == "reaction_removed" }
}

extension Event.Broadcast: JSONWritable {
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.key("omit_users")
            if omitUsers.isEmpty {
                json.null()
            } else {
                json.object { json in for user in omitUsers { json.key(text: user.raw); json.bool(true) } }
            }
            json.field("user_id", user?.raw ?? "")
            json.field("channel_id", channel?.raw ?? "")
            json.field("team_id", team?.raw ?? "")
            json.field("connection_id", connection)
            json.field("omit_connection_id", omitConnection)
            json.field("contains_sanitized_data", ifTrue: isSanitized)
            json.field("contains_sensitive_data", ifTrue: isSensitive)
        }
    }
}
