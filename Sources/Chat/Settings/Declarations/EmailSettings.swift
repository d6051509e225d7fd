/// Mail and push notifications.
public enum EmailSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enableSignUpWithEmail = Setting(
            "EnableSignUpWithEmail", true, .everyone, doc: "Lets people sign up with a mail address and a password.")
        public let enableSignInWithEmail = Setting(
            "EnableSignInWithEmail", true, .everyone, doc: "Lets people log in with their mail address.")
        public let enableSignInWithUsername = Setting(
            "EnableSignInWithUsername", true, .everyone, doc: "Lets people log in with their username.")
        public let sendEmailNotifications = Setting(
            "SendEmailNotifications", false, .members, doc: "Sends mail about messages that somebody missed.")
        public let useChannelInEmailNotifications = Setting("UseChannelInEmailNotifications", false, doc: "Names the channel in such mail.")
        public let requireEmailVerification = Setting(
            "RequireEmailVerification", false, .members, doc: "Lets nobody in before the mail address is confirmed.")
        public let feedbackName = Setting("FeedbackName", "", doc: "Name of the sender of mail.")
        public let feedbackEmail = Setting("FeedbackEmail", "test@example.com", doc: "Address of the sender of mail.")
        public let replyToAddress = Setting("ReplyToAddress", "test@example.com", doc: "Address that answers go to.")
        public let feedbackOrganization = Setting(
            "FeedbackOrganization", "", doc: "Name and address of the organisation at the end of mail.")
        public let enableSMTPAuth = Setting("EnableSMTPAuth", false, doc: "Logs in to the mail server.")
        public let smtpUsername = Setting("SMTPUsername", "", doc: "Name for that login.")
        public let smtpPassword = Setting("SMTPPassword", "", .secret, doc: "Password for that login.")
        public let smtpServer = Setting("SMTPServer", "localhost", doc: "Host of the mail server.")
        public let smtpPort = Setting("SMTPPort", "10025", rule: .portOrEmpty("smtp_port"), doc: "Port of the mail server.")
        public let smtpServerTimeout = Setting(
            "SMTPServerTimeout", 10, rule: .atLeast(1, "smtp_server_timeout"), doc: "Seconds to wait for the mail server.")
        public let connectionSecurity = Setting(
            "ConnectionSecurity", "", rule: .oneOf(["", "TLS", "STARTTLS", "PLAIN"], "email_security"), doc: "Empty, `TLS` or `STARTTLS`.")
        public let sendPushNotifications = Setting(
            "SendPushNotifications", false, .members, doc: "Sends push notifications to mobile apps.")
        public let pushNotificationServer = Setting("PushNotificationServer", "", doc: "Address of the push proxy.")
        public let pushNotificationContents = Setting(
            "PushNotificationContents", "full",
            doc:
                "How much of a message a push notification says: `full`, `generic`, `generic_no_channel`, or `id_loaded`: nothing, the app "
                + "asks this server; else as `generic`.")
        public let pushNotificationBuffer = Setting(
            "PushNotificationBuffer", 1000, rule: .atLeast(1, "push_notification_buffer"), doc: "Push notifications that may wait.")
        public let enableEmailBatching = Setting("EnableEmailBatching", false, .members, doc: "Puts several messages into one mail.")
        public let emailBatchingBufferSize = Setting(
            "EmailBatchingBufferSize", 256, rule: .atLeast(1, "email_batching_buffer_size"), doc: "Messages that may wait for that.")
        public let emailBatchingInterval = Setting(
            "EmailBatchingInterval", 30, rule: .atLeast(30, "email_batching_interval"), doc: "Seconds between two such mails.")
        public let enablePreviewModeBanner = Setting(
            "EnablePreviewModeBanner", true, .members, doc: "Tells everybody when mail is not configured.")
        public let skipServerCertificateVerification = Setting(
            "SkipServerCertificateVerification", false, doc: "Accepts any certificate of the mail server.")
        public let emailNotificationContentsType = Setting(
            "EmailNotificationContentsType", "full", .members, rule: .oneOf(["full", "generic"], "email_notification_contents_type"),
            doc: "Whether mail shows the message or only says that there is one.")
        public let loginButtonColor = Setting(
            "LoginButtonColor", "#0000", .everyone(as: "EmailLoginButtonColor"), doc: "Colour of the login button in older apps.")
        public let loginButtonBorderColor = Setting(
            "LoginButtonBorderColor", "#2389D7", .everyone(as: "EmailLoginButtonBorderColor"), doc: "Colour of its border.")
        public let loginButtonTextColor = Setting(
            "LoginButtonTextColor", "#2389D7", .everyone(as: "EmailLoginButtonTextColor"), doc: "Colour of its text.")
    }

    public static let declared = Declared()
    public static let title = "Mail and push notifications"
    public static let doc = "How mail leaves, and who may log in with an address."
    public static let pages = [
        "environment_smtp", "environment_push_notification_server", "site_notifications", "authentication_email",
        "authentication_signup",
    ]
}

/// Links for help.
public enum SupportSettings: SettingsSection {
    public struct Declared: Sendable {
        public let termsOfServiceLink = Setting(
            "TermsOfServiceLink", "", .everyone, rule: .urlOrEmpty("terms_of_service_link"), doc: "Terms of use.")
        public let privacyPolicyLink = Setting(
            "PrivacyPolicyLink", "", .everyone, rule: .urlOrEmpty("privacy_policy_link"), doc: "Privacy policy.")
        public let aboutLink = Setting("AboutLink", "", .everyone, rule: .urlOrEmpty("about_link"), doc: "About the site.")
        public let helpLink = Setting("HelpLink", "", .everyone, rule: .urlOrEmpty("help_link"), doc: "Help.")
        public let reportAProblemLink = Setting(
            "ReportAProblemLink", "", .everyone, rule: .urlOrEmpty("report_a_problem_link"), doc: "Where problems are reported.")
        public let reportAProblemType = Setting(
            "ReportAProblemType", "default", .everyone, rule: .oneOf(["email", "link", "default", "hidden"], "report_a_problem_type"),
            doc: "How problems are reported.")
        public let reportAProblemMail = Setting("ReportAProblemMail", "", .everyone, doc: "Address for reports by mail.")
        public let allowDownloadLogs = Setting("AllowDownloadLogs", true, .everyone, doc: "Lets people fetch an app's log.")
        public let forgotPasswordLink = Setting(
            "ForgotPasswordLink", "", .everyone, rule: .urlOrEmpty("forgot_password_link"),
            doc: "Page for those who forgot their password, when it is not the site's own.")
        public let supportEmail = Setting("SupportEmail", "", .everyone, doc: "Address for questions.")
        public let customTermsOfServiceEnabled = Setting(
            "CustomTermsOfServiceEnabled", false, doc: "Asks people to accept terms of service.")
        public let customTermsOfServiceReAcceptancePeriod = Setting(
            "CustomTermsOfServiceReAcceptancePeriod", 365, rule: .atLeast(1, "custom_terms_of_service_re_acceptance_period"),
            doc: "Days after which they are asked again.")
        public let enableAskCommunityLink = Setting("EnableAskCommunityLink", true, .everyone, doc: "Shows a link to a community.")
    }

    public static let declared = Declared()
    public static let title = "Links for help"
    public static let doc = "Where people find help; an empty link is not shown."
    public static let pages = ["site_customization", "compliance_custom_terms_of_service"]
}
