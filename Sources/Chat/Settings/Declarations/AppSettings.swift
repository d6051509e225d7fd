public import Wire

/// Banners and notices.
public enum AnnouncementSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enableBanner = Setting("EnableBanner", false, .members, doc: "Shows a banner to everybody.")
        public let bannerText = Setting("BannerText", "", doc: "Text of the banner.")
        public let bannerColor = Setting("BannerColor", "#f2a93b", doc: "Colour of the banner.")
        public let bannerTextColor = Setting("BannerTextColor", "#333333", doc: "Colour of its text.")
        public let allowBannerDismissal = Setting("AllowBannerDismissal", true, doc: "Lets people hide the banner.")
        public let adminNoticesEnabled = Setting("AdminNoticesEnabled", true, doc: "Shows administrators product notices.")
        public let userNoticesEnabled = Setting("UserNoticesEnabled", true, doc: "Shows everybody product notices.")
        public let noticesURL = Setting("NoticesURL", "", doc: "Where product notices are fetched from; none when empty.")
        public let noticesFetchFrequency = Setting(
            "NoticesFetchFrequency", 3600, rule: .atLeast(1, "notices_fetch_frequency"), doc: "Seconds between two fetches.")
        public let noticesSkipCache = Setting("NoticesSkipCache", false, doc: "Fetches notices that were fetched already.")
    }

    public static let declared = Declared()
    public static let title = "Banners and notices"
    public static let doc = "What is shown above everything."
    public static let pages = ["site_announcement_banner", "site_notices"]
}

/// Themes.
public enum ThemeSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enableThemeSelection = Setting("EnableThemeSelection", true, .members, doc: "Lets people choose a theme.")
        public let defaultTheme = Setting("DefaultTheme", "default", doc: "Theme of those who chose none.")
        public let allowCustomThemes = Setting("AllowCustomThemes", true, .members, doc: "Lets people make a theme of their own.")
        public let allowedThemes = Setting("AllowedThemes", [] as [String], .members, doc: "Themes to choose from; empty for all.")
    }

    public static let declared = Declared()
    public static let title = "Themes"
    public static let doc = "Colours of the web client."
    public static let pages = ["site_customization", "experimental_features"]
}

/// Apps.
public enum NativeAppSettings: SettingsSection {
    public struct Declared: Sendable {
        public let appCustomURLSchemes = Setting(
            "AppCustomURLSchemes", ["mmauth://", "mmauthbeta://"],
            doc: "Address schemes by which apps come back from a login in the browser.")
        public let appDownloadLink = Setting(
            "AppDownloadLink", "", .everyone, rule: .urlOrEmpty("app_download_link"), doc: "Where people find apps.")
        public let androidAppDownloadLink = Setting(
            "AndroidAppDownloadLink", "", .everyone, rule: .urlOrEmpty("android_app_download_link"),
            doc: "Where people find the Android app.")
        public let iosAppDownloadLink = Setting(
            "IosAppDownloadLink", "", .everyone, rule: .urlOrEmpty("ios_app_download_link"), doc: "Where people find the iOS app.")
        public let mobileExternalBrowser = Setting(
            "MobileExternalBrowser", false, .everyone, doc: "Opens logins of mobile apps in the browser.")
        public let mobileEnableBiometrics = Setting(
            "MobileEnableBiometrics", false, doc: "Lets mobile apps ask for a fingerprint or a face.")
        public let mobilePreventScreenCapture = Setting("MobilePreventScreenCapture", false, doc: "Keeps mobile apps out of screenshots.")
        public let mobileJailbreakProtection = Setting("MobileJailbreakProtection", false, doc: "Keeps mobile apps off altered devices.")
        public let mobileEnableSecureFilePreview = Setting("MobileEnableSecureFilePreview", false, doc: "Shows files within the app only.")
        public let mobileAllowPdfLinkNavigation = Setting(
            "MobileAllowPdfLinkNavigation", false, doc: "Lets links in such PDF files be opened.")
        public let enableIntuneMAM = Setting("EnableIntuneMAM", false, doc: "Puts mobile apps under Intune.")
    }

    public static let declared = Declared()
    public static let title = "Apps"
    public static let doc = "Links to apps and what the mobile apps may do; an empty link is not shown."
    public static let pages = ["site_customization"]
}

/// Display.
public enum DisplaySettings: SettingsSection {
    public struct Declared: Sendable {
        public let customURLSchemes = Setting(
            "CustomURLSchemes", [] as [String], .members(as: "CustomUrlSchemes"), rule: .scheme("display.custom_url_schemes"),
            doc: "Address schemes, besides the usual ones, that become links.")
        public let maxMarkdownNodes = Setting(
            "MaxMarkdownNodes", 0, .members, rule: .atLeast(0, "display.max_markdown_nodes"),
            doc: "Largest message that mobile apps format; 0 for their own limit.")
    }

    public static let declared = Declared()
    public static let title = "Display"
    public static let doc = "How messages are shown."
    public static let pages = ["site_posts"]
}

/// Moving threads.
public enum WranglerSettings: SettingsSection {
    public struct Declared: Sendable {
        public let permittedWranglerRoles = Setting(
            "PermittedWranglerRoles", [] as [String], .members(as: "WranglerPermittedWranglerRoles"), doc: "Roles that may.")
        public let allowedEmailDomain = Setting(
            "AllowedEmailDomain", [] as [String], .members(as: "WranglerAllowedEmailDomain"), doc: "Domains of mail addresses that may.")
        public let moveThreadMaxCount = Setting(
            "MoveThreadMaxCount", 100, .members(as: "WranglerMoveThreadMaxCount"), rule: .atLeast(1, "move_thread.max_count"),
            doc: "Most messages of a thread that can be moved.")
        public let moveThreadToAnotherTeamEnable = Setting(
            "MoveThreadToAnotherTeamEnable", false, .members(as: "WranglerMoveThreadToAnotherTeamEnable"), doc: "To another team too.")
        public let moveThreadFromPrivateChannelEnable = Setting(
            "MoveThreadFromPrivateChannelEnable", false, .members(as: "WranglerMoveThreadFromPrivateChannelEnable"),
            doc: "Out of private channels too.")
        public let moveThreadFromDirectMessageChannelEnable = Setting(
            "MoveThreadFromDirectMessageChannelEnable", false, .members(as: "WranglerMoveThreadFromDirectMessageChannelEnable"),
            doc: "Out of direct messages too.")
        public let moveThreadFromGroupMessageChannelEnable = Setting(
            "MoveThreadFromGroupMessageChannelEnable", false, .members(as: "WranglerMoveThreadFromGroupMessageChannelEnable"),
            doc: "Out of group messages too.")
    }

    public static let declared = Declared()
    public static let title = "Moving threads"
    public static let doc = "Who may move a thread to another channel."
    public static let pages = ["site_posts"]
}

/// Plugins.
public enum PluginSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enable = Setting("Enable", true, .everyone(as: "PluginsEnabled"), doc: "Answers the plugin routes.")
        public let enableUploads = Setting("EnableUploads", false, doc: "Cannot be changed through the API.")
        public let allowInsecureDownloadURL = Setting("AllowInsecureDownloadURL", false, doc: "Kept for clients.")
        public let enableHealthCheck = Setting("EnableHealthCheck", true, doc: "Kept for clients.")
        public let directory = Setting("Directory", "./plugins", doc: "Kept for clients.")
        public let clientDirectory = Setting("ClientDirectory", "./client/plugins", doc: "Kept for clients.")
        public let plugins = Setting("Plugins", [:] as JSONValue, doc: "Settings of plugins, by plugin.")
        public let pluginStates = Setting("PluginStates", [:] as JSONValue, doc: "Which plugins are on, by plugin.")
        public let enableMarketplace = Setting("EnableMarketplace", false, .members, doc: "Shows a marketplace of plugins.")
        public let enableRemoteMarketplace = Setting("EnableRemoteMarketplace", false, doc: "Asks the marketplace for its list.")
        public let automaticPrepackagedPlugins = Setting("AutomaticPrepackagedPlugins", true, doc: "Kept for clients.")
        public let requirePluginSignature = Setting("RequirePluginSignature", false, doc: "Kept for clients.")
        public let marketplaceURL = Setting(
            "MarketplaceURL", "", rule: .urlOrEmpty("plugin_marketplace_url"), doc: "Address of the marketplace.")
        public let signaturePublicKeyFiles = Setting("SignaturePublicKeyFiles", [] as [String], doc: "Kept for clients.")
        public let chimeraOAuthProxyURL = Setting("ChimeraOAuthProxyURL", "", doc: "Kept for clients.")
    }

    public static let declared = Declared()
    public static let title = "Plugins"
    public static let doc = "Martlet runs no plugins of the original's kind; the settings are kept for clients."
    public static let pages = ["plugins"]
}
