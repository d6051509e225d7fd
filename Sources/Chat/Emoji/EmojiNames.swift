/// The names of Unicode's emoji, as iamcal/emoji-data (MIT) lists them: what a name must be to mean one that nobody made.
enum EmojiNames {
    private static let all = Set((first + " " + second).split(separator: " ").map(String.init))
    private static let skinTones = [
        "_light_skin_tone", "_medium_light_skin_tone", "_medium_skin_tone", "_medium_dark_skin_tone", "_dark_skin_tone",
    ]

    /// Whether the name is of a built-in emoji, in any colour of skin.
    static func isBuiltIn(_ name: String) -> Bool {
        all.contains(name) || skinTones.contains { name.hasSuffix($0) && all.contains(String(name.dropLast($0.utf8.count))) }
    }
}
