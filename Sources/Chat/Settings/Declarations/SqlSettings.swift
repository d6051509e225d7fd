public import Wire

/// The database.
public enum SqlSettings: SettingsSection {
    public struct Declared: Sendable {
        public let driverName = Setting(
            "DriverName", "sqlite", rule: .oneOf(["sqlite", "postgres"], "sql_driver"),
            doc: "`sqlite` or `postgres`. Read when the server starts; a stored value is not looked at.")
        public let dataSource = Setting(
            "DataSource", "./data/martlet.db", .secret, rule: .notEmpty("sql_data_src"),
            doc: "SQLite file, or PostgreSQL as `postgres://user:password@host:5432/name`. Read when the server starts.")
        public let dataSourceReplicas = Setting("DataSourceReplicas", [] as [String], .secret, doc: "Addresses of replicas to read from.")
        public let dataSourceSearchReplicas = Setting(
            "DataSourceSearchReplicas", [] as [String], .secret, doc: "Addresses of replicas to search on.")
        public let maxIdleConns = Setting("MaxIdleConns", 50, rule: .atLeast(1, "sql_idle"), doc: "Connections kept open while idle.")
        public let connMaxLifetimeMilliseconds = Setting(
            "ConnMaxLifetimeMilliseconds", 3_600_000, rule: .atLeast(0, "sql_conn_max_lifetime_milliseconds"),
            doc: "Milliseconds after which a connection is replaced.")
        public let connMaxIdleTimeMilliseconds = Setting(
            "ConnMaxIdleTimeMilliseconds", 300_000, rule: .atLeast(0, "sql_conn_max_idle_time_milliseconds"),
            doc: "Milliseconds after which an idle connection is closed.")
        public let maxOpenConns = Setting("MaxOpenConns", 100, rule: .atLeast(1, "sql_max_conn"), doc: "Connections to PostgreSQL at most.")
        public let trace = Setting("Trace", false, doc: "Logs every statement.")
        public let atRestEncryptKey = Setting(
            "AtRestEncryptKey", "", .secret, rule: .minLength(32, "encrypt_sql", emptyAllowed: true),
            doc: "Key for secrets at rest; made at the first start when empty.")
        public let queryTimeout = Setting(
            "QueryTimeout", 30, rule: .atLeast(1, "sql_query_timeout"), doc: "Seconds that a statement may take.")
        public let disableDatabaseSearch = Setting("DisableDatabaseSearch", false, doc: "Leaves searching to another engine.")
        public let migrationsStatementTimeoutSeconds = Setting(
            "MigrationsStatementTimeoutSeconds", 100_000, rule: .atLeast(0, "sql_migrations_statement_timeout"),
            doc: "Seconds that a statement of a migration may take.")
        public let replicaLagSettings = Setting(
            "ReplicaLagSettings", [] as JSONValue, .secret, doc: "Statements that measure how far replicas lag behind.")
        public let replicaMonitorIntervalSeconds = Setting(
            "ReplicaMonitorIntervalSeconds", 5, rule: .atLeast(1, "sql_replica_monitor_interval"),
            doc: "Seconds between two looks at the replicas.")
    }

    public static let declared = Declared()
    public static let title = "The database"
    public static let doc = "SQLite needs nothing; for PostgreSQL give the driver and its address."
    public static let pages = ["environment_database"]
}

/// Caches.
public enum CacheSettings: SettingsSection {
    public struct Declared: Sendable {
        public let cacheType = Setting(
            "CacheType", "lru", rule: .oneOf(["lru", "redis"], "cache_type"),
            doc:
                "`redis`: servers on one PostgreSQL hear each other through Redis instead of the database. What is cached is in each server's memory. "
                + "Read when the server starts.")
        public let redisAddress = Setting(
            "RedisAddress", "", doc: "Host and port of Redis or Valkey (6 or newer); `rediss://host:port` with TLS.")
        public let redisPassword = Setting("RedisPassword", "", .secret, doc: "Password of Redis.")
        public let redisDB = Setting("RedisDB", -1, doc: "Number of the Redis database: servers with another one are not heard.")
        public let redisCachePrefix = Setting("RedisCachePrefix", "", doc: "Prefix of all names in Redis.")
        public let disableClientCache = Setting("DisableClientCache", false, doc: "Kept for clients.")
    }

    public static let declared = Declared()
    public static let title = "Caches"
    public static let doc = "How several servers reach each other beside the database."
    public static let pages = ["environment_performance_monitoring"]
}

/// Several nodes.
public enum ClusterSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enable = Setting("Enable", false, doc: "Kept for clients: servers on one PostgreSQL always are several nodes.")
        public let clusterName = Setting("ClusterName", "", doc: "Name that the nodes share.")
        public let overrideHostname = Setting("OverrideHostname", "", doc: "Name of this node, when it is not the machine's.")
        public let networkInterface = Setting("NetworkInterface", "", doc: "Network interface to use.")
        public let bindAddress = Setting("BindAddress", "", doc: "Address to listen on.")
        public let advertiseAddress = Setting("AdvertiseAddress", "", doc: "Address that other nodes reach this one by.")
        public let useIPAddress = Setting("UseIPAddress", true, doc: "Uses the machine's address instead of its name.")
        public let enableGossipCompression = Setting("EnableGossipCompression", true, doc: "Kept for clients.")
        public let enableGossipEncryption = Setting("EnableGossipEncryption", true, doc: "Kept for clients.")
        public let readOnlyConfig = Setting(
            "ReadOnlyConfig", true, doc: "Kept for clients; settings are in the database, all nodes follow.")
        public let gossipPort = Setting("GossipPort", 8074, rule: .range(1...65535, "cluster_gossip_port"), doc: "Kept for clients.")
    }

    public static let declared = Declared()
    public static let title = "Several nodes"
    public static let doc = "Several servers on one database."
    public static let pages = ["environment_high_availability"]
}

/// Measurements.
public enum MetricsSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enable = Setting("Enable", false, doc: "Serves figures.")
        public let blockProfileRate = Setting("BlockProfileRate", 0, doc: "Kept for clients.")
        public let listenAddress = Setting(
            "ListenAddress", ":8067", rule: .listenAddress("metrics_listen_address"), doc: "Address and port of the figures.")
        public let enableClientMetrics = Setting("EnableClientMetrics", true, .everyone, doc: "Takes figures from clients.")
        public let enableNotificationMetrics = Setting("EnableNotificationMetrics", true, doc: "Counts notifications.")
        public let clientSideUserIds = Setting("ClientSideUserIds", [] as [String], doc: "People whose figures are counted apart.")
    }

    public static let declared = Declared()
    public static let title = "Measurements"
    public static let doc = "Figures for Prometheus."
    public static let pages = ["environment_performance_monitoring"]
}

/// Statistics.
public enum AnalyticsSettings: SettingsSection {
    public struct Declared: Sendable {
        public let maxUsersForStatistics = Setting(
            "MaxUsersForStatistics", 2500, rule: .atLeast(0, "max_users_for_statistics"),
            doc: "Accounts above which costly statistics are left out.")
    }

    public static let declared = Declared()
    public static let title = "Statistics"
    public static let doc = "How statistics are counted."
    public static let pages = ["environment_developer"]
}

/// Jobs.
public enum JobSettings: SettingsSection {
    public struct Declared: Sendable {
        public let runJobs = Setting("RunJobs", true, .members, doc: "Runs jobs on this node.")
        public let runScheduler = Setting("RunScheduler", true, doc: "Plans jobs on this node.")
        public let cleanupJobsThresholdDays = Setting(
            "CleanupJobsThresholdDays", -1, doc: "Days after which finished jobs are forgotten; -1 never.")
        public let cleanupConfigThresholdDays = Setting(
            "CleanupConfigThresholdDays", -1, doc: "Days after which earlier settings are forgotten; -1 never.")
    }

    public static let declared = Declared()
    public static let title = "Jobs"
    public static let doc = "Work in the background."
    public static let pages = ["environment_web_server"]
}
