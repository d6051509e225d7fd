/// Elasticsearch.
public enum ElasticsearchSettings: SettingsSection {
    public struct Declared: Sendable {
        public let connectionURL = Setting("ConnectionURL", "http://localhost:9200", doc: "Address.")
        public let backend = Setting(
            "Backend", "elasticsearch", rule: .oneOf(["elasticsearch", "opensearch"], "elastic_search.backend"),
            doc: "`elasticsearch` or `opensearch`.")
        public let username = Setting("Username", "elastic", doc: "Name to log in with.")
        public let password = Setting("Password", "changeme", .secret, doc: "Password for that.")
        public let enableIndexing = Setting("EnableIndexing", false, doc: "Writes to the index.")
        public let enableSearching = Setting("EnableSearching", false, doc: "Searches the index.")
        public let enableCJKAnalyzers = Setting("EnableCJKAnalyzers", false, doc: "Splits Chinese, Japanese and Korean text.")
        public let enableAutocomplete = Setting("EnableAutocomplete", false, doc: "Completes names from the index.")
        public let sniff = Setting("Sniff", true, doc: "Asks for the other nodes.")
        public let postIndexReplicas = Setting("PostIndexReplicas", 1, doc: "Copies of the index of messages.")
        public let postIndexShards = Setting("PostIndexShards", 1, doc: "Parts of the index of messages.")
        public let channelIndexReplicas = Setting("ChannelIndexReplicas", 1, doc: "Copies of the index of channels.")
        public let channelIndexShards = Setting("ChannelIndexShards", 1, doc: "Parts of the index of channels.")
        public let userIndexReplicas = Setting("UserIndexReplicas", 1, doc: "Copies of the index of people.")
        public let userIndexShards = Setting("UserIndexShards", 1, doc: "Parts of the index of people.")
        public let aggregatePostsAfterDays = Setting("AggregatePostsAfterDays", 365, doc: "Days after which indexes are joined.")
        public let postsAggregatorJobStartTime = Setting("PostsAggregatorJobStartTime", "03:00", doc: "Time of day for that.")
        public let indexPrefix = Setting("IndexPrefix", "", doc: "Prefix of indexes.")
        public let globalSearchPrefix = Setting("GlobalSearchPrefix", "", doc: "Prefix of indexes of several servers.")
        public let liveIndexingBatchSize = Setting(
            "LiveIndexingBatchSize", 10, rule: .atLeast(1, "elastic_search.live_indexing_batch_size"), doc: "Messages written at once.")
        public let batchSize = Setting("BatchSize", 10000, doc: "Rows written at once when indexing anew.")
        public let requestTimeoutSeconds = Setting(
            "RequestTimeoutSeconds", 30, rule: .atLeast(1, "elastic_search.request_timeout_seconds"), doc: "Seconds to wait for an answer.")
        public let skipTLSVerification = Setting("SkipTLSVerification", false, doc: "Accepts any certificate.")
        public let ca = Setting("CA", "", doc: "Certificate authority file.")
        public let clientCert = Setting("ClientCert", "", doc: "Certificate file.")
        public let clientKey = Setting("ClientKey", "", doc: "Key file.")
        public let trace = Setting("Trace", "", doc: "Logs what is said.")
        public let ignoredPurgeIndexes = Setting("IgnoredPurgeIndexes", "", doc: "Indexes that are not removed.")
        public let enableSearchPublicChannelsWithoutMembership = Setting(
            "EnableSearchPublicChannelsWithoutMembership", false, doc: "Finds messages of public channels that one has not joined.")
    }

    public static let declared = Declared()
    public static let title = "Elasticsearch"
    public static let doc = "An outside search engine; not built, searching happens in the database."
    public static let pages = ["environment_elasticsearch"]
}

/// Hosted service.
public enum CloudSettings: SettingsSection {
    public struct Declared: Sendable {
        public let cwsURL = Setting("CWSURL", "", .members, doc: "Kept for clients.")
        public let cwsAPIURL = Setting("CWSAPIURL", "", doc: "Kept for clients.")
        public let cwsMock = Setting("CWSMock", false, doc: "Kept for clients.")
        public let disable = Setting("Disable", false, doc: "Kept for clients.")
        public let previewModalBucketURL = Setting("PreviewModalBucketURL", "", doc: "Kept for clients.")
    }

    public static let declared = Declared()
    public static let title = "Hosted service"
    public static let doc = "Of the original's hosted service; kept for clients, empty."
    public static let pages = ["environment_web_server"]
}

/// Other servers.
public enum ConnectedWorkspacesSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enableSharedChannels = Setting("EnableSharedChannels", false, doc: "Shares channels.")
        public let enableRemoteClusterService = Setting("EnableRemoteClusterService", false, doc: "Connects to other servers.")
        public let disableSharedChannelsStatusSync = Setting("DisableSharedChannelsStatusSync", false, doc: "Keeps statuses to oneself.")
        public let syncUsersOnConnectionOpen = Setting("SyncUsersOnConnectionOpen", false, doc: "Sends all accounts at the start.")
        public let globalUserSyncBatchSize = Setting(
            "GlobalUserSyncBatchSize", 25, rule: .range(1...200, "global_user_sync_batch_size"), doc: "Accounts sent at once.")
        public let maxPostsPerSync = Setting("MaxPostsPerSync", 50, rule: .atLeast(1, "max_posts_per_sync"), doc: "Messages sent at once.")
        public let memberSyncBatchSize = Setting(
            "MemberSyncBatchSize", 20, rule: .range(1...200, "member_sync_batch_size"), doc: "Members sent at once.")
    }

    public static let declared = Declared()
    public static let title = "Other servers"
    public static let doc = "Channels shared with other servers; not built yet."
    public static let pages = ["environment_web_server"]
}

/// Translation.
public enum AutoTranslationSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enable = Setting("Enable", false, doc: "Translates messages.")
        public let restrictDMAndGM = Setting("RestrictDMAndGM", false, doc: "Leaves direct and group messages out.")
        public let provider = Setting(
            "Provider", "", rule: .oneOf(["", "libretranslate", "agents"], "autotranslation.provider"), doc: "Who translates.")
        public let targetLanguages = Setting("TargetLanguages", ["en"], doc: "Languages to translate to.")
        public let workers = Setting("Workers", 6, rule: .range(1...64, "autotranslation.workers"), doc: "Translations at the same time.")
        public let timeoutMs = Setting(
            "TimeoutMs", 5000, rule: .atLeast(1, "autotranslation.timeout"), doc: "Milliseconds that a translation may take.")
        public let libreTranslateURL = Setting("LibreTranslate.URL", "", doc: "Address of LibreTranslate.")
        public let libreTranslateAPIKey = Setting("LibreTranslate.APIKey", "", .secret, doc: "Key for it.")
        public let agentsLLMServiceID = Setting("Agents.LLMServiceID", "", doc: "Language model to use.")
    }

    public static let declared = Declared()
    public static let title = "Translation"
    public static let doc = "Translation of messages; not built yet."
    public static let pages = ["site_localization"]
}
