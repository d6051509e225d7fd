public import Wire

/// Compliance reports.
public enum ComplianceSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enable = Setting("Enable", false, doc: "Makes reports.")
        public let directory = Setting("Directory", "./data/", doc: "Folder of the reports.")
        public let enableDaily = Setting("EnableDaily", false, doc: "Makes one each day.")
        public let batchSize = Setting("BatchSize", 30000, rule: .atLeast(1, "compliance_batch_size"), doc: "Messages read at once.")
    }

    public static let declared = Declared()
    public static let title = "Compliance reports"
    public static let doc = "Reports of messages; not built yet."
    public static let pages = ["compliance_compliance_monitoring"]
}

/// How long messages are kept.
public enum DataRetentionSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enableMessageDeletion = Setting("EnableMessageDeletion", false, doc: "Removes old messages.")
        public let enableFileDeletion = Setting("EnableFileDeletion", false, doc: "Removes old files.")
        public let enableBoardsDeletion = Setting("EnableBoardsDeletion", false, doc: "Removes old boards.")
        public let messageRetentionDays = Setting(
            "MessageRetentionDays", 365, rule: .atLeast(1, "data_retention.message_retention_days_too_low"),
            doc: "Older spelling of MessageRetentionHours, in days.")
        public let messageRetentionHours = Setting(
            "MessageRetentionHours", 0, rule: .atLeast(0, "data_retention.message_retention_hours_too_low"),
            doc: "Hours that messages are kept.")
        public let fileRetentionDays = Setting(
            "FileRetentionDays", 365, rule: .atLeast(1, "data_retention.file_retention_days_too_low"),
            doc: "Older spelling of FileRetentionHours, in days.")
        public let fileRetentionHours = Setting(
            "FileRetentionHours", 0, rule: .atLeast(0, "data_retention.file_retention_hours_too_low"), doc: "Hours that files are kept.")
        public let boardsRetentionDays = Setting("BoardsRetentionDays", 365, doc: "Days that boards are kept.")
        public let deletionJobStartTime = Setting(
            "DeletionJobStartTime", "02:00", rule: .timeOfDay("data_retention.deletion_job_start_time"), doc: "Time of day of the removal.")
        public let batchSize = Setting("BatchSize", 3000, doc: "Rows removed at once.")
        public let timeBetweenBatchesMilliseconds = Setting(
            "TimeBetweenBatchesMilliseconds", 100, doc: "Milliseconds between two such removals.")
        public let retentionIdsBatchSize = Setting("RetentionIdsBatchSize", 100, doc: "Ids written at once.")
        public let preservePinnedPosts = Setting("PreservePinnedPosts", false, doc: "Keeps pinned messages.")
    }

    public static let declared = Declared()
    public static let title = "How long messages are kept"
    public static let doc = "Removal of old messages; not built yet."
    public static let pages = ["compliance_data_retention_policy"]
}

/// Export of messages.
public enum MessageExportSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enableExport = Setting("EnableExport", false, doc: "Exports messages each day.")
        public let exportFormat = Setting(
            "ExportFormat", "actiance", rule: .oneOf(["actiance", "globalrelay", "csv", "globalrelay-zip"], "message_export.export_type"),
            doc: "Format of the export.")
        public let dailyRunTime = Setting(
            "DailyRunTime", "01:00", rule: .timeOfDay("message_export.daily_runtime"), doc: "Time of day of the export.")
        public let exportFromTimestamp = Setting("ExportFromTimestamp", 0, doc: "Time, in seconds, from which messages are exported.")
        public let batchSize = Setting(
            "BatchSize", 10000, rule: .atLeast(1, "message_export.batch_size"), doc: "Messages exported at once.")
        public let downloadExportResults = Setting("DownloadExportResults", false, doc: "Lets people fetch exports.")
        public let channelBatchSize = Setting("ChannelBatchSize", 100, doc: "Channels read at once.")
        public let channelHistoryBatchSize = Setting("ChannelHistoryBatchSize", 10, doc: "Memberships read at once.")
        public let globalRelayCustomerType = Setting("GlobalRelaySettings.CustomerType", "A9", doc: "Kind of account at Global Relay.")
        public let globalRelaySMTPUsername = Setting("GlobalRelaySettings.SMTPUsername", "", doc: "Name for its mail server.")
        public let globalRelaySMTPPassword = Setting("GlobalRelaySettings.SMTPPassword", "", .secret, doc: "Password for its mail server.")
        public let globalRelayEmailAddress = Setting("GlobalRelaySettings.EmailAddress", "", doc: "Address that exports go to.")
        public let globalRelaySMTPServerTimeout = Setting(
            "GlobalRelaySettings.SMTPServerTimeout", 1800, doc: "Seconds to wait for its mail server.")
        public let globalRelayCustomSMTPServerName = Setting(
            "GlobalRelaySettings.CustomSMTPServerName", "", doc: "Its mail server, when it is not the usual one.")
        public let globalRelayCustomSMTPPort = Setting("GlobalRelaySettings.CustomSMTPPort", "25", doc: "Port of that.")
    }

    public static let declared = Declared()
    public static let title = "Export of messages"
    public static let doc = "Export for archives; not built yet."
    public static let pages = ["compliance_compliance_export"]
}

/// Reported messages.
public enum ContentFlaggingSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enableContentFlagging = Setting("EnableContentFlagging", false, doc: "Lets people report messages.")
        public let notificationEventTargetMapping = Setting(
            "NotificationSettings.EventTargetMapping",
            [
                "assigned": ["reviewers"], "dismissed": ["reviewers", "reporter"], "flagged": ["reviewers"],
                "removed": ["reviewers", "author", "reporter"],
            ] as JSONValue,
            doc: "Who is told of what.")
        public let additionalReasons = Setting(
            "AdditionalSettings.Reasons",
            [
                "Classification mismatch", "Need-to-know violation", "Personally identifiable information (PII) exposure",
                "Operational security (OPSEC) concern", "Controlled Unclassified Information (CUI) violation", "Unauthorized disclosure",
                "Other",
            ],
            doc: "Reasons to choose from.")
        public let additionalReporterCommentRequired = Setting(
            "AdditionalSettings.ReporterCommentRequired", true, doc: "Asks the reporter for a comment.")
        public let additionalReviewerCommentRequired = Setting(
            "AdditionalSettings.ReviewerCommentRequired", true, doc: "Asks the reviewer for a comment.")
        public let additionalHideFlaggedContent = Setting(
            "AdditionalSettings.HideFlaggedContent", true, doc: "Hides the message until it is reviewed.")
        public let reviewerCommonReviewers = Setting("ReviewerSettings.CommonReviewers", true, doc: "Has the same reviewers in all teams.")
        public let reviewerSystemAdminsAsReviewers = Setting(
            "ReviewerSettings.SystemAdminsAsReviewers", false, doc: "Lets system administrators review.")
        public let reviewerTeamAdminsAsReviewers = Setting(
            "ReviewerSettings.TeamAdminsAsReviewers", true, doc: "Lets team administrators review.")
    }

    public static let declared = Declared()
    public static let title = "Reported messages"
    public static let doc = "Messages reported for review; not built yet."
    public static let pages = ["site_posts"]
}

/// Access by attributes.
public enum AccessControlSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enableAttributeBasedAccessControl = Setting(
            "EnableAttributeBasedAccessControl", false, .members, doc: "Uses such rules.")
        public let enableUserManagedAttributes = Setting(
            "EnableUserManagedAttributes", false, .members, doc: "Lets people set attributes of their own that count.")
    }

    public static let declared = Declared()
    public static let title = "Access by attributes"
    public static let doc = "Rules by attributes of people; not built yet."
    public static let pages = ["user_management_permissions"]
}
