internal import Database
internal import Realtime
internal import Synchronization
internal import Wire

/// Makes a server right that may have missed something of the others: nothing that it keeps in memory is believed any more,
/// and its clients are sent away and come back for what they did not hear.
final class StartAfresh: Sendable {
    private struct State: Sendable { var isRunning = false, isWantedAgain = false }

    private let services: Services
    private let state = Mutex(State())

    /// Over so many milliseconds the sockets are closed, so that their clients do not come back all at once.
    private static let spread = 4_000

    init(_ services: Services) { self.services = services }

    /// What is kept is forgotten now; the rest follows as soon as the database answers.
    func run() {
        services.sessions.forgetAll()
        services.statuses.forgetAll()
        services.keywords.forgetAll()
        services.profiles.forgetAll()
        services.previews.forgetAll()
        services.hub.forgetPlaces()
        let begins = state.withLock { state in
            defer { (state.isRunning, state.isWantedAgain) = (true, state.isRunning) }
            return !state.isRunning
        }
        if begins { Task { await readAgain() } }
    }

    private func readAgain() async {
        repeat {
            var pause = Duration.milliseconds(50)
            while !(await isRead()) {
                try? await Task.sleep(for: pause)  // nobody cancels it
                pause = min(pause * 2, .seconds(5))
            }
            services.hub.startAfresh(over: Self.spread)
        } while isWantedAgain()
    }

    private func isWantedAgain() -> Bool {
        state.withLock { state in
            defer { (state.isRunning, state.isWantedAgain) = (state.isWantedAgain, false) }
            return state.isWantedAgain
        }
    }

    private func isRead() async -> Bool {
        do {
            try await services.roles.load(from: services.db)
            try await services.settings.load(from: services.db)
            return true
        } catch {
            services.log.warn("roles and settings could not be read; it is tried again", ["error": "\(error)"])
            return false
        }
    }
}
