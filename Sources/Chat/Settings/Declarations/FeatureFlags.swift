/// Feature flags.
public enum FeatureFlags: SettingsSection {
    public struct Declared: Sendable {
        public let appsEnabled = Setting(
            "AppsEnabled", false, .everyone(as: "FeatureFlagAppsEnabled"), doc: "Flag of the original, told to clients.")
        public let attributeBasedAccessControl = Setting(
            "AttributeBasedAccessControl", true, .everyone(as: "FeatureFlagAttributeBasedAccessControl"),
            doc: "Flag of the original, told to clients.")
        public let autoTranslation = Setting(
            "AutoTranslation", true, .everyone(as: "FeatureFlagAutoTranslation"), doc: "Flag of the original, told to clients.")
        public let burnOnRead = Setting(
            "BurnOnRead", true, .everyone(as: "FeatureFlagBurnOnRead"), doc: "Flag of the original, told to clients.")
        public let cjkSearch = Setting(
            "CJKSearch", false, .everyone(as: "FeatureFlagCJKSearch"), doc: "Flag of the original, told to clients.")
        public let channelBookmarks = Setting(
            "ChannelBookmarks", true, .everyone(as: "FeatureFlagChannelBookmarks"), doc: "Flag of the original, told to clients.")
        public let cloudAnnualRenewals = Setting(
            "CloudAnnualRenewals", false, .everyone(as: "FeatureFlagCloudAnnualRenewals"), doc: "Flag of the original, told to clients.")
        public let cloudDedicatedExportUI = Setting(
            "CloudDedicatedExportUI", false, .everyone(as: "FeatureFlagCloudDedicatedExportUI"),
            doc: "Flag of the original, told to clients.")
        public let cloudIPFiltering = Setting(
            "CloudIPFiltering", false, .everyone(as: "FeatureFlagCloudIPFiltering"), doc: "Flag of the original, told to clients.")
        public let consumePostHook = Setting(
            "ConsumePostHook", false, .everyone(as: "FeatureFlagConsumePostHook"), doc: "Flag of the original, told to clients.")
        public let contentFlagging = Setting(
            "ContentFlagging", true, .everyone(as: "FeatureFlagContentFlagging"), doc: "Flag of the original, told to clients.")
        public let customProfileAttributes = Setting(
            "CustomProfileAttributes", true, .everyone(as: "FeatureFlagCustomProfileAttributes"),
            doc: "Flag of the original, told to clients.")
        public let deprecateCloudFree = Setting(
            "DeprecateCloudFree", false, .everyone(as: "FeatureFlagDeprecateCloudFree"), doc: "Flag of the original, told to clients.")
        public let enableAIPluginBridge = Setting(
            "EnableAIPluginBridge", false, .everyone(as: "FeatureFlagEnableAIPluginBridge"), doc: "Flag of the original, told to clients.")
        public let enableAIRecaps = Setting(
            "EnableAIRecaps", false, .everyone(as: "FeatureFlagEnableAIRecaps"), doc: "Flag of the original, told to clients.")
        public let enableExportDirectDownload = Setting(
            "EnableExportDirectDownload", false, .everyone(as: "FeatureFlagEnableExportDirectDownload"),
            doc: "Flag of the original, told to clients.")
        public let enableMattermostEntry = Setting(
            "EnableMattermostEntry", true, .everyone(as: "FeatureFlagEnableMattermostEntry"), doc: "Flag of the original, told to clients.")
        public let enableRemoteClusterService = Setting(
            "EnableRemoteClusterService", false, .everyone(as: "FeatureFlagEnableRemoteClusterService"),
            doc: "Flag of the original, told to clients.")
        public let enableSharedChannelsDMs = Setting(
            "EnableSharedChannelsDMs", false, .everyone(as: "FeatureFlagEnableSharedChannelsDMs"),
            doc: "Flag of the original, told to clients.")
        public let enableSharedChannelsMemberSync = Setting(
            "EnableSharedChannelsMemberSync", false, .everyone(as: "FeatureFlagEnableSharedChannelsMemberSync"),
            doc: "Flag of the original, told to clients.")
        public let enableSharedChannelsPlugins = Setting(
            "EnableSharedChannelsPlugins", true, .everyone(as: "FeatureFlagEnableSharedChannelsPlugins"),
            doc: "Flag of the original, told to clients.")
        public let enableSyncAllUsersForRemoteCluster = Setting(
            "EnableSyncAllUsersForRemoteCluster", false, .everyone(as: "FeatureFlagEnableSyncAllUsersForRemoteCluster"),
            doc: "Flag of the original, told to clients.")
        public let experimentalAuditSettingsSystemConsoleUI = Setting(
            "ExperimentalAuditSettingsSystemConsoleUI", true, .everyone(as: "FeatureFlagExperimentalAuditSettingsSystemConsoleUI"),
            doc: "Flag of the original, told to clients.")
        public let integratedBoards = Setting(
            "IntegratedBoards", false, .everyone(as: "FeatureFlagIntegratedBoards"), doc: "Flag of the original, told to clients.")
        public let interactiveDialogAppsForm = Setting(
            "InteractiveDialogAppsForm", true, .everyone(as: "FeatureFlagInteractiveDialogAppsForm"),
            doc: "Flag of the original, told to clients.")
        public let mobileSSOCodeExchange = Setting(
            "MobileSSOCodeExchange", false, .everyone(as: "FeatureFlagMobileSSOCodeExchange"),
            doc: "Flag of the original, told to clients.")
        public let moveThreadsEnabled = Setting(
            "MoveThreadsEnabled", false, .everyone(as: "FeatureFlagMoveThreadsEnabled"), doc: "Lets people move threads.")
        public let normalizeLdapDNs = Setting(
            "NormalizeLdapDNs", false, .everyone(as: "FeatureFlagNormalizeLdapDNs"), doc: "Flag of the original, told to clients.")
        public let notificationMonitoring = Setting(
            "NotificationMonitoring", true, .everyone(as: "FeatureFlagNotificationMonitoring"),
            doc: "Flag of the original, told to clients.")
        public let onboardingTourTips = Setting(
            "OnboardingTourTips", true, .everyone(as: "FeatureFlagOnboardingTourTips"), doc: "Flag of the original, told to clients.")
        public let permalinkPreviews = Setting(
            "PermalinkPreviews", false, .everyone(as: "FeatureFlagPermalinkPreviews"), doc: "Flag of the original, told to clients.")
        public let streamlinedMarketplace = Setting(
            "StreamlinedMarketplace", true, .everyone(as: "FeatureFlagStreamlinedMarketplace"),
            doc: "Flag of the original, told to clients.")
        public let testBoolFeature = Setting(
            "TestBoolFeature", false, .everyone(as: "FeatureFlagTestBoolFeature"), doc: "Flag of the original, told to clients.")
        public let testFeature = Setting(
            "TestFeature", "off", .everyone(as: "FeatureFlagTestFeature"), doc: "Flag of the original, told to clients.")
        public let webSocketEventScope = Setting(
            "WebSocketEventScope", true, .everyone(as: "FeatureFlagWebSocketEventScope"), doc: "Flag of the original, told to clients.")
        public let wysiwygEditor = Setting(
            "WysiwygEditor", false, .everyone(as: "FeatureFlagWysiwygEditor"), doc: "Flag of the original, told to clients.")
    }

    public static let declared = Declared()
    public static let title = "Feature flags"
    public static let doc = "Parts of the original that can be switched apart. Clients read them; only the environment changes them."
    public static let pages = ["experimental_feature_flags"]
}
