/// Every section there is.
public enum Sections {
    /// Those of Mattermost, in its order: what `GET /config` shows.
    public static let shown: [Section] = [
        Section(ServiceSettings.self),
        Section(TeamSettings.self),
        Section(ClientRequirements.self),
        Section(SqlSettings.self),
        Section(LogSettings.self),
        Section(ExperimentalAuditSettings.self),
        Section(PasswordSettings.self),
        Section(FileSettings.self),
        Section(EmailSettings.self),
        Section(RateLimitSettings.self),
        Section(PrivacySettings.self),
        Section(SupportSettings.self),
        Section(AnnouncementSettings.self),
        Section(ThemeSettings.self),
        Section(GitLabSettings.self),
        Section(GoogleSettings.self),
        Section(Office365Settings.self),
        Section(OpenIdSettings.self),
        Section(LdapSettings.self),
        Section(ComplianceSettings.self),
        Section(LocalizationSettings.self),
        Section(SamlSettings.self),
        Section(NativeAppSettings.self),
        Section(IntuneSettings.self),
        Section(CacheSettings.self),
        Section(ClusterSettings.self),
        Section(MetricsSettings.self),
        Section(ExperimentalSettings.self),
        Section(AnalyticsSettings.self),
        Section(ElasticsearchSettings.self),
        Section(DataRetentionSettings.self),
        Section(MessageExportSettings.self),
        Section(JobSettings.self),
        Section(PluginSettings.self),
        Section(DisplaySettings.self),
        Section(GuestAccountsSettings.self),
        Section(ImageProxySettings.self),
        Section(CloudSettings.self),
        Section(ImportSettings.self),
        Section(ExportSettings.self),
        Section(WranglerSettings.self),
        Section(ConnectedWorkspacesSettings.self),
        Section(AccessControlSettings.self),
        Section(ContentFlaggingSettings.self),
        Section(AutoTranslationSettings.self),
        Section(FeatureFlags.self),
    ]

    /// Those that only Martlet has: set by the environment or config.json, not through the API.
    public static let own: [Section] = [
        Section(ClientSettings.self, prefix: "MARTLET_"),
        Section(ConnectionSettings.self, prefix: "MARTLET_"),
        Section(ThreadSettings.self, prefix: "MARTLET_"),
        Section(LoginSettings.self, prefix: "MARTLET_"),
        Section(ServerSettings.self, prefix: "MARTLET_"),
        Section(BusSettings.self, prefix: "MARTLET_"),
    ]

    public static let all = shown + own
}
