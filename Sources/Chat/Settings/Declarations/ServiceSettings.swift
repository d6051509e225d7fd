/// The web server, its limits, and what people may use.
public enum ServiceSettings: SettingsSection {
    public struct Declared: Sendable {
        public let siteURL = Setting(
            "SiteURL", "", .everyone, rule: .url("site_url", emptyAllowed: true),
            doc: "Address that people type, with scheme, without a slash at the end; links in mail and redirects start with it.")
        public let websocketURL = Setting(
            "WebsocketURL", "", .everyone, rule: .webSocketURL("websocket_url"),
            doc: "Address for WebSocket connections when it differs from the site's.")
        public let licenseFileLocation = Setting(
            "LicenseFileLocation", "", doc: "Licence file; kept for clients, nothing here needs a licence.")
        public let listenAddress = Setting(
            "ListenAddress", ":8065", rule: .listenAddress("listen_address"),
            doc: "Address and port to listen on, such as `:8065` or `127.0.0.1:8065`.")
        public let connectionSecurity = Setting(
            "ConnectionSecurity", "", rule: .oneOf(["", "TLS"], "webserver_security"),
            doc: "`TLS` to serve HTTPS itself, empty behind a proxy that does.")
        public let tlsCertFile = Setting("TLSCertFile", "", doc: "Certificate file for TLS.")
        public let tlsKeyFile = Setting("TLSKeyFile", "", doc: "Private key file for TLS.")
        public let tlsMinVer = Setting(
            "TLSMinVer", "1.2", rule: .oneOf(["1.0", "1.1", "1.2", "1.3"], "tls_min_ver"), doc: "Lowest TLS version accepted.")
        public let tlsStrictTransport = Setting("TLSStrictTransport", false, doc: "Sends the Strict-Transport-Security header.")
        public let tlsStrictTransportMaxAge = Setting(
            "TLSStrictTransportMaxAge", 63_072_000, rule: .atLeast(0, "tls_strict_transport_max_age"),
            doc: "Seconds that browsers remember Strict-Transport-Security.")
        public let tlsOverwriteCiphers = Setting(
            "TLSOverwriteCiphers", [] as [String], doc: "Cipher suites to use instead of the library's own choice.")
        public let useLetsEncrypt = Setting("UseLetsEncrypt", false, doc: "Fetches certificates from Let's Encrypt.")
        public let letsEncryptCertificateCacheFile = Setting(
            "LetsEncryptCertificateCacheFile", "./config/letsencrypt.cache", doc: "Where such certificates are kept.")
        public let forward80To443 = Setting("Forward80To443", false, doc: "Redirects plain HTTP to HTTPS.")
        public let trustedProxyIPHeader = Setting(
            "TrustedProxyIPHeader", [] as [String],
            doc: "Headers, in order, from which a client's address is read when a trusted proxy sends them.")
        public let readTimeout = Setting(
            "ReadTimeout", 300, rule: .atLeast(1, "read_timeout"), doc: "Seconds within which a request must have arrived.")
        public let writeTimeout = Setting(
            "WriteTimeout", 300, rule: .atLeast(1, "write_timeout"), doc: "Seconds within which an answer must have been taken.")
        public let idleTimeout = Setting(
            "IdleTimeout", 60, rule: .atLeast(1, "idle_timeout"), doc: "Seconds that a connection may wait between requests.")
        public let maximumLoginAttempts = Setting(
            "MaximumLoginAttempts", 10, rule: .atLeast(1, "login_attempts"),
            doc: "Failed logins after which an account is locked until its password is reset.")
        public let goroutineHealthThreshold = Setting(
            "GoroutineHealthThreshold", -1, doc: "Kept for clients; Martlet has no such threads to count.")
        public let enableOAuthServiceProvider = Setting(
            "EnableOAuthServiceProvider", true, .members, doc: "Lets other programs log people in through this server (OAuth 2.0).")
        public let enableDynamicClientRegistration = Setting(
            "EnableDynamicClientRegistration", false, doc: "Lets OAuth clients register themselves.")
        public let dcrRedirectURIAllowlist = Setting(
            "DCRRedirectURIAllowlist", [] as [String], doc: "Redirect addresses that such clients may ask for.")
        public let enableIncomingWebhooks = Setting(
            "EnableIncomingWebhooks", true, .members, doc: "Lets outside programs post through incoming webhooks.")
        public let enableOutgoingWebhooks = Setting(
            "EnableOutgoingWebhooks", true, .members, doc: "Tells outside programs of posts through outgoing webhooks.")
        public let enableOutgoingOAuthConnections = Setting(
            "EnableOutgoingOAuthConnections", false, .members, doc: "Lets integrations authenticate to other services through OAuth.")
        public let enableCommands = Setting("EnableCommands", true, .members, doc: "Lets people add slash commands of their own.")
        public let outgoingIntegrationRequestsTimeout = Setting(
            "OutgoingIntegrationRequestsTimeout", 30, rule: .atLeast(1, "outgoing_integrations_request_timeout"),
            doc: "Seconds to wait for the answer of an integration.")
        public let enablePostUsernameOverride = Setting(
            "EnablePostUsernameOverride", false, .members, doc: "Lets integrations post under another name.")
        public let enablePostIconOverride = Setting(
            "EnablePostIconOverride", false, .members, doc: "Lets integrations post with another picture.")
        public let googleDeveloperKey = Setting(
            "GoogleDeveloperKey", "", .members, doc: "Key for the YouTube API, which clients use for video previews.")
        public let enableLinkPreviews = Setting(
            "EnableLinkPreviews", true, .members, doc: "Shows previews of web pages that posts link to.")
        public let enablePermalinkPreviews = Setting(
            "EnablePermalinkPreviews", true, .members, doc: "Shows previews of posts that posts link to.")
        public let restrictLinkPreviews = Setting(
            "RestrictLinkPreviews", "", doc: "Domains, separated by commas, of which no preview is made.")
        public let enableTesting = Setting("EnableTesting", false, .members, doc: "Switches test commands on; never in production.")
        public let enableDeveloper = Setting(
            "EnableDeveloper", false, .members, doc: "Tells callers the details of errors; never in production.")
        public let developerFlags = Setting("DeveloperFlags", "", doc: "Flags for developers of clients.")
        public let enableClientPerformanceDebugging = Setting(
            "EnableClientPerformanceDebugging", false, .members, doc: "Lets people switch parts of the web client off to find slow ones.")
        public let enableSecurityFixAlert = Setting("EnableSecurityFixAlert", false, doc: "Kept for clients; Martlet never calls home.")
        public let enableInsecureOutgoingConnections = Setting(
            "EnableInsecureOutgoingConnections", false, doc: "Accepts any certificate on outgoing connections.")
        public let allowedUntrustedInternalConnections = Setting(
            "AllowedUntrustedInternalConnections", "",
            doc: "Private hosts, addresses or networks that integrations and previews may reach, separated by spaces.")
        public let enableMultifactorAuthentication = Setting(
            "EnableMultifactorAuthentication", false, .everyone, doc: "Lets people protect their account with a one-time code.")
        public let enforceMultifactorAuthentication = Setting(
            "EnforceMultifactorAuthentication", false, .everyone,
            doc: "Requires the one-time code of everybody who logs in with a password.")
        public let enableUserAccessTokens = Setting(
            "EnableUserAccessTokens", false, .members, doc: "Lets people with permission make personal access tokens.")
        public let allowCorsFrom = Setting(
            "AllowCorsFrom", "", doc: "Origins, separated by spaces, whose pages may call the API; `*` for all.")
        public let corsExposedHeaders = Setting("CorsExposedHeaders", "", doc: "Response headers that such pages may read.")
        public let corsAllowCredentials = Setting("CorsAllowCredentials", false, doc: "Lets such pages send cookies.")
        public let corsDebug = Setting("CorsDebug", false, doc: "Logs decisions about origins.")
        public let allowCookiesForSubdomains = Setting(
            "AllowCookiesForSubdomains", false, doc: "Sets session cookies for all subdomains of the site's host.")
        public let extendSessionLengthWithActivity = Setting(
            "ExtendSessionLengthWithActivity", false, .members, doc: "Moves a session's end whenever it is used.")
        public let terminateSessionsOnPasswordChange = Setting(
            "TerminateSessionsOnPasswordChange", false, doc: "Ends a person's other sessions when the password changes.")
        public let sessionLengthWebInDays = Setting(
            "SessionLengthWebInDays", 180, rule: .atLeast(1, "session_length_web"),
            doc: "Older spelling of SessionLengthWebInHours, in days.")
        public let sessionLengthWebInHours = Setting(
            "SessionLengthWebInHours", 4320, rule: .atLeast(1, "session_length_web"), doc: "Hours that a session of a browser lasts.")
        public let sessionLengthMobileInDays = Setting(
            "SessionLengthMobileInDays", 180, rule: .atLeast(1, "session_length_mobile"),
            doc: "Older spelling of SessionLengthMobileInHours, in days.")
        public let sessionLengthMobileInHours = Setting(
            "SessionLengthMobileInHours", 4320, rule: .atLeast(1, "session_length_mobile"),
            doc: "Hours that a session of a mobile app lasts.")
        public let sessionLengthSSOInDays = Setting(
            "SessionLengthSSOInDays", 30, rule: .atLeast(1, "session_length_sso"),
            doc: "Older spelling of SessionLengthSSOInHours, in days.")
        public let sessionLengthSSOInHours = Setting(
            "SessionLengthSSOInHours", 720, rule: .atLeast(1, "session_length_sso"),
            doc: "Hours that a session made through single sign-on lasts.")
        public let sessionCacheInMinutes = Setting(
            "SessionCacheInMinutes", 10, rule: .atLeast(0, "session_cache"),
            doc: "Minutes that a session may be remembered without asking the database.")
        public let sessionIdleTimeoutInMinutes = Setting(
            "SessionIdleTimeoutInMinutes", 43200, rule: .atLeast(0, "session_idle_timeout"),
            doc: "Minutes without use after which a session ends when it is not extended by use; 0 never.")
        public let websocketSecurePort = Setting(
            "WebsocketSecurePort", 443, .everyone, rule: .range(1...65535, "websocket_port"),
            doc: "Port that apps use for secure WebSockets.")
        public let websocketPort = Setting(
            "WebsocketPort", 80, .everyone, rule: .range(1...65535, "websocket_port"), doc: "Port that apps use for plain WebSockets.")
        public let webserverMode = Setting(
            "WebserverMode", "gzip", rule: .oneOf(["gzip", "uncompressed", "disabled"], "webserver_mode"),
            doc: "How the web client's files are served: compressed, plain, or not at all.")
        public let enableGifPicker = Setting("EnableGifPicker", false, .members, doc: "Offers GIF pictures; needs a GIPHY key.")
        public let giphySdkKey = Setting("GiphySdkKey", "", .members, doc: "Key for GIPHY.")
        public let enableCustomEmoji = Setting("EnableCustomEmoji", true, .everyone, doc: "Lets people add emoji.")
        public let enableEmojiPicker = Setting("EnableEmojiPicker", true, .members, doc: "Shows the emoji picker.")
        public let postEditTimeLimit = Setting(
            "PostEditTimeLimit", -1, .members, doc: "Seconds within which a message may be edited; -1 for no limit.")
        public let timeBetweenUserTypingUpdatesMilliseconds = Setting(
            "TimeBetweenUserTypingUpdatesMilliseconds", 5000, .members, rule: .atLeast(1000, "time_between_user_typing"),
            doc: "Milliseconds that clients wait between two notices that somebody types.")
        public let enableCrossTeamSearch = Setting(
            "EnableCrossTeamSearch", true, .members, doc: "Lets people search all their teams at once.")
        public let enablePostSearch = Setting("EnablePostSearch", true, doc: "Offers the search for messages.")
        public let enableFileSearch = Setting("EnableFileSearch", true, doc: "Offers the search for files.")
        public let minimumHashtagLength = Setting(
            "MinimumHashtagLength", 3, .members, rule: .atLeast(2, "minimum_hashtag_length"), doc: "Fewest characters of a hashtag.")
        public let enableUserTypingMessages = Setting("EnableUserTypingMessages", true, .members, doc: "Shows who is typing.")
        public let enableChannelViewedMessages = Setting(
            "EnableChannelViewedMessages", true, .members, doc: "Tells a person's other devices which channel was read.")
        public let enableUserStatuses = Setting("EnableUserStatuses", true, .everyone, doc: "Shows who is online.")
        public let experimentalEnableAuthenticationTransfer = Setting(
            "ExperimentalEnableAuthenticationTransfer", true, .members, doc: "Lets people change how they log in.")
        public let clusterLogTimeoutMilliseconds = Setting(
            "ClusterLogTimeoutMilliseconds", 2000, rule: .atLeast(1, "cluster_log_timeout"),
            doc: "Milliseconds to wait for the log of another node.")
        public let enableTutorial = Setting("EnableTutorial", true, .members, doc: "Shows newcomers around.")
        public let enableOnboardingFlow = Setting("EnableOnboardingFlow", true, .members, doc: "Shows newcomers a list of first steps.")
        public let experimentalEnableDefaultChannelLeaveJoinMessages = Setting(
            "ExperimentalEnableDefaultChannelLeaveJoinMessages", true, .members,
            doc: "Says who joined and left in a team's default channel.")
        public let experimentalGroupUnreadChannels = Setting(
            "ExperimentalGroupUnreadChannels", "disabled", .members,
            rule: .oneOf(["disabled", "default_on", "default_off"], "group_unread_channels"),
            doc: "Whether unread channels have a section of their own.")
        public let enableAPITeamDeletion = Setting(
            "EnableAPITeamDeletion", false, doc: "Lets administrators delete a team for good through the API.")
        public let enableAPITriggerAdminNotifications = Setting("EnableAPITriggerAdminNotifications", false, doc: "Kept for clients.")
        public let enableAPIUserDeletion = Setting(
            "EnableAPIUserDeletion", false, doc: "Lets administrators delete an account for good through the API.")
        public let enableAPIPostDeletion = Setting(
            "EnableAPIPostDeletion", false, doc: "Lets administrators delete a message for good through the API.")
        public let enableDesktopLandingPage = Setting(
            "EnableDesktopLandingPage", true, .everyone, doc: "Asks people in a browser whether to open the desktop app.")
        public let minimumDesktopAppVersion = Setting("MinimumDesktopAppVersion", "", doc: "Oldest desktop app that may be used.")
        public let experimentalEnableHardenedMode = Setting(
            "ExperimentalEnableHardenedMode", false, doc: "Tells callers less: internal errors keep their cause to themselves.")
        public let experimentalStrictCSRFEnforcement = Setting(
            "ExperimentalStrictCSRFEnforcement", false, doc: "Requires the CSRF token itself, the X-Requested-With header is not enough.")
        public let enableEmailInvitations = Setting("EnableEmailInvitations", false, .members, doc: "Lets people invite others by mail.")
        public let disableBotsWhenOwnerIsDeactivated = Setting(
            "DisableBotsWhenOwnerIsDeactivated", true, doc: "Switches bots off together with the account that owns them.")
        public let enableBotAccountCreation = Setting(
            "EnableBotAccountCreation", false, .everyone, doc: "Lets people with permission make bots.")
        public let enableSVGs = Setting("EnableSVGs", true, .members, doc: "Shows SVG pictures in messages.")
        public let enableLatex = Setting("EnableLatex", true, .members, doc: "Shows LaTeX code blocks as formulas.")
        public let enableInlineLatex = Setting("EnableInlineLatex", true, .members, doc: "Shows LaTeX within a line as formulas.")
        public let postPriority = Setting("PostPriority", true, .members, doc: "Lets people mark messages as important or urgent.")
        public let allowPersistentNotifications = Setting(
            "AllowPersistentNotifications", true, .members, doc: "Lets people repeat the notification of an urgent message.")
        public let allowPersistentNotificationsForGuests = Setting(
            "AllowPersistentNotificationsForGuests", false, .members, doc: "Lets guests do so too.")
        public let persistentNotificationIntervalMinutes = Setting(
            "PersistentNotificationIntervalMinutes", 5, .members, rule: .atLeast(2, "persistent_notifications_interval"),
            doc: "Minutes between such notifications.")
        public let persistentNotificationMaxCount = Setting(
            "PersistentNotificationMaxCount", 6, .members, rule: .atLeast(1, "persistent_notifications_count"),
            doc: "How often such a notification is repeated at most.")
        public let persistentNotificationMaxRecipients = Setting(
            "PersistentNotificationMaxRecipients", 5, .members, rule: .atLeast(1, "persistent_notifications_recipients"),
            doc: "How many people such a message may name at most.")
        public let enableBurnOnRead = Setting(
            "EnableBurnOnRead", true, .members, doc: "Lets people send messages that vanish after they are read.")
        public let burnOnReadDurationSeconds = Setting(
            "BurnOnReadDurationSeconds", 600, .members, rule: .atLeast(1, "burn_on_read_duration"),
            doc: "Seconds for which such a message can be read.")
        public let burnOnReadMaximumTimeToLiveSeconds = Setting(
            "BurnOnReadMaximumTimeToLiveSeconds", 604_800, .members, rule: .atLeast(1, "burn_on_read_maximum_time_to_live"),
            doc: "Seconds after which such a message vanishes though nobody read it.")
        public let burnOnReadSchedulerFrequencySeconds = Setting(
            "BurnOnReadSchedulerFrequencySeconds", 600, rule: .atLeast(1, "burn_on_read_scheduler_frequency"),
            doc: "Seconds between two looks for messages to remove.")
        public let enableAPIChannelDeletion = Setting(
            "EnableAPIChannelDeletion", false, doc: "Lets administrators delete a channel for good through the API.")
        public let enableLocalMode = Setting(
            "EnableLocalMode", false, doc: "Lets `mmctl --local` work without a login through a Unix socket.")
        public let localModeSocketLocation = Setting(
            "LocalModeSocketLocation", "/var/tmp/mattermost_local.socket", doc: "That socket's path; the default is where mmctl looks.")
        public let enableAWSMetering = Setting("EnableAWSMetering", false, doc: "Kept for clients.")
        public let awsMeteringTimeoutSeconds = Setting("AWSMeteringTimeoutSeconds", 30, doc: "Kept for clients.")
        public let splitKey = Setting("SplitKey", "", .secret, doc: "Kept for clients.")
        public let featureFlagSyncIntervalSeconds = Setting("FeatureFlagSyncIntervalSeconds", 30, doc: "Kept for clients.")
        public let debugSplit = Setting("DebugSplit", false, doc: "Kept for clients.")
        public let threadAutoFollow = Setting("ThreadAutoFollow", true, doc: "Follows threads in which a person writes or is mentioned.")
        public let collapsedThreads = Setting(
            "CollapsedThreads", "always_on", .members,
            rule: .oneOf(["disabled", "default_off", "default_on", "always_on"], "collapsed_threads"),
            doc: "Whether replies are shown beside the channel instead of within it.")
        public let managedResourcePaths = Setting(
            "ManagedResourcePaths", "", .members,
            doc: "Paths of the site, separated by commas, that belong to other programs; apps open them in a browser.")
        public let enableCustomGroups = Setting("EnableCustomGroups", true, doc: "Lets people make groups to mention.")
        public let allowSyncedDrafts = Setting(
            "AllowSyncedDrafts", true, .members, doc: "Keeps drafts on the server, so that all devices have them.")
        public let uniqueEmojiReactionLimitPerPost = Setting(
            "UniqueEmojiReactionLimitPerPost", 50, .members, rule: .range(0...500, "unique_emoji_reaction_limit_per_post"),
            doc: "How many different reactions a message may have.")
        public let refreshPostStatsRunTime = Setting(
            "RefreshPostStatsRunTime", "00:00", rule: .timeOfDay("refresh_post_stats_run_time"),
            doc: "Time of day at which statistics of messages are counted again.")
        public let maximumPayloadSizeBytes = Setting(
            "MaximumPayloadSizeBytes", 300_000, rule: .atLeast(1, "max_payload_size"),
            doc: "Bytes that the body of an API request may have.")
        public let maximumURLLength = Setting(
            "MaximumURLLength", 2048, rule: .atLeast(1, "max_url_length"), doc: "Characters that the address of a request may have.")
        public let scheduledPosts = Setting("ScheduledPosts", true, doc: "Lets people write messages to be sent later.")
        public let enableWebHubChannelIteration = Setting(
            "EnableWebHubChannelIteration", false, doc: "Kept for clients; Martlet delivers along the smaller side anyway.")
        public let frameAncestors = Setting(
            "FrameAncestors", "", doc: "Sites, separated by spaces, that may show the web client in a frame.")
        public let deleteAccountLink = Setting(
            "DeleteAccountLink", "", .members, rule: .urlOrEmpty("delete_account_link"),
            doc: "Where people ask for their account to be deleted.")
    }

    public static let declared = Declared()
    public static let title = "The web server, its limits, and what people may use"
    public static let doc = "Address, time-outs, sessions, integrations and the parts of the product that can be switched off."
    public static let pages = [
        "environment_web_server", "environment_session_lengths", "environment_developer", "authentication_mfa",
        "integrations_integration_management", "integrations_bot_accounts", "integrations_cors", "integrations_gif", "site_posts",
        "site_emoji", "site_users_and_teams", "site_public_links", "experimental_features",
    ]
}
