internal import Wire

/// Of which answers in threads somebody wants a notification on the desktop: of all, of those that call them, or of none.
struct ThreadWishes {
    let level: Level
    /// Whether they have changed how the channel notifies them.
    let isChosen: Bool

    enum Level { case all, calls, none }

    /// A channel's own setting goes before the person's.
    init(desktop: String, threads: String, inChannel props: JSONText) {
        let own = props.texts, channel = own["desktop"] ?? "default", answers = own["desktop_threads"] ?? "default"
        let wanted = answers.isEmpty || answers == "default" ? threads : answers
        let isSilent = (channel.isEmpty || channel == "default" ? desktop : channel) == "none"
        level = isSilent ? .none : wanted == "all" || wanted.isEmpty ? .all : .calls
        isChosen = own.contains { name, value in value != (Self.usual[name] ?? "default") }
    }

    private static let usual = ["mark_unread": "all", "channel_auto_follow_threads": "off"]
}
