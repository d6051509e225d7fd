internal import Realtime
internal import Wire

extension Services {
    /// The bus, when the settings say how the others are reached.
    static func bus(_ parts: Parts, _ settings: SettingsBook) throws -> Bus? {
        guard let line = try parts.busLine(settings.current, settings.diagnosticID) else { return nil }
        return Bus(line, node: parts.newToken(), beat: Int64(settings.current[BusSettings.beatMilliseconds]), log: parts.log)
    }

    /// Opens the line to the other servers. Returns when it is open or was tried once; from then on they hear what happens here.
    public func joinOthers() async {
        guard let bus else { return }
        let afresh = StartAfresh(self)
        await bus.start(
            Bus.Ears(
                hear: { self.heed($0) }, looked: { user, channel in self.statuses.look(user, at: channel, now: self.now()) },
                startAfresh: { afresh.run() },
                abandoned: { users in
                    Task { for user in users { await SocketActions(services: self).settle(user) } }
                }))
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
