internal import Chat
internal import Network

/// Where the server listens: the site, the local socket, port 80 beside an encrypted site, the port of the figures.
struct Doors: Sendable {
    private let site: Listener
    private let others: [Listener]
    /// The site's port, which the system chose when the address named port 0.
    let port: UInt16

    static func open(_ services: Services, loops: [EventLoop], _ certificates: Certificates?) throws -> Doors {
        let settings = services.settings.current
        let site = Listener(loops: loops, handler: API(services: services), settings: NetworkSettings(settings, certificates?.context))
        services.settings.whenChanged { site.update(NetworkSettings($0, certificates?.context)) }
        if let certificates { watch(certificates, for: site, services, on: loops[0]) }
        let port = try site.listen(on: settings[ServiceSettings.listenAddress])
        if settings[ServiceSettings.enableLocalMode] { try site.listen(unixPath: settings[ServiceSettings.localModeSocketLocation]) }
        services.log.info(
            "listening",
            [
                "address": settings[ServiceSettings.listenAddress], "port": "\(port)", "engine": settings[SqlSettings.driverName],
                "tls": certificates == nil ? "no" : "yes",
            ])
        let others = [try plainPort(services, loops, isEncrypted: certificates != nil), try figuresPort(services, loops)]
        return Doors(site: site, others: others.compactMap { $0 }, port: port)
    }

    private static func plainPort(_ services: Services, _ loops: [EventLoop], isEncrypted: Bool) throws -> Listener? {
        let settings = services.settings.current
        guard isEncrypted, settings[ServiceSettings.forward80To443] else { return nil }
        let plain = Listener(loops: loops, handler: PlainPort(settings: services.settings), settings: NetworkSettings(settings))
        let host = settings[ServiceSettings.listenAddress].split(separator: ":", omittingEmptySubsequences: false).dropLast()
        try plain.listen(on: host.joined(separator: ":") + ":80")  // where the site is, and nowhere else
        return plain
    }

    private static func figuresPort(_ services: Services, _ loops: [EventLoop]) throws -> Listener? {
        let settings = services.settings.current
        guard settings[MetricsSettings.enable] else { return nil }
        let figures = Listener(loops: loops, handler: FiguresPort(services: services), settings: NetworkSettings(settings))
        let port = try figures.listen(on: settings[MetricsSettings.listenAddress])
        services.log.info("figures are served", ["port": "\(port)"])
        return figures
    }

    private static func watch(_ certificates: Certificates, for site: Listener, _ services: Services, on loop: EventLoop) {
        _ = loop.every(Certificates.interval) {
            do {
                guard try certificates.refresh() else { return }
                site.update(NetworkSettings(services.settings.current, certificates.context))
                services.log.info("the certificate was read again")
            } catch {
                services.log.error("the new certificate is not used", ["error": "\(error)"])
            }
        }
    }

    func retire() { site.retire() }

    func close() async {
        await site.drain(within: 10_000)
        for other in others { await other.drain(within: 1_000) }
    }
}
