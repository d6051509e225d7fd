internal import Wire

/// What an account's fields must be (facts: limits.md). Each rule throws the error that names the field.
enum UserRules {
    static let reservedNames: Set<String> = ["all", "channel", "matterbot", "system"]
    /// What clients are translated into.
    static let locales: Set<String> = [
        "bg", "cs", "da", "de", "en", "en-AU", "es", "fa", "fr", "hi", "hr", "hu", "it", "ja", "ka", "kk", "ko", "ml", "nb-NO", "nl", "pl",
        "pt-BR", "ro", "ru", "sl", "sv", "tr", "uk", "vi", "zh-CN", "zh-TW",
    ]

    /// How an account begins to hear of things.
    static let notifyProps = JSONText([
        "channel": "true", "comments": "never", "desktop": "mention", "desktop_sound": "true", "desktop_threads": "all", "email": "true",
        "email_threads": "all", "first_name": "false", "mention_keys": "", "push": "mention", "push_status": "online",
        "push_threads": "all",
    ])
    static let timezone = JSONText(["useAutomaticTimezone": "true", "automaticTimezone": "", "manualTimezone": ""])

    /// The first broken rule, in the order in which the recorded server looks at them.
    static func check(_ user: User) throws {
        guard isUsername(user.username) else { throw APIError.invalidUser("username") }
        guard user.isBot ? user.email.utf8.count <= 128 : isEmail(user.email) else { throw APIError.invalidUser("email") }
        try limit(user.nickname, 64, "nickname")
        try limit(user.position, 128, "position")
        try limit(user.firstName, 64, "first_name")
        try limit(user.lastName, 64, "last_name")
        try checkAuthentication(service: user.authService, data: user.authData ?? "")
        guard user.authData?.isEmpty ?? true || !user.authService.isEmpty else { throw APIError.invalidUser("auth_data_type") }
        guard isLocale(user.locale) else { throw APIError.invalidUser("locale") }
        try limit(user.timezone.raw, 256, "timezone_limit")
        guard user.roles.utf8.count <= 256 else { throw APIError.invalidUser("roles_limit") }
    }

    /// How somebody logs in elsewhere, as far as it can be kept.
    static func checkAuthentication(service: String, data: String) throws {
        guard data.utf8.count <= 128 else { throw APIError.invalidUser("auth_data") }
        guard service.utf8.count <= 32 else { throw APIError.invalidUser("auth_service") }
    }

    /// Counted in code points, as the contract does.
    private static func limit(_ text: String, _ count: Int, _ rule: String) throws {
        guard text.unicodeScalars.count <= count else { throw APIError.invalidUser(rule) }
    }

    static func isUsername(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count) && !reservedNames.contains(name)
            && name.utf8.allSatisfy {
                isLowerLetterOrDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
    }

    /// A plain address in lower case, without a display name, comment or quoted part.
    static func isEmail(_ address: String) -> Bool {
        guard address.utf8.count <= 128, address == address.lowercased() else { return false }
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return false }
        return isDotted(parts[0], isLocalCharacter) && isDotted(parts[1], isDomainCharacter)
    }

    /// At least one character, and none of its dots at an end or beside another.
    private static func isDotted(_ text: Substring, _ isAllowed: (Unicode.Scalar) -> Bool) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty && $0.unicodeScalars.allSatisfy(isAllowed) }
    }

    private static func isLocalCharacter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x7F || scalar.properties.isAlphabetic || "0123456789!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains(scalar)
    }

    private static func isDomainCharacter(_ scalar: Unicode.Scalar) -> Bool { isLocalCharacter(scalar) }

    private static func isLowerLetterOrDigit(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) }

    /// A language tag of at most five characters.
    static func isLocale(_ tag: String) -> Bool {
        let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
        guard tag.utf8.count <= 5, let language = parts.first else { return tag.isEmpty }
        guard (2...3).contains(language.utf8.count), language.utf8.allSatisfy(isLetter) else { return tag.isEmpty }
        return parts.dropFirst().allSatisfy { $0.utf8.count == 2 && $0.utf8.allSatisfy(isLetter) } && parts.count <= 2
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    /// Whether the address is of one of the domains, given as a list with spaces, commas or `@`; an empty list allows all.
    static func isAllowed(_ email: String, domains: String) -> Bool {
        let domains = domains.lowercased().split { $0 == " " || $0 == "," || $0 == "@" || $0 == "\t" || $0 == "\n" }
        return domains.isEmpty || domains.contains { email.hasSuffix("@" + $0) }
    }
}
