public import Wire

/// The log.
public enum LogSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enableConsole = Setting("EnableConsole", true, doc: "Writes the log to standard error.")
        public let consoleLevel = Setting(
            "ConsoleLevel", "INFO", rule: .level("log_console_level"),
            doc: "Least level written to standard error: trace, debug, info, warn, error, fatal, panic.")
        public let consoleJson = Setting("ConsoleJson", true, doc: "Writes lines of JSON instead of text.")
        public let enableColor = Setting("EnableColor", false, doc: "Colours text lines.")
        public let enableFile = Setting("EnableFile", true, .everyone, doc: "Keeps the log in a file.")
        public let fileLevel = Setting(
            "FileLevel", "INFO", .everyone, rule: .level("log_file_level"), doc: "Least level written to the file.")
        public let fileJson = Setting("FileJson", true, doc: "Writes lines of JSON to the file.")
        public let fileLocation = Setting("FileLocation", "", doc: "Folder of the log file; `logs` beside the files when empty.")
        public let enableWebhookDebugging = Setting("EnableWebhookDebugging", true, doc: "Logs what incoming webhooks received.")
        public let enableDiagnostics = Setting(
            "EnableDiagnostics", false, .everyone, doc: "Kept for clients; Martlet never sends statistics to anybody.")
        public let enableSentry = Setting("EnableSentry", false, doc: "Kept for clients; Martlet never sends reports to anybody.")
        public let advancedLoggingJSON = Setting("AdvancedLoggingJSON", [:] as JSONValue, doc: "Further targets of the log.")
        public let maxFieldSize = Setting(
            "MaxFieldSize", 2048, rule: .atLeast(0, "log_max_field_size"), doc: "Longest value of a field in the log.")
    }

    public static let declared = Declared()
    public static let title = "The log"
    public static let doc = "What is written where."
    public static let pages = ["environment_logging"]
}

/// The audit log.
public enum ExperimentalAuditSettings: SettingsSection {
    public struct Declared: Sendable {
        public let fileEnabled = Setting("FileEnabled", false, doc: "Keeps the audit log in a file.")
        public let fileName = Setting("FileName", "", doc: "That file.")
        public let advancedLoggingJSON = Setting("AdvancedLoggingJSON", [:] as JSONValue, doc: "Further targets.")
        public let certificate = Setting("Certificate", "", doc: "Certificate for those targets.")
    }

    public static let declared = Declared()
    public static let title = "The audit log"
    public static let doc = "Who changed what, as a file."
    public static let pages = ["experimental_features"]
}

/// Experiments.
public enum ExperimentalSettings: SettingsSection {
    public struct Declared: Sendable {
        public let clientSideCertEnable = Setting("ClientSideCertEnable", false, doc: "Kept for clients.")
        public let linkMetadataTimeoutMilliseconds = Setting(
            "LinkMetadataTimeoutMilliseconds", 5000, rule: .atLeast(1, "link_metadata_timeout"),
            doc: "Milliseconds to wait for a page of which a preview is made.")
        public let restrictSystemAdmin = Setting("RestrictSystemAdmin", false, doc: "Kept for clients.")
        public let enableSharedChannels = Setting(
            "EnableSharedChannels", false, doc: "Older spelling of ConnectedWorkspacesSettings.EnableSharedChannels.")
        public let enableRemoteClusterService = Setting(
            "EnableRemoteClusterService", false, doc: "Older spelling of ConnectedWorkspacesSettings.EnableRemoteClusterService.")
        public let disableAppBar = Setting("DisableAppBar", false, .members, doc: "Hides the bar of apps.")
        public let disableRefetchingOnBrowserFocus = Setting(
            "DisableRefetchingOnBrowserFocus", false, .members, doc: "Keeps the web client from reading again when its window is chosen.")
        public let delayChannelAutocomplete = Setting(
            "DelayChannelAutocomplete", false, .members, doc: "Offers channels only after some letters.")
        public let disableWakeUpReconnectHandler = Setting(
            "DisableWakeUpReconnectHandler", false, .members, doc: "Keeps the web client from connecting again when the machine wakes.")
        public let usersStatusAndProfileFetchingPollIntervalMilliseconds = Setting(
            "UsersStatusAndProfileFetchingPollIntervalMilliseconds", 3000, .members,
            rule: .atLeast(1, "users_status_and_profile_fetching_poll_interval"),
            doc: "Milliseconds between two questions of the web client for people's statuses.")
        public let youtubeReferrerPolicy = Setting("YoutubeReferrerPolicy", false, .members, doc: "Tells YouTube where a video is shown.")
        public let experimentalChannelCategorySorting = Setting(
            "ExperimentalChannelCategorySorting", false, .members, doc: "Lets a channel's name choose its category.")
    }

    public static let declared = Declared()
    public static let title = "Experiments"
    public static let doc = "Parts that may change."
    public static let pages = ["experimental_features"]
}

/// Rate limits.
public enum RateLimitSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enable = Setting("Enable", false, doc: "Limits the rate of requests.")
        public let perSec = Setting("PerSec", 10, rule: .atLeast(1, "rate_sec"), doc: "Requests a second.")
        public let maxBurst = Setting("MaxBurst", 100, rule: .atLeast(1, "max_burst"), doc: "Requests that may come at once.")
        public let memoryStoreSize = Setting("MemoryStoreSize", 10000, rule: .atLeast(1, "rate_mem"), doc: "Callers remembered.")
        public let varyByRemoteAddr = Setting("VaryByRemoteAddr", true, doc: "Counts each address apart.")
        public let varyByUser = Setting("VaryByUser", false, doc: "Counts each session apart.")
        public let varyByHeader = Setting("VaryByHeader", "", doc: "Counts each value of this header apart.")
    }

    public static let declared = Declared()
    public static let title = "Rate limits"
    public static let doc = "How many requests one caller may make."
    public static let pages = ["environment_rate_limiting"]
}

/// Passwords.
public enum PasswordSettings: SettingsSection {
    public struct Declared: Sendable {
        public let minimumLength = Setting(
            "MinimumLength", 8, .everyone(as: "PasswordMinimumLength"), rule: .range(5...72, "password_length"), doc: "Fewest characters.")
        public let lowercase = Setting("Lowercase", false, .everyone(as: "PasswordRequireLowercase"), doc: "At least one small letter.")
        public let number = Setting("Number", false, .everyone(as: "PasswordRequireNumber"), doc: "At least one digit.")
        public let uppercase = Setting("Uppercase", false, .everyone(as: "PasswordRequireUppercase"), doc: "At least one capital letter.")
        public let symbol = Setting("Symbol", false, .everyone(as: "PasswordRequireSymbol"), doc: "At least one sign.")
        public let enableForgotLink = Setting(
            "EnableForgotLink", true, .everyone(as: "PasswordEnableForgotLink"), doc: "Shows the link for those who forgot their password.")
    }

    public static let declared = Declared()
    public static let title = "Passwords"
    public static let doc = "What a password must have."
    public static let pages = ["authentication_password"]
}
