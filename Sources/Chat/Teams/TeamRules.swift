internal import Wire

/// What a team must look like before it is stored.
enum TeamRules {
    /// Words of the web's own addresses: no team's address may begin with one.
    static let reserved = [
        "admin", "api", "channel", "claim", "error", "files", "help", "landing", "login", "mfa", "oauth", "plug", "plugins", "post",
        "signup", "boards", "playbooks",
    ]

    /// Throws the first thing that is wrong.
    static func check(_ team: Team) throws {
        try require(team.email.unicodeScalars.count <= 128, "email", "The mail address is too long.")
        try require((1...64).contains(team.displayName.unicodeScalars.count), "name", "The team's name must have 1 to 64 characters.")
        try require(team.name.utf8.count <= 64, "url", "The team's address may have at most 64 characters.")
        try require(team.description.unicodeScalars.count <= 255, "description", "The description may have at most 255 characters.")
        try require(!reserved.contains { team.name.hasPrefix($0) }, "reserved", "The team's address begins with a word that is reserved.")
        try require(
            isName(team.name), "characters",
            "The team's address needs two or more lower-case letters, digits or dashes, a letter or digit at both ends.")
        try require(team.companyName.unicodeScalars.count <= 64, "company", "The company's name may have at most 64 characters.")
        try require(team.allowedDomains.unicodeScalars.count <= 500, "domains", "The allowed domains may have at most 500 characters.")
        for text in [team.displayName, team.description, team.companyName, team.allowedDomains] {
            try require(!text.utf8.contains(0), "characters", "Text may not contain a NUL character.")
        }
    }

    private static func require(_ holds: Bool, _ what: String, _ message: String) throws {
        guard holds else { throw APIError.invalidTeam(what, message) }
    }

    /// Letters and digits at both ends; between them letters, digits and dashes, or once two underscores.
    static func isName(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard bytes.count >= 2, let first = bytes.first, let last = bytes.last, isPlain(first), isPlain(last) else { return false }
        if bytes.allSatisfy({ isPlain($0) || $0 == UInt8(ascii: "-") }) { return true }
        return isPairOfWords(name)
    }

    /// `one__two`: what follows the underscores is a single letter or more, as the first word is.
    private static func isPairOfWords(_ name: String) -> Bool {
        let words = name.split(separator: "_", omittingEmptySubsequences: false)
        return words.count == 3 && words[1].isEmpty && words[0].utf8.allSatisfy(isPlain) && words[2].utf8.allSatisfy(isPlain)
            && !words[0].isEmpty && !words[2].isEmpty
    }

    private static func isPlain(_ byte: UInt8) -> Bool { (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7A) }

    /// Whether the address belongs to one of the domains: separated by commas or spaces, with or without `@`; none means all.
    static func admits(_ email: String, domains: String) -> Bool {
        let list = domains.lowercased().split { $0 == "," || $0.isWhitespace }.map { $0.drop { $0 == "@" } }.filter { !$0.isEmpty }
        return list.isEmpty || list.contains { email.lowercased().hasSuffix("@" + $0) }
    }
}
