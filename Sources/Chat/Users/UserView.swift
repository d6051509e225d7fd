internal import Wire

/// An account as somebody else (or its owner) may see it.
struct UserView: JSONWritable {
    let user: User
    /// Own profile, or seen by somebody who may manage accounts: nothing is hidden.
    let isWhole: Bool
    let showsEmail: Bool
    let showsFullName: Bool

    init(_ user: User, for access: Access, showsEmail: Bool = true, showsFullName: Bool = true) {
        self.user = user
        isWhole = access.user == user.id || access.may(.manageSystem)
        self.showsEmail = isWhole || showsEmail
        self.showsFullName = isWhole || showsFullName
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", user.id)
            json.field("create_at", ifNotZero: user.createAt)
            json.field("update_at", ifNotZero: user.updateAt)
            json.field("delete_at", user.deleteAt)
            json.field("username", user.username)
            if !isWhole { json.field("auth_data", "") } else { json.field("auth_data", ifPresent: user.authData) }
            json.field("auth_service", user.authService)
            json.field("email", showsEmail ? user.email : "")
            if isWhole { json.field("email_verified", ifTrue: user.emailVerified) }
            json.field("nickname", user.nickname)
            json.field("first_name", showsFullName ? user.firstName : "")
            json.field("last_name", showsFullName ? user.lastName : "")
            json.field("position", user.position)
            json.field("roles", user.roles)
            if !user.props.isEmpty { json.field("props", user.props) }
            if isWhole, !user.notifyProps.isEmpty { json.field("notify_props", user.notifyProps) }
            if isWhole { json.field("last_password_update", ifNotZero: user.lastPasswordUpdate) }
            json.field("last_picture_update", ifNotZero: user.lastPictureUpdate)
            if isWhole { json.field("failed_attempts", ifNotZero: user.failedAttempts) }
            json.field("locale", user.locale)
            json.field("timezone", user.timezone)
            if isWhole { json.field("mfa_active", ifTrue: user.mfaActive) }
            json.field("remote_id", user.remoteID)
            json.field("is_bot", ifTrue: user.isBot)
            json.field("bot_description", ifNotEmpty: user.botDescription)
            json.field("bot_last_icon_update", ifNotZero: user.botLastIconUpdate)
            json.field("terms_of_service_id", ifNotEmpty: user.termsOfServiceID)
            json.field("terms_of_service_create_at", ifNotZero: user.termsOfServiceCreateAt)
            json.field("disable_welcome_email", false)
        }
    }
}
