/// The names of the emoji that everybody's keyboard has, by the widely used short names (from the public emoji data of
/// iamcal/emoji-data). People of other skin tones have the tone's name behind theirs.
enum EmojiNames {
    static func contains(_ name: String) -> Bool {
        if all.contains(name) { return true }
        for tone in tones where name.hasSuffix(tone) { return toned.contains(String(name.dropLast(tone.utf8.count))) }
        return false
    }

    private static let tones = [
        "_medium_light_skin_tone", "_medium_dark_skin_tone", "_light_skin_tone", "_medium_skin_tone", "_dark_skin_tone",
    ]
    private static let all = Set((plainNames + " " + tonedNames).split(separator: " ").map(String.init))
    private static let toned = Set(tonedNames.split(separator: " ").map(String.init))
}
