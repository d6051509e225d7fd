internal import Wire

/// A post as clients see it, with what was computed for them.
struct PostView: JSONWritable {
    let post: Post
    var pendingID = ""
    var replyCount: Int64 = 0
    /// Clients that ask again for what they sent before get no metadata, as on the recorded server.
    var hasMetadata = true

    init(_ post: Post) { self.post = post }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", post.id)
            json.field("create_at", post.createAt)
            json.field("update_at", post.updateAt)
            json.field("edit_at", post.editAt)
            json.field("delete_at", post.deleteAt)
            json.field("is_pinned", post.isPinned)
            json.field("user_id", post.user)
            json.field("channel_id", post.channel)
            json.field("root_id", post.root)
            json.field("original_id", post.originalID)
            json.field("message", post.message)
            json.field("type", post.type)
            json.field("props", post.props)
            json.field("hashtags", post.hashtags)
            json.field("file_ids", post.fileIDs)
            json.field("pending_post_id", pendingID)
            json.field("has_reactions", ifTrue: post.hasReactions)
            json.field("remote_id", ifPresent: post.remoteID)
            json.field("reply_count", replyCount)
            json.field("last_reply_at", 0)
            json.key("participants")
            json.null()
            if hasMetadata {
                json.key("metadata")
                json.object { _ in }
            }
        }
    }
}
