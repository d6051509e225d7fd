internal import Outside
internal import Wire

/// What people are told about their own account. `site` is its address, `name` what it is called.
extension AccountMail {
    static func welcome(_ user: User, site: String, token: String?) -> AccountMail {
        let host = FetchURL.authority(site)
        var mail = AccountMail(
            to: user, subject: "You have an account on \(host)",
            sentences: ["Welcome! Your account on \(host) is ready. Apps for the desktop and telephones need this address only."],
            link: ("Go there", site))
        if let token {
            mail.link = ("Confirm the address", verificationLink(user, site, token))
            mail.look = .page(pictures: ["welcome_illustration_new.png", "appIcons.png"], linksHome: true)
        } else {
            mail.look = .page(pictures: ["welcome_illustration_new.png", "appIcons.png"], linksHome: false)
        }
        return mail
    }

    static func passwordReset(_ user: User, site: String, token: String) -> AccountMail {
        AccountMail(
            to: user, subject: "Reset your password",
            sentences: [
                "Somebody, hopefully you, asked to reset the password of your account.",
                "The link works once, within 24 hours. If you did not ask for it, ignore this mail: nothing has changed.",
            ], link: ("Choose a new password", "\(site)/reset_password_complete?token=\(token)"),
            look: .page(pictures: ["forgot_password_illustration.png"], linksHome: false))
    }

    private static func verificationLink(_ user: User, _ site: String, _ token: String) -> String {
        "\(site)/do_verify_email?token=\(token)&email=\(InviteByMail.escaped(user.email))"
    }

    static func verification(_ user: User, site: String, token: String) -> AccountMail {
        AccountMail(
            to: user, subject: "Confirm your e-mail address",
            sentences: [
                "Please confirm that this is the address of your account on \(FetchURL.authority(site)). The link works for 24 hours."
            ],
            link: ("Confirm the address", verificationLink(user, site, token)),
            look: .page(pictures: ["welcome_illustration_new.png"], linksHome: true))
    }

    static func passwordChanged(_ user: User, site: String, name: String) -> AccountMail {
        AccountMail(
            to: user, subject: "Your password was changed",
            sentences: [
                "The password of your account at \(name), \(site), was changed.",
                "If that was not you, reset it and tell your administrator.",
            ])
    }

    static func nameChanged(_ user: User, name: String) -> AccountMail {
        AccountMail(
            to: user, subject: "You have another user name",
            sentences: ["Your user name at \(name) is \(user.username) from now on.", "If you did not want that, tell your administrator."])
    }

    /// To the old address.
    static func addressChanged(_ old: User, to address: String, name: String) -> AccountMail {
        AccountMail(
            to: old, subject: "Your e-mail address was changed",
            sentences: [
                "The address of your account at \(name) is \(address) from now on.",
                "If that was not you, tell your administrator.",
            ])
    }

    static func deactivated(_ user: User, site: String) -> AccountMail {
        AccountMail(
            to: user, subject: "Your account on \(FetchURL.authority(site)) is closed",
            sentences: [
                "You closed your account on \(site). What you wrote stays where it is.",
                "If that was not you, or you want to come back, tell your administrator.",
            ])
    }

    static func secondFactorChanged(_ user: User, isActive: Bool, site: String) -> AccountMail {
        AccountMail(
            to: user, subject: "Multi-factor authentication was changed",
            sentences: [
                isActive
                    ? "From now on, logging in to your account on \(site) takes a code of your authenticator app."
                    : "Logging in to your account on \(site) no longer takes a code of an authenticator app.",
                "If that was not you, change your password and tell your administrator.",
            ])
    }

    static func accessTokenCreated(_ user: User, by site: String, name: String) -> AccountMail {
        AccountMail(
            to: user, subject: "An access token was made for your account",
            sentences: [
                "A personal access token was made for your account at \(name), \(site). Programs that have it can do what you can.",
                "If you did not want that, revoke it in your security settings and tell your administrator.",
            ])
    }

    /// Shows an administrator that the settings are right.
    static func test(_ user: User) -> AccountMail {
        AccountMail(
            to: user, subject: "Mail works", sentences: ["If you read this, the server can send mail with these settings."], look: .bare)
    }
}
