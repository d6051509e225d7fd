internal import Chat
internal import Network

extension NetworkSettings {
    /// What connections must know of the settings.
    init(_ settings: Settings, _ tls: TLSContext? = nil) {
        self.init()
        self.tls = tls
        headLimit = Int(settings[ConnectionSettings.headBytes])
        fieldLimit = Int(settings[ConnectionSettings.headFields])
        targetLimit = Int(settings[ServiceSettings.maximumURLLength])
        slowTimeout = Int(settings[ConnectionSettings.slowTimeoutMilliseconds])
        slowestRate = Int(settings[ConnectionSettings.slowestBytesPerSecond])
        readTimeout = Int(settings[ServiceSettings.readTimeout]) * 1_000
        writeTimeout = Int(settings[ServiceSettings.writeTimeout]) * 1_000
        idleTimeout = Int(settings[ServiceSettings.idleTimeout]) * 1_000
        connectionLimit = Int(settings[ConnectionSettings.maxConnections])
        socketBacklog = Int(settings[ConnectionSettings.socketBacklogBytes])
        socketMessageLimit = Int(settings[ConnectionSettings.socketMessageBytes])
        compresses = settings[ServiceSettings.webserverMode] == "gzip"
        trust = ProxyTrust(ranges: settings[ConnectionSettings.trustedProxies].compactMap { AddressRange($0) })
        let fields = settings[ServiceSettings.trustedProxyIPHeader]
        if !fields.isEmpty { trust.addressFields = fields }
    }
}
