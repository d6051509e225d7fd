internal import Wire

/// What somebody wants changed about a channel; `nil` stays as it is.
struct ChannelPatch {
    var name: String?
    var displayName: String?
    var header: String?
    var purpose: String?
    var groupConstrained: Bool?
    /// Banners are refused as on a server without a licence.
    var namesBanner = false
    var isEmpty: Bool {
        name == nil && displayName == nil && header == nil && purpose == nil && groupConstrained == nil
    }
    var touchesNames: Bool { name != nil || displayName != nil || purpose != nil }

    init(_ fields: JSONFields) throws {
        name = try fields.string("name")
        displayName = try fields.string("display_name")
        header = try fields.string("header")
        purpose = try fields.string("purpose")
        groupConstrained = try fields.bool("group_constrained")
        namesBanner = try fields.object("banner_info") != nil
    }

    func applied(to channel: Channel) -> Channel {
        var changed = channel
        if let name { changed.name = name }
        if let displayName { changed.displayName = displayName }
        if let header { changed.header = header }
        if let purpose { changed.purpose = purpose }
        if let groupConstrained { changed.groupConstrained = groupConstrained }
        return changed
    }
}
