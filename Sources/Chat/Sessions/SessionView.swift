internal import Wire

/// A session as its owner and administrators see it. The token stays empty: whoever has it knows it, nobody else may.
struct SessionView: JSONWritable {
    let session: Session
    /// Of the session's owner, in the teams that they have not left.
    let memberships: [TeamMember]

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", session.id)
            json.field("token", "")
            json.field("create_at", session.createAt)
            json.field("expires_at", session.expiresAt)
            json.field("last_activity_at", session.lastActivityAt)
            json.field("user_id", session.user)
            json.field("device_id", session.deviceID)
            json.field("roles", session.roles)
            json.field("is_oauth", session.isOAuth)
            json.field("expired_notify", session.expiredNotify)
            json.field("props", session.props)
            json.field("team_members", memberships)
            json.field("local", session.isLocal)
        }
    }
}
