internal import Wire

/// What a new password must be.
struct PasswordRules: Sendable {
    var minimumLength: Int64 = 8
    var needsLowercase = false
    var needsUppercase = false
    var needsNumber = false
    var needsSymbol = false

    init() {}

    /// As configured.
    init(_ settings: Settings) {
        minimumLength = Int64(settings[PasswordSettings.minimumLength])
        needsLowercase = settings[PasswordSettings.lowercase]
        needsUppercase = settings[PasswordSettings.uppercase]
        needsNumber = settings[PasswordSettings.number]
        needsSymbol = settings[PasswordSettings.symbol]
    }

    private static let symbols = " !\"\\#$%&'()*+,-./:;<=>?@[]^_`|~"

    /// Throws the error whose id names everything that is missing, as clients read it.
    func check(_ password: String) throws {
        if password.utf8.count < minimumLength { throw APIError.invalidUser("pwd_min_length") }
        if password.utf8.count > 72 { throw APIError.invalidUser("pwd_max_length") }
        var rule = "pwd"
        if needsLowercase, !password.utf8.contains(where: { (0x61...0x7A).contains($0) }) { rule += "_lowercase" }
        if needsUppercase, !password.utf8.contains(where: { (0x41...0x5A).contains($0) }) { rule += "_uppercase" }
        if needsNumber, !password.utf8.contains(where: { (0x30...0x39).contains($0) }) { rule += "_number" }
        if needsSymbol, !password.contains(where: Self.symbols.contains) { rule += "_symbol" }
        if rule != "pwd" { throw APIError.invalidUser(rule) }
    }
}
