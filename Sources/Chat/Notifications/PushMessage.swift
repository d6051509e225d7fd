internal import Wire

/// What a push proxy is asked to tell one device. Names and which of them may be missing are the proxy's interface.
struct PushMessage: Sendable, JSONWritable {
    enum Kind: String, Sendable { case message, clear, badge = "update_badge", test }

    var kind: Kind
    var ackID = ""
    var serverID = ""
    var platform = ""
    var deviceID = ""
    var post = ""
    var badge: Int64 = 0
    var channel = ""
    var channelName = ""
    var team = ""
    var root = ""
    var sender = ""
    var senderName = ""
    var overrideName = ""
    var overrideIcon = ""
    var isFromWebhook = false
    var text = ""
    var isCollapsed = false
    /// It says nothing itself; the app asks the server for the contents by the message's id.
    var isIDLoaded = false
    var signature = ""
    var version = "v2"

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("ack_id", ackID)
            json.field("platform", platform)
            json.field("server_id", serverID)
            json.field("device_id", deviceID)
            json.field("post_id", post)
            if kind == .message { json.field("category", "CAN_REPLY") }
            if kind == .badge { json.field("sound", "none") }
            json.field("message", ifNotEmpty: text)
            json.field("badge", ifNotZero: badge)
            if kind == .clear || kind == .badge { json.field("cont_ava", 1) }
            json.field("team_id", ifNotEmpty: team)
            json.field("channel_id", ifNotEmpty: channel)
            json.field("root_id", ifNotEmpty: root)
            json.field("channel_name", ifNotEmpty: channelName)
            json.field("type", kind.rawValue)
            json.field("sender_id", ifNotEmpty: sender)
            json.field("sender_name", ifNotEmpty: senderName)
            json.field("override_username", ifNotEmpty: overrideName)
            json.field("override_icon_url", ifNotEmpty: overrideIcon)
            if isFromWebhook { json.field("from_webhook", "true") }
            json.field("version", version)
            json.field("is_crt_enabled", isCollapsed)
            json.field("is_id_loaded", isIDLoaded)
            json.field("signature", signature)
        }
    }
}
