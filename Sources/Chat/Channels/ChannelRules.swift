internal import Wire

/// What a channel must look like before it is stored.
enum ChannelRules {
    static let defaultName = "town-square"

    static func check(_ channel: Channel) throws {
        guard channel.displayName.unicodeScalars.count <= 64 else { throw APIError.channelDisplayNameInvalid }
        try check(name: channel.name, of: channel.type)
        guard channel.header.unicodeScalars.count <= 1024 else { throw APIError.channelHeaderInvalid }
        guard channel.purpose.unicodeScalars.count <= 250 else { throw APIError.channelPurposeInvalid }
        for text in [channel.displayName, channel.header, channel.purpose, channel.defaultCategoryName] where text.utf8.contains(0) {
            throw APIError.invalidParameter("channel")
        }
    }

    private static func check(name: String, of type: Channel.Kind) throws {
        if type.isConversation { return }
        guard isWellFormed(name) else { throw APIError.channelNameInvalid }
        guard !looksLikeConversation(name) else { throw APIError.channelNameReserved }
    }

    /// `^[a-z0-9]+([a-z\-\_0-9]+|(__)?)[a-z0-9]*$`, at most 64 bytes.
    static func isWellFormed(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard let first = bytes.first, isAlphanumeric(first), bytes.count <= 64 else { return false }
        return bytes.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")) || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    }

    /// Two ids with `__` between them, or forty hexadecimal digits: the names of direct and group messages.
    static func looksLikeConversation(_ name: String) -> Bool {
        if directMembers(of: name) != nil { return true }
        return name.utf8.count == 40 && name.utf8.allSatisfy { isHexadecimal($0) }
    }

    /// The two people of a direct message's name.
    static func directMembers(of name: String) -> [ID<User>]? {
        guard name.utf8.count == 54 else { return nil }
        let bytes = Array(name.utf8)
        guard bytes[26] == UInt8(ascii: "_"), bytes[27] == UInt8(ascii: "_") else { return nil }
        let ids = [ID<User>(String(decoding: bytes[..<26], as: UTF8.self)), ID(String(decoding: bytes[28...], as: UTF8.self))]
        return ids.allSatisfy(\.isWellFormed) ? ids : nil
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "f")) || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    }

    static func directName(_ one: ID<User>, _ other: ID<User>) -> String {
        one.raw < other.raw ? "\(one)__\(other)" : "\(other)__\(one)"
    }
}
