internal import Database
internal import Wire

/// Finds out who is to hear of a message outside of their clients, and hands the sending on.
struct NotifyAboutPost: Sendable {
    let notice: PostNotice
    let services: Services

    /// What the database knows of it, read at once.
    struct Findings: Sendable {
        var readers: [Reader] = []
        var tastes: [ID<User>: ReaderTaste] = [:]
        var collapsed: Set<ID<User>> = []
        var devices: [ID<User>: [PushDevice]] = [:]
        var badges: [ID<User>: Int64] = [:]
        var sender: User?
        /// Of a group's conversation, by user name.
        var members: [DisplayName] = []
        /// Whom the text itself calls, where everybody is called anyway.
        var named: Set<ID<User>> = []
        var team: Team?
        var files: [String] = []
        /// Where clients show conversations of a reader: one of their teams.
        var teamNames: [ID<User>: String] = [:]
    }

    func run() async throws {
        let settings = services.settings.current
        let pushes = settings[EmailSettings.sendPushNotifications] && !settings[EmailSettings.pushNotificationServer].isEmpty
        if notice.isViewed, pushes, !services.notifier.forget([notice.channel.id], of: notice.post.user).isEmpty {
            try await TakeBackPushes(user: notice.post.user, except: notice.session, services: services).run(channels: [notice.channel.id])
        }
        // most messages call nobody, and then the database need not be asked who hears
        let wantsAll = pushes && !notice.post.isSystemMessage
        guard wantsAll || !notice.called.isEmpty || !notice.followers.isEmpty else { return }
        let findings = try await services.db.read { tx in try find(pushes: pushes, wantsAll: wantsAll, tx) }
        for reader in findings.readers {
            let rules = NotificationRules(reader: reader, concern: concern(of: reader, findings))
            let looks = services.statuses.looks(reader.id, at: notice.channel.id, now: services.now())
            if pushes, rules.wantsPush(looksAtChannel: looks) { push(to: reader, rules.concern, findings) }
            guard settings[EmailSettings.sendEmailNotifications] else { continue }
            if rules.wantsMail(needsVerification: settings[EmailSettings.requireEmailVerification]) {
                mail(to: reader, rules.concern, findings)
            }
        }
    }

    /// What an app gets for a push that had only the message's id; nothing for whoever is told of it by nobody.
    func contents<A>(for user: ID<User>, in tx: Transaction<A>) throws -> PushMessage? {
        let found = try find(pushes: true, wantsAll: false, tx)
        return found.readers.first { $0.id == user }.map { message(to: $0, concern(of: $0, found), found, contents: "full") }
    }

    /// `wantsAll`: also those whom it does not call, who want to be told of everything.
    private func find<A>(pushes: Bool, wantsAll: Bool, _ tx: Transaction<A>) throws -> Findings {
        var found = Findings()
        let people = Array(Set(notice.called).union(notice.followers)), post = notice.post
        let isOwn = post.props.raw.contains("\"from_webhook\"")  // a webhook of one's own calls like anybody's
        found.readers = try tx.notifications.readers(in: notice.channel.id, among: people, wantsAll: wantsAll).filter {
            $0.id != post.user || isOwn
        }
        let ids = found.readers.map(\.id)
        guard !ids.isEmpty else { return found }
        found.tastes = try tx.notifications.tastes(of: ids)
        found.collapsed = try CollapsedThreads(services).of(ids, in: tx)
        found.sender = try tx.users.find(post.user)
        if pushes {
            found.devices = Dictionary(grouping: try tx.notifications.devices(of: ids, now: services.now()), by: \.user)
            found.badges = try tx.notifications.badges(of: Array(found.devices.keys), collapsed: found.collapsed)
        }
        if notice.channel.type == .group {
            let members = try tx.users.find(try tx.channelMembers.everybody(in: notice.channel.id))
            found.members = members.sorted { $0.username < $1.username }.map { DisplayName($0) }
            found.named = Set(try ResolveMentions(post: post, place: nil, channel: notice.channel, services: services).byName(in: tx))
        }
        if !notice.channel.team.raw.isEmpty { found.team = try tx.teams.find(notice.channel.team) }
        if notice.channel.type.isConversation { found.teamNames = try tx.notifications.teamNames(of: ids) }
        found.files = notice.view.files.map(\.name)
        return found
    }

    private func concern(of reader: Reader, _ found: Findings) -> Concern {
        var concern = Concern()
        concern.isCalled = notice.called.contains(reader.id)
        concern.isCalledByText = found.named.contains(reader.id)
        concern.isFollowed = notice.followers.contains(reader.id)
        concern.isInCollapsedThread = notice.post.isReply && found.collapsed.contains(reader.id)
        concern.kind = notice.channel.type
        concern.isSystemMessage = notice.post.isSystemMessage
        return concern
    }

    // MARK: Push

    private func push(to reader: Reader, _ concern: Concern, _ found: Findings) {
        guard let devices = found.devices[reader.id], !devices.isEmpty else { return }
        services.notifier.remember(pushTo: reader.id, in: notice.channel.id)
        let contents = services.settings.current[EmailSettings.pushNotificationContents]
        let message = contents == "id_loaded" ? idOnly : message(to: reader, concern, found, contents: contents)
        let push = SendPush(services: services)
        for device in devices {
            services.notifier.enqueue(for: reader.id, services) { await push.run(message, to: device) }
        }
    }

    /// Tells the proxy, and the phone's maker behind it, nothing but that there is something to ask for.
    private var idOnly: PushMessage {
        var message = PushMessage(kind: .message)
        (message.post, message.channel, message.sender) = (notice.post.id.raw, notice.post.channel.raw, notice.post.user.raw)
        (message.text, message.isIDLoaded) = ("You have a new message.", true)
        return message
    }

    private func message(to reader: Reader, _ concern: Concern, _ found: Findings, contents: String) -> PushMessage {
        let settings = services.settings.current, post = notice.post
        let text = PushText(
            notice: notice, sender: sender(for: reader, found), concern: concern, reader: reader.id, contents: contents)
        var message = PushMessage(kind: .message)
        (message.post, message.channel, message.team) = (post.id.raw, post.channel.raw, notice.channel.team.raw)
        (message.root, message.sender, message.senderName) = (post.root.raw, post.user.raw, text.sender)
        message.badge = found.badges[reader.id] ?? 0
        message.isCollapsed = found.collapsed.contains(reader.id)
        message.text = text.words
        let isNameless = contents == "generic_no_channel" && !notice.channel.type.isConversation
        message.channelName = isNameless ? "" : channelName(for: reader, text.sender, concern, found)
        let props = post.props.texts
        message.isFromWebhook = props["from_webhook"] == "true"
        if message.isFromWebhook {
            if settings[ServiceSettings.enablePostUsernameOverride] { message.overrideName = props["override_username"] ?? "" }
            if settings[ServiceSettings.enablePostIconOverride] { message.overrideIcon = props["override_icon_url"] ?? "" }
        }
        return message
    }

    // MARK: Mail

    private func mail(to reader: Reader, _ concern: Concern, _ found: Findings) {
        let settings = services.settings.current, taste = found.tastes[reader.id]
        let mail = MailAboutPost(
            notice: notice, reader: reader, concern: concern, sender: sender(for: reader, found),
            clock: MailClock(reader.timezone, hasLongHours: taste?.hasLongHours ?? false), team: found.team,
            teamName: found.team?.name ?? found.teamNames[reader.id] ?? "_redirect", files: found.files, author: found.sender)
        if settings[EmailSettings.enableEmailBatching] {
            let interval = taste?.mailInterval ?? Self.usualInterval
            let limit = Int(settings[EmailSettings.emailBatchingBufferSize])
            if interval != Self.noBatching, services.notifier.batches.add(mail, interval: interval, now: services.now(), limit: limit) {
                return
            }
        }
        services.notifier.enqueue(for: reader.id, services) { [services] in
            var face: [UInt8]?
            if let author = mail.author { face = await services.face(of: author) }
            await services.deliverCounted(mail.message(services.settings.current, site: services.siteURL, face: face))
        }
    }

    /// What the settings of clients call fifteen minutes and at once.
    private static let usualInterval: Int64 = 900
    private static let noBatching: Int64 = 30

    private func format(of reader: Reader, _ found: Findings) -> String {
        found.tastes[reader.id]?.nameFormat ?? services.settings.current[TeamSettings.teammateNameDisplay]
    }

    /// Who says it, as the reader wants to see names; a webhook may have a name of its own.
    func sender(for reader: Reader, _ found: Findings) -> String {
        let props = notice.post.props.texts
        if props["from_webhook"] == "true", services.settings.current[ServiceSettings.enablePostUsernameOverride],
            let name = props["override_username"], !name.isEmpty
        {
            return name
        }
        return found.sender.map { DisplayName($0).marked(format(of: reader, found)) } ?? "@" + notice.author
    }

    private func channelName(for reader: Reader, _ sender: String, _ concern: Concern, _ found: Findings) -> String {
        let name =
            switch notice.channel.type {
            case .direct: sender
            case .group:
                found.members.filter { $0.username != reader.username }.map { $0.shown(format(of: reader, found)) }.joined(separator: ", ")
            case .open, .private: notice.channel.displayName
            }
        return concern.isInCollapsedThread ? "Thread in " + name : name
    }
}
