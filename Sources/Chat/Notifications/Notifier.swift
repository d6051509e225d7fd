internal import Synchronization
internal import Wire

/// Takes notices and sends what they ask for, after the commit and on nobody's time: one reader finds out who hears, some lanes
/// send. Every queue has an end; what comes to a full one is dropped and logged, as people would rather miss a notification
/// than a message. Nothing runs before the first notice.
public final class Notifier: Sendable {
    private struct State: Sendable {
        var notices: AsyncStream<Notice>.Continuation?
        var lanes: [AsyncStream<@Sendable () async -> Void>.Continuation] = []
        /// What was pushed to whom and not taken back since.
        var pushed: Set<Pushed> = []
        var isStopped = false
    }

    private struct Pushed: Hashable, Sendable { let user: ID<User>; let channel: ID<Channel> }

    private let state = Mutex(State())
    let batches = MailBatches()
    private static let laneCount = 8
    private static let noticeLimit = 4_096
    private static let memoryLimit = 100_000

    public init() {}

    /// Returns at once.
    func take(_ notice: Notice, _ services: Services) {
        let isTaken = state.withLock { state -> Bool in
            if state.isStopped { return true }
            if state.notices == nil { start(&state, services) }
            if case .dropped? = state.notices?.yield(notice) { return false }
            return true
        }
        if !isTaken { services.log.warn("too many notifications wait; one is dropped", [:]) }
    }

    /// Takes nothing more; what is under way ends by itself.
    public func stop() {
        state.withLock { state in
            state.isStopped = true
            state.notices?.finish()
            for lane in state.lanes { lane.finish() }
            (state.notices, state.lanes) = (nil, [])
        }
    }

    private func start(_ state: inout State, _ services: Services) {
        let (notices, input) = AsyncStream.makeStream(of: Notice.self, bufferingPolicy: .bufferingOldest(Self.noticeLimit))
        state.notices = input
        Task { for await notice in notices { await self.handle(notice, services) } }
        Task { await self.mailBatches(services) }
        let limit = max(1, Int(services.settings.current[EmailSettings.pushNotificationBuffer]) / Self.laneCount)
        for _ in 0..<Self.laneCount {
            let (work, input) = AsyncStream.makeStream(of: (@Sendable () async -> Void).self, bufferingPolicy: .bufferingOldest(limit))
            state.lanes.append(input)
            Task { for await piece in work { await piece() } }
        }
    }

    /// Every so often, for as long as the server runs.
    private func mailBatches(_ services: Services) async {
        while !state.withLock({ $0.isStopped }) {
            let seconds = services.settings.current[EmailSettings.emailBatchingInterval]
            try? await Task.sleep(for: .seconds(max(1, seconds)))  // only cancelled when the process ends
            await services.figures.jobs.during(.mailBatches) { await SendMailBatches(services: services).run() }
        }
    }

    private func handle(_ notice: Notice, _ services: Services) async {
        do {
            switch notice {
            case .posted(let notice): try await NotifyAboutPost(notice: notice, services: services).run()
            case .asked(let post, let channel): try await AnswerAutomatically(question: post, channel: channel, services: services).run()
            case .read(let called, let all, let user, let session):
                let channels = forget(all, of: user).union(called)
                try await TakeBackPushes(user: user, except: session, services: services).run(channels: channels.sorted { $0.raw < $1.raw })
            case .readThread(let root, let channel, let user, let session):
                try await TakeBackPushes(user: user, except: session, services: services).run(thread: root, in: channel)
            case .unread(let user, let session):
                try await TakeBackPushes(user: user, except: session, services: services).runBadge()
            }
        } catch {
            services.log.warn("a notification could not be made", ["error": "\(error)"])
        }
    }

    /// Hands over a piece of work that nobody waits for; those of one person are done in order.
    func enqueue(for user: ID<User>, _ services: Services, _ work: @escaping @Sendable () async -> Void) {
        let isTaken = state.withLock { state -> Bool in
            if state.isStopped { return true }
            if state.notices == nil { start(&state, services) }
            let lane = state.lanes[Int(user.raw.utf8.reduce(UInt(0)) { $0 &* 31 &+ UInt($1) } % UInt(state.lanes.count))]
            if case .dropped = lane.yield(work) { return false }
            return true
        }
        if !isTaken { services.log.warn("too many notifications wait; one is dropped", ["user": user.raw]) }
    }

    func remember(pushTo user: ID<User>, in channel: ID<Channel>) {
        state.withLock { state in
            if state.pushed.count >= Self.memoryLimit { state.pushed = [] }
            state.pushed.insert(Pushed(user: user, channel: channel))
        }
    }

    /// Those of the channels in which something was pushed to this person.
    func forget(_ channels: [ID<Channel>], of user: ID<User>) -> Set<ID<Channel>> {
        state.withLock { state in Set(channels.filter { state.pushed.remove(Pushed(user: user, channel: $0)) != nil }) }
    }
}
