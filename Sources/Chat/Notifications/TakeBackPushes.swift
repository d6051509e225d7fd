internal import Database
internal import Wire

/// Somebody has read something: their other devices need not show it any more.
struct TakeBackPushes: Sendable {
    let user: ID<User>
    /// Where they read it.
    let except: ID<Session>?
    let services: Services

    func run(channels: [ID<Channel>]) async throws {
        guard !channels.isEmpty else { return }
        try await send(
            channels.map { channel in
                var message = PushMessage(kind: .clear)
                message.channel = channel.raw
                return message
            })
    }

    func run(thread root: ID<Post>, in channel: ID<Channel>) async throws {
        var message = PushMessage(kind: .clear)
        (message.channel, message.root) = (channel.raw, root.raw)
        try await send([message])
    }

    func runBadge() async throws { try await send([PushMessage(kind: .badge)]) }

    private func send(_ messages: [PushMessage]) async throws {
        guard services.settings.current[EmailSettings.sendPushNotifications] else { return }
        let now = services.now()
        let (devices, badge, isCollapsed) = try await services.db.read { [user, services] tx in
            let devices = try tx.notifications.devices(of: [user], now: now)
            guard !devices.isEmpty else { return ([PushDevice](), Int64(0), false) }
            let collapsed = try CollapsedThreads(services).of([user], in: tx)
            let badge = try tx.notifications.badges(of: [user], collapsed: collapsed)[user] ?? 0
            return (devices, badge, collapsed.contains(user))
        }
        for device in devices where device.session != except {
            for var message in messages {
                (message.badge, message.isCollapsed) = (badge, isCollapsed)
                let push = SendPush(services: services), finished = message
                services.notifier.enqueue(for: user, services) { await push.run(finished, to: device) }
            }
        }
    }
}
