internal import Wire

extension Event {
    /// Everybody may use a new emoji, so everybody hears of it.
    static func emojiAdded(_ emoji: Emoji) -> Event {
        Event("emoji_added", to: .everybody) { $0.field("emoji", JSONWriter.text(of: emoji)) }
    }
}
