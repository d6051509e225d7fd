import Database
import Dispatch
import Network
import Realtime
import TestSupport
import Testing
import Wire

@testable import Chat

/// Figures of what reaches others than clients, and of what is under way. The others: Tests/ClientTests/figures.py.
struct FiguresTests {
    private func value(_ figure: String, of chat: Harness) -> Double? {
        let line = chat.services.figures.page(chat.services).split(separator: "\n").first { $0.hasPrefix(figure + " ") }
        return line.flatMap { Double($0.dropFirst(figure.utf8.count + 1)) }
    }

    @Test(arguments: Engine.underTest)
    func pushesAreCountedThatTheProxyTook(_ engine: Engine) async throws {
        let world = try await PushTests.World(engine)
        defer { world.end() }
        #expect(value("mattermost_post_pushes_sent_total", of: world.chat) == 0)
        await world.say("hello")
        try await Eventually.holds("one is counted") { value("mattermost_post_pushes_sent_total", of: world.chat) == 1 }
        world.proxy.serve("/api/v1/send_push", .init(#"{"status":"FAIL","error":"full"}"#, "application/json"))
        await world.say("again")
        _ = try await world.pushes(2)
        #expect(value("mattermost_post_pushes_sent_total", of: world.chat) == 1)
    }

    @Test(arguments: Engine.underTest)
    func mailsAboutMessagesAreCountedAndWelcomesAreNot(_ engine: Engine) async throws {
        let chat = try await Harness(
            engine,
            settings: [
                "MM_EMAILSETTINGS_SENDEMAILNOTIFICATIONS": "true", "MM_EMAILSETTINGS_SMTPSERVER": "127.0.0.1",
                "MM_EMAILSETTINGS_SMTPPORT": "25", "MM_EMAILSETTINGS_FEEDBACKEMAIL": "chat@example.com",
                "MM_SERVICESETTINGS_SITEURL": "http://chat.example",
            ])
        defer { chat.services.notifier.stop() }
        let ann = try await chat.person("ann"), bob = try await chat.person("bob")
        let channel = await chat.post("/channels/direct", [.string(ann.id.raw), .string(bob.id.raw)], as: ann)["id"] ?? ""
        try await Eventually.holds("both are welcomed") { chat.mails.count == 2 }
        #expect(value("mattermost_post_emails_sent_total", of: chat) == 0)
        _ = await chat.post("/posts", ["channel_id": channel, "message": "hello"], as: ann)
        try await Eventually.holds("one is counted") { value("mattermost_post_emails_sent_total", of: chat) == 1 }
    }

    @Test(arguments: Engine.underTest)
    func aPageThatWasFetchedOnceIsHit(_ engine: Engine) async throws {
        let world = try await PreviewTests.World(engine)
        defer { world.site.stop() }
        let address = world.site.serve("/page", .init("<title>A page</title>"))
        _ = await world.say(address)
        let misses = value(#"mattermost_cache_mem_miss_total{name="Preview"}"#, of: world.chat) ?? 0
        let hits = value(#"mattermost_cache_mem_hit_total{name="Preview"}"#, of: world.chat) ?? 0
        #expect(misses > 0)
        _ = await world.say("again \(address)")
        #expect(value(#"mattermost_cache_mem_miss_total{name="Preview"}"#, of: world.chat) == misses)
        #expect(value(#"mattermost_cache_mem_hit_total{name="Preview"}"#, of: world.chat) ?? 0 > hits)
    }

    /// The writer is held, so that the job is under way for as long as the test wants.
    @Test func aJobIsCountedWhileItRuns() async throws {
        let chat = try await Harness(.sqlite), figure = #"mattermost_jobs_active{type="reminders"}"#
        try await chat.db.write { try $0.execute("INSERT INTO postreminders (postid, userid, targettime) VALUES ('gone', 'gone', 1)") }
        let gate = DispatchSemaphore(value: 0)
        let holder = Task { [db = chat.db] in try await db.write { _ in gate.wait() } }
        let job = Task { await DueWork(services: chat.services).run() }
        try await Eventually.holds("it runs") { value(figure, of: chat) == 1 }
        gate.signal()
        try await holder.value
        await job.value
        #expect(value(figure, of: chat) == 0)
    }

    /// The loop is held, so that what is said waits for it.
    @Test func eventsWaitUntilTheirLoopHasHandedThemOut() async throws {
        let chat = try await Harness(.sqlite), services = Late<Services>()
        services.set(chat.services)
        let loop = EventLoop(), hub = Hub(loops: [loop], sources: .chat(services)), gate = DispatchSemaphore(value: 0)
        loop.start()
        defer { loop.stop() }
        loop.execute { gate.wait() }
        hub.publish([.event(Event("one", to: .everybody)), .event(Event("two", to: .everybody))])
        #expect(hub.waitingEvents == 2)
        gate.signal()
        try await Eventually.holds("they are handed out") { hub.waitingEvents == 0 }
    }
}
