/// Whom and what a text names: user names, words that call everybody, words that may be somebody's, channels.
/// A pure reading: which of them exist is for others to find out.
struct PostMentions {
    /// No name is longer, of people as of groups: a text that goes on and on after its `@` names nobody at most of its ends.
    static let nameLimit = 64
    /// After `@`, in small letters; of `@ann.` both `ann.` and `ann`, because a name may end like a sentence.
    private(set) var names: [[String]] = []
    /// Every word as it stands, and its parts, for people's own keywords.
    private(set) var words: Set<String> = []
    private(set) var callsChannel = false
    private(set) var callsHere = false

    init(_ message: String, collectsWords: Bool) {
        guard collectsWords || message.utf8.contains(UInt8(ascii: "@")) else { return }
        let text = PlainText.withoutCode(message)
        for word in text.split(whereSeparator: { !Self.isWord($0) }) {
            if word.first == "@" { add(name: word) }
            if collectsWords { add(word) }
        }
    }

    /// Whether there is an `@` that is not inside a word, as it is in the address of a mailbox.
    static func mayCall(_ message: String) -> Bool {
        var isInWord = false
        for byte in message.utf8 {
            if byte == UInt8(ascii: "@"), !isInWord { return true }
            isInWord = byte == UInt8(ascii: "_") || (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
        }
        return false
    }

    var isEmpty: Bool { names.isEmpty && words.isEmpty && !callsChannel && !callsHere }

    private mutating func add(name word: Substring) {
        var name = word.dropFirst().lowercased(), forms: [String] = []
        while !name.isEmpty {
            switch name {
            case "channel", "all": callsChannel = true; return
            case "here": callsHere = true; return
            default: if name.utf8.count <= Self.nameLimit { forms.append(name) }
            }
            guard let last = name.last, Self.isJoint(last) else { break }
            name.removeLast()
        }
        if !forms.isEmpty, !names.contains(forms) { names.append(forms) }
    }

    private mutating func add(_ word: Substring) {
        guard !(word.first == ":" && word.last == ":") else { return }
        words.insert(String(word))
        let trimmed = word.drop(while: Self.isJoint)
        for part in trimmed.split(whereSeparator: Self.isJoint) { words.insert(String(part)) }
        var end = trimmed
        while let last = end.last, Self.isJoint(last) { end.removeLast() }
        words.insert(String(end))
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "@" || character == "_" || isJoint(character)
    }

    private static func isJoint(_ character: Character) -> Bool {
        character == "." || character == "-" || character == ":" || character == "_"
    }
}

/// Channels named with `~` in a text.
enum ChannelNames {
    static func found(in message: String) -> [String] {
        guard message.utf8.contains(UInt8(ascii: "~")) else { return [] }
        var names: [String] = [], rest = message[...]
        while let mark = rest.firstIndex(of: "~") {
            let isStart =
                mark == rest.startIndex
                ? mark == message.startIndex || !isName(message[message.index(before: mark)]) : !isName(rest[rest.index(before: mark)])
            rest = rest[rest.index(after: mark)...]
            let name = rest.prefix(while: isName)
            if isStart, !name.isEmpty, !names.contains(String(name)) { names.append(String(name)) }
            rest = rest[name.endIndex...]
        }
        return names
    }

    private static func isName(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber) || character == "-" || character == "_"
    }
}
