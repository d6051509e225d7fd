internal import Chat
internal import Database
internal import Outside

extension Server {
    /// How the other servers on the database are reached: through PostgreSQL itself, or through Redis where the settings say
    /// so. A file of SQLite belongs to one server.
    static func busLine(_ settings: Settings, _ installation: String, _ log: Log) throws -> (any BusLine)? {
        let source = try DataSource(driver: settings[SqlSettings.driverName], source: settings[SqlSettings.dataSource])
        guard case .postgres(let database) = source else { return nil }
        if settings[CacheSettings.cacheType] == "redis" {
            let address = RedisAddress(
                settings[CacheSettings.redisAddress], password: settings[CacheSettings.redisPassword],
                database: Int(settings[CacheSettings.redisDB]))
            if var address {
                address.authority = settings[BusSettings.redisAuthority]
                return RedisBusLine(address, prefix: settings[CacheSettings.redisCachePrefix], installation: installation)
            }
            log.error("CacheSettings.RedisAddress is no address; the other servers are reached through PostgreSQL")
        }
        return PostgresBusLine(database, installation: installation)
    }
}
