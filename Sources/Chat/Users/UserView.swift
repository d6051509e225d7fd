internal import Wire

/// An account as somebody sees it. There are three sights: the whole of it, for the owner; a profile with settings, for
/// administrators; and a bare profile for everybody else, from which privacy settings take more.
struct UserView: JSONWritable {
    enum Sight { case whole, administrator, other }

    /// What profiles show to people who are no administrators.
    struct Privacy: Sendable, Hashable {
        var showsEmail = true
        var showsFullName = true
    }

    let user: User
    let sight: Sight
    var privacy = Privacy()

    init(whole user: User) { self.init(user, .whole) }

    init(_ user: User, _ sight: Sight, privacy: Privacy = Privacy()) {
        self.user = user
        self.sight = sight
        self.privacy = privacy
    }

    /// As it stands in lists and single profiles: the owner's own profile is no exception in lists.
    init(_ user: User, for access: Access, privacy: Privacy) {
        self.init(user, access.may(.manageSystem) ? .administrator : .other, privacy: privacy)
    }

    /// Echoed to whoever made the account so.
    var skipsWelcome = false

    func write(to json: inout JSONWriter) { json.object { fields(to: &$0) } }

    /// The members without braces, for shapes that add to a profile.
    func fields(to json: inout JSONWriter) {
        let showsEmail = sight != .other || privacy.showsEmail, showsFullName = sight != .other || privacy.showsFullName
        json.field("id", user.id)
        json.field("create_at", ifNotZero: user.createAt)
        json.field("update_at", ifNotZero: user.updateAt)
        json.field("delete_at", user.deleteAt)
        json.field("username", user.username)
        if sight == .other { json.field("auth_data", "") } else { json.field("auth_data", ifPresent: user.authData) }
        json.field("auth_service", sight == .other ? "" : user.authService)
        json.field("email", showsEmail ? user.email : "")
        json.field("nickname", user.nickname)
        json.field("first_name", showsFullName ? user.firstName : "")
        json.field("last_name", showsFullName ? user.lastName : "")
        json.field("position", user.position)
        json.field("roles", user.roles)
        if !user.props.isEmpty { json.field("props", user.props) }
        if sight != .other, !user.notifyProps.isEmpty { json.field("notify_props", user.notifyProps) }
        if sight == .whole { secretive(to: &json) }
        json.field("last_picture_update", ifNotZero: user.lastPictureUpdate)
        json.field("locale", user.locale)
        json.field("timezone", user.timezone)
        json.field("remote_id", ifPresent: user.remoteID)
        json.field("is_bot", ifTrue: user.isBot)
        json.field("bot_description", ifNotEmpty: user.botDescription)
        json.field("bot_last_icon_update", ifNotZero: user.botLastIconUpdate)
        json.field("terms_of_service_id", ifNotEmpty: user.termsOfServiceID)
        json.field("terms_of_service_create_at", ifNotZero: user.termsOfServiceCreateAt)
        json.field("disable_welcome_email", skipsWelcome)
    }

    /// What is nobody else's business.
    private func secretive(to json: inout JSONWriter) {
        json.field("email_verified", ifTrue: user.emailVerified)
        json.field("last_password_update", ifNotZero: user.lastPasswordUpdate)
        json.field("failed_attempts", ifNotZero: user.failedAttempts)
        json.field("mfa_active", ifTrue: user.mfaActive)
    }
}
