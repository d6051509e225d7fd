internal import Wire

/// What somebody wants changed about a channel; `nil` stays as it is.
struct ChannelPatch {
    var name: String?
    var displayName: String?
    var header: String?
    var purpose: String?
    var groupConstrained: Bool?
    var banner: JSONObject?
    var isEmpty: Bool {
        name == nil && displayName == nil && header == nil && purpose == nil && groupConstrained == nil && banner == nil
    }
    var changesProperties: Bool { touchesNames || header != nil || groupConstrained != nil }
    var touchesNames: Bool { name != nil || displayName != nil || purpose != nil }

    init(_ fields: JSONFields) throws {
        name = try fields.string("name")
        displayName = try fields.string("display_name")
        header = try fields.string("header")
        purpose = try fields.string("purpose")
        groupConstrained = try fields.bool("group_constrained")
        banner = try fields.object("banner_info")
    }

    func applied(to channel: Channel) throws -> Channel {
        var changed = channel
        if let name { changed.name = name }
        if let displayName { changed.displayName = displayName }
        if let header { changed.header = header }
        if let purpose { changed.purpose = purpose }
        if let groupConstrained { changed.groupConstrained = groupConstrained }
        if let banner { changed.bannerInfo = try Self.merge(banner, into: channel.bannerInfo) }
        return changed
    }

    /// A banner keeps what the patch does not name; one that is shown must be whole.
    private static func merge(_ patch: JSONObject, into old: JSONText?) throws -> JSONText {
        let fields = JSONFields(patch), before = JSONFields(old?.object ?? JSONObject())
        let isEnabled = try fields.bool("enabled") ?? before.bool("enabled") ?? false
        let text = try fields.string("text") ?? before.string("text") ?? ""
        let color = try fields.string("background_color") ?? before.string("background_color") ?? ""
        guard text.utf8.count <= 1024, !text.utf8.contains(0), !isEnabled || !text.isEmpty else { throw APIError.channelBannerTextInvalid }
        guard isColor(color) || (!isEnabled && color.isEmpty) else { throw APIError.channelBannerColorInvalid }
        return JSONText(["background_color": .string(color), "enabled": .bool(isEnabled), "text": .string(text)] as JSONObject)
    }

    private static func isColor(_ text: String) -> Bool {
        text.hasPrefix("#") && [4, 7].contains(text.utf8.count) && text.dropFirst().allSatisfy(\.isHexDigit)
    }
}
