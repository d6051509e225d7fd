/// Teams and accounts.
public enum TeamSettings: SettingsSection {
    public struct Declared: Sendable {
        public let siteName = Setting(
            "SiteName", "Martlet", .everyone, rule: .maxLength(30, "sitename_length"),
            doc: "Name of the site in titles, on the login page and in mail.")
        public let maxUsersPerTeam = Setting(
            "MaxUsersPerTeam", 50, rule: .atLeast(1, "max_users"), doc: "Active members that a team may have.")
        public let enableJoinLeaveMessageByDefault = Setting(
            "EnableJoinLeaveMessageByDefault", true, .everyone, doc: "Shows who joined and left, unless a person switched that off.")
        public let enableUserCreation = Setting("EnableUserCreation", true, .everyone, doc: "Lets new accounts be made.")
        public let enableOpenServer = Setting("EnableOpenServer", false, .everyone, doc: "Lets people sign up without an invitation.")
        public let enableUserDeactivation = Setting(
            "EnableUserDeactivation", false, .members, doc: "Lets people deactivate their own account.")
        public let restrictCreationToDomains = Setting(
            "RestrictCreationToDomains", "",
            doc: "Domains of mail addresses, separated by commas or spaces, that may sign up; empty for all.")
        public let enableCustomUserStatuses = Setting(
            "EnableCustomUserStatuses", true, .members, doc: "Lets people say what they are doing.")
        public let enableCustomBrand = Setting(
            "EnableCustomBrand", false, .everyone, doc: "Shows a picture and a text of one's own on the login page.")
        public let customBrandText = Setting(
            "CustomBrandText", "", .everyone, rule: .maxLength(500, "custom_brand_text"), doc: "That text.")
        public let customDescriptionText = Setting(
            "CustomDescriptionText", "", .everyone, doc: "Line under the site's name on the login page.")
        public let restrictDirectMessage = Setting(
            "RestrictDirectMessage", "any", .members, rule: .oneOf(["any", "team"], "restrict_direct_message"),
            doc: "Whether people may write to anybody or only to members of their teams.")
        public let enableLastActiveTime = Setting("EnableLastActiveTime", true, .members, doc: "Shows when somebody was last active.")
        public let userStatusAwayTimeout = Setting(
            "UserStatusAwayTimeout", 300, rule: .atLeast(1, "user_status_away_timeout"),
            doc: "Seconds without activity after which somebody is away.")
        public let maxChannelsPerTeam = Setting(
            "MaxChannelsPerTeam", 2000, rule: .atLeast(1, "max_channels"), doc: "Channels that a team may have.")
        public let maxNotificationsPerChannel = Setting(
            "MaxNotificationsPerChannel", 1000, .members, rule: .atLeast(1, "max_notify_per_channel"),
            doc: "Members above which @all and @channel notify nobody.")
        public let enableConfirmNotificationsToChannel = Setting(
            "EnableConfirmNotificationsToChannel", true, .members, doc: "Asks before notifying more than five people.")
        public let teammateNameDisplay = Setting(
            "TeammateNameDisplay", "username", .members,
            rule: .oneOf(["username", "nickname_full_name", "full_name"], "teammate_name_display"),
            doc: "How names are shown.")
        public let experimentalViewArchivedChannels = Setting(
            "ExperimentalViewArchivedChannels", true, doc: "Lets people read archived channels.")
        public let experimentalEnableAutomaticReplies = Setting(
            "ExperimentalEnableAutomaticReplies", false, .members, doc: "Lets people set an automatic reply.")
        public let lockTeammateNameDisplay = Setting(
            "LockTeammateNameDisplay", false, .members, doc: "Takes the choice of how names are shown from people.")
        public let experimentalPrimaryTeam = Setting(
            "ExperimentalPrimaryTeam", "", .members, doc: "Team that people cannot leave and see first.")
        public let experimentalDefaultChannels = Setting(
            "ExperimentalDefaultChannels", [] as [String], doc: "Channels that new members join besides the usual ones.")
    }

    public static let declared = Declared()
    public static let title = "Teams and accounts"
    public static let doc = "Who may join, how many fit, and what a team is called."
    public static let pages = [
        "site_customization", "site_users_and_teams", "authentication_signup", "user_management_teams", "site_notifications",
        "experimental_features",
    ]
}

/// Which app versions may be used.
public enum ClientRequirements: SettingsSection {
    public struct Declared: Sendable {
        public let androidLatestVersion = Setting("AndroidLatestVersion", "", .everyone, doc: "Newest Android app.")
        public let androidMinVersion = Setting("AndroidMinVersion", "", .everyone, doc: "Oldest Android app that may be used.")
        public let iosLatestVersion = Setting("IosLatestVersion", "", .everyone, doc: "Newest iOS app.")
        public let iosMinVersion = Setting("IosMinVersion", "", .everyone, doc: "Oldest iOS app that may be used.")
    }

    public static let declared = Declared()
    public static let title = "Which app versions may be used"
    public static let doc = "Versions that the ping tells the mobile apps."
    public static let pages = ["environment_web_server"]
}

/// Privacy.
public enum PrivacySettings: SettingsSection {
    public struct Declared: Sendable {
        public let showEmailAddress = Setting("ShowEmailAddress", true, .members, doc: "Shows mail addresses to everybody.")
        public let showFullName = Setting("ShowFullName", true, .members, doc: "Shows full names to everybody.")
        public let useAnonymousURLs = Setting("UseAnonymousURLs", false, .members, doc: "Keeps names out of addresses.")
    }

    public static let declared = Declared()
    public static let title = "Privacy"
    public static let doc = "What people see of each other."
    public static let pages = ["site_users_and_teams"]
}

/// Guests.
public enum GuestAccountsSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enable = Setting("Enable", false, doc: "Lets guests be invited.")
        public let hideTags = Setting("HideTags", false, doc: "Hides that somebody is a guest.")
        public let allowEmailAccounts = Setting("AllowEmailAccounts", true, doc: "Lets guests have a password of their own.")
        public let enforceMultifactorAuthentication = Setting(
            "EnforceMultifactorAuthentication", false, doc: "Requires the one-time code of guests.")
        public let restrictCreationToDomains = Setting(
            "RestrictCreationToDomains", "", doc: "Domains of mail addresses that may be invited, separated by commas.")
        public let enableGuestMagicLink = Setting("EnableGuestMagicLink", false, .everyone, doc: "Lets guests log in by a link in a mail.")
    }

    public static let declared = Declared()
    public static let title = "Guests"
    public static let doc = "Accounts that see only the channels they are invited to."
    public static let pages = ["authentication_guest_access"]
}

/// Languages.
public enum LocalizationSettings: SettingsSection {
    public struct Declared: Sendable {
        public let defaultServerLocale = Setting(
            "DefaultServerLocale", "en", doc: "Language of mail and system messages; an unknown one is English.")
        public let defaultClientLocale = Setting("DefaultClientLocale", "en", .everyone, doc: "Language of those who chose none.")
        public let availableLocales = Setting(
            "AvailableLocales", "", .members, doc: "Languages to choose from, separated by commas; empty for all.")
        public let enableExperimentalLocales = Setting(
            "EnableExperimentalLocales", false, .members, doc: "Offers unfinished languages too.")
    }

    public static let declared = Declared()
    public static let title = "Languages"
    public static let doc = "The language of the server and of those who chose none."
    public static let pages = ["site_localization"]
}
