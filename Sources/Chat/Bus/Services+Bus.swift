internal import Database
internal import Outside
internal import Realtime
internal import Wire

extension Services {
    /// The bus, when the settings say how the others are reached.
    static func bus(_ parts: Parts, _ settings: SettingsBook) throws -> Bus? {
        guard let line = try parts.busLine(settings.current, settings.diagnosticID) else { return nil }
        return Bus(line, node: parts.newToken(), beat: Int64(settings.current[BusSettings.beatMilliseconds]), log: parts.log)
    }

    /// Opens the line to the other servers. Returns when it is open or was tried once; from then on they hear what happens here.
    public func joinOthers() async throws {
        guard let bus else { return }
        let afresh = StartAfresh(self), schema = try await db.readOne { try $0.systems.schemaVersion() }
        bus.describe(facts(settings.current, schema: schema))
        settings.whenChanged { bus.describe(self.facts($0, schema: schema)) }
        await bus.start(
            Bus.Ears(
                hear: { self.heed($0) }, looked: { user, channel in self.statuses.look(user, at: channel, now: self.now()) },
                startAfresh: { afresh.run() },
                abandoned: { users in
                    Task { for user in users { await SocketActions(services: self).settle(user) } }
                }))
    }

    /// What this server is. The hash is of what administrators see, so that it tells nothing of a secret.
    private func facts(_ settings: Settings, schema: String) -> ServerFacts {
        let name = settings[ClusterSettings.overrideHostname], address = settings[ClusterSettings.advertiseAddress]
        return ServerFacts(
            version: Version.number, schemaVersion: schema,
            configHash: Hex.encode(Digest.sha256(JSONWriter.bytes(of: AdministratorView(settings: settings).document))),
            address: address.isEmpty ? self.address : address, hostname: name.isEmpty ? hostname : name)
    }

    /// One event that no transaction made, for everybody on every server whom it is for.
    func announce(_ event: Event) {
        bus?.tell([.event(event)])
        hub.publish(event)
    }

    /// Where somebody has a WebSocket open.
    enum Whereabouts: Sendable { case here, elsewhere, nowhere }

    func whereabouts(of user: ID<User>) -> Whereabouts {
        if hub.connectionCount(of: user) > 0 { return .here }
        return bus?.isElsewhere(user) == true ? .elsewhere : .nowhere
    }
}
