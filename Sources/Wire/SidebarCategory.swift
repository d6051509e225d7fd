/// A group into which somebody sorts the channels of one team.
public struct SidebarCategory: Sendable, Hashable, JSONWritable {
    public enum Kind: String, Sendable {
        case favorites, channels, custom
        case directMessages = "direct_messages"
    }

    public var id: String
    public var user: ID<User>
    public var team: ID<Team>
    public var sortOrder: Int64
    /// Empty, `manual`, `recent` or `alpha`; clients may invent others.
    public var sorting = ""
    public var type: Kind
    public var displayName: String
    public var isMuted = false
    public var isCollapsed = false
    public var channels: [ID<Channel>] = []

    public init(id: String, user: ID<User>, team: ID<Team>, sortOrder: Int64, type: Kind, displayName: String) {
        self.id = id
        self.user = user
        self.team = team
        self.sortOrder = sortOrder
        self.type = type
        self.displayName = displayName
    }

    /// The categories that everybody has in a team. Their ids are contract: clients build them themselves.
    public static func defaults(of user: ID<User>, in team: ID<Team>) -> [SidebarCategory] {
        let names: [(Kind, String)] = [(.favorites, "Favorites"), (.channels, "Channels"), (.directMessages, "Direct Messages")]
        return names.enumerated().map { index, kind in
            var category = SidebarCategory(
                id: "\(kind.0.rawValue)_\(user)_\(team)", user: user, team: team, sortOrder: Int64(index) * 10, type: kind.0,
                displayName: kind.1)
            if kind.0 == .directMessages { category.sorting = "recent" }
            return category
        }
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", id)
            json.field("user_id", user)
            json.field("team_id", team)
            json.field("sort_order", sortOrder)
            json.field("sorting", sorting)
            json.field("type", type.rawValue)
            json.field("display_name", displayName)
            json.field("muted", isMuted)
            json.field("collapsed", isCollapsed)
            json.field("channel_ids", channels)
        }
    }
}
