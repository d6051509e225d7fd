internal import Wire

/// What people are told about their own account.
extension AccountMail {
    static func passwordReset(_ user: User, site: String, token: String) -> AccountMail {
        AccountMail(
            to: user, subject: "Reset your password",
            sentences: [
                "Somebody, hopefully you, asked to reset the password of your account \(user.username).",
                "The link works once, within 24 hours. If you did not ask for it, ignore this mail: nothing has changed.",
            ], link: ("Choose a new password", "\(site)/reset_password_complete?token=\(token)"))
    }

    static func verification(_ user: User, site: String, token: String) -> AccountMail {
        let address = user.email.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
        return AccountMail(
            to: user, subject: "Confirm your e-mail address",
            sentences: ["Please confirm that \(user.email) is the address of your account \(user.username). The link works for 24 hours."],
            link: ("Confirm the address", "\(site)/do_verify_email?token=\(token)&email=\(address)"))
    }

    static func passwordChanged(_ user: User, site: String) -> AccountMail {
        AccountMail(
            to: user, subject: "Your password was changed",
            sentences: [
                "The password of your account \(user.username) on \(site) was changed.",
                "If that was not you, reset it and tell your administrator.",
            ])
    }

    static func secondFactorChanged(_ user: User, isActive: Bool, site: String) -> AccountMail {
        AccountMail(
            to: user, subject: isActive ? "Multi-factor authentication is on" : "Multi-factor authentication is off",
            sentences: [
                isActive
                    ? "From now on, logging in to your account \(user.username) on \(site) takes a code of your authenticator app."
                    : "Logging in to your account \(user.username) on \(site) no longer takes a code of an authenticator app.",
                "If that was not you, change your password and tell your administrator.",
            ])
    }

    static func accessTokenCreated(_ user: User, by site: String) -> AccountMail {
        AccountMail(
            to: user, subject: "An access token was made for your account",
            sentences: [
                "A personal access token was made for your account \(user.username) on \(site). Programs that have it can do what you can.",
                "If you did not want that, revoke it in your security settings and tell your administrator.",
            ])
    }
}
