internal import Database
internal import Wire

/// Gives an account a new profile: names, address, settings. What a profile cannot say (roles, activity, secrets) stays.
struct ChangeUser {
    let old: User
    let wanted: User
    let services: Services
    private var settings: Settings { services.settings.current }

    func run(in tx: Transaction<ReadWrite>) throws -> User {
        var user = wanted
        if user.notifyProps.isEmpty { user.notifyProps = UserRules.notifyProps }
        user.notifyProps = Self.withoutBlankWords(user.notifyProps)
        user.updateAt = max(services.now(), old.updateAt + 1)
        try UserRules.check(user)
        if user.email != old.email { try changeEmail(&user, tx) }
        if user.username != old.username { try rename(&user, tx) }
        try tx.users.update(user)
        try followAutomaticAnswer(of: user, tx)
        tx.tellUpdated(user, services: services)
        return user
    }

    private func changeEmail(_ user: inout User, _ tx: Transaction<ReadWrite>) throws {
        let isOurs = !user.isGuest && old.authService.isEmpty
        if isOurs, !UserRules.isAllowed(user.email, domains: settings[TeamSettings.restrictCreationToDomains]) {
            throw APIError.userDomainNotAllowed
        }
        if try tx.users.isTaken(email: user.email) { throw APIError.emailTaken }
        user.emailVerified = false
        // An address that has to be proven first takes the old one's place only then, so that nobody can be locked out of
        // an account by a wrong letter, nor take over somebody's mail.
        if settings[EmailSettings.requireEmailVerification], !user.isBot {
            user.email = old.email
            user.emailVerified = old.emailVerified
        }
    }

    /// Whoever switches an automatic answer on is out of office, and there again when they switch it off.
    private func followAutomaticAnswer(of user: User, _ tx: Transaction<ReadWrite>) throws {
        let was = old.answersAutomatically, isNow = user.answersAutomatically
        guard was != isNow else { return }
        try SetStatus(user: user.id, change: isNow ? .outOfOffice : .online(manual: true), services: services).run(in: tx)
    }

    private func rename(_ user: inout User, _ tx: Transaction<ReadWrite>) throws {
        if try tx.users.isTaken(username: user.username) { throw APIError.usernameTaken }
        if try tx.groups.isTaken(name: user.username) { throw APIError.usernameIsGroupName }
        user.notifyProps = Self.withoutName(old.username, user.notifyProps)
        // The picture that is made from the name is another one now; a negative time says that it is a made one.
        if user.lastPictureUpdate <= 0 { user.lastPictureUpdate = -services.now() }
    }

    /// Every change tidies what a change of the name left: the record does so, too.
    private static func withoutBlankWords(_ props: JSONText) -> JSONText {
        guard props.raw.contains(",") else { return props }
        var texts = props.texts
        guard let keys = texts["mention_keys"] else { return props }
        let tidy = keys.split(separator: ",").joined(separator: ",")
        guard tidy != keys else { return props }
        texts["mention_keys"] = tidy
        return JSONText(texts)
    }

    /// The old name is no word of theirs any more.
    private static func withoutName(_ name: String, _ props: JSONText) -> JSONText {
        var texts = props.texts
        guard let keys = texts["mention_keys"], !keys.isEmpty else { return props }
        let kept = keys.split(separator: ",").filter { $0 != name && $0 != "@" + name }
        // What is left stands behind a comma, where the name was: clients and the record agree on it.
        texts["mention_keys"] = kept.map { "," + $0 }.joined()
        return JSONText(texts)
    }
}

extension User {
    /// Somebody else's direct message gets an answer without them.
    var answersAutomatically: Bool {
        notifyProps.raw.contains("auto_responder_active") && notifyProps.texts["auto_responder_active"] == "true"
    }
}

extension Transaction where Access == ReadWrite {
    /// Tells everybody what an account is like now, each as much as they may see, and has caches read it again.
    func tellUpdated(_ user: User, services: Services) {
        signal(.userChanged(user.id))
        tell(.userUpdatedForAdministrators(user))
        tell(.userUpdatedForOthers(user, services.privacy))
        tell(.userUpdatedForOwner(user))
    }
}
