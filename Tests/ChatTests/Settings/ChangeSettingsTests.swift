import Database
import Synchronization
import TestSupport
import Testing
import Wire

@testable import Chat

struct ChangeSettingsTests {
    /// A database with what it was told after each commit.
    final class Place: Sendable {
        let db: TestDatabase
        let book: SettingsBook

        init(_ engine: Engine, environment: [String: String] = [:]) async throws {
            let told = Told()
            db = try await TestDatabase.make(engine) { messages in told.list.withLock { $0 += messages } }
            box = told
            book = SettingsBook(try SettingsLayers(environment: environment, file: nil))
            try await book.load(from: db)
        }
        private let box: Told
        final class Told: Sendable { let list = Mutex<[any Sendable]>([]) }

        var events: [Event] {
            box.list.withLock { $0 }.compactMap { if case .event(let event) = $0 as? Signal { event } else { nil } }
        }

        func change(
            _ json: String, all: Bool = false, now: Int64 = 1000, id: String = "a",
            may: @escaping @Sendable (Section) -> Bool = { _ in true }
        ) async throws {
            let wanted = try #require(try JSONReader.read(json).object)
            let change = ChangeSettings(wanted: wanted, replacesAll: all, book: book, now: now, newID: id, mayWrite: may)
            if let stored = try await db.write({ try change.run(in: $0) }) { book.adopt(stored) }
        }
    }

    @Test(arguments: Engine.underTest)
    func aChangeHoldsAtOnceHereAndOnTheOtherNode(_ engine: Engine) async throws {
        let place = try await Place(engine)
        try await place.change(#"{"TeamSettings":{"SiteName":"Ours"},"NoSuch":{"A":1}}"#)
        #expect(place.book.current[TeamSettings.siteName] == "Ours")
        #expect(place.events.map(\.name) == ["config_changed"])
        let data = try JSONReader.read(place.events[0].data)
        #expect(data["config"]?["SiteName"] == "Ours")
        let other = SettingsBook()
        try await other.load(from: place.db)
        #expect(other.current[TeamSettings.siteName] == "Ours")
        try await place.change(#"{"TeamSettings":{"MaxUsersPerTeam":9}}"#, now: 900, id: "b")
        try await other.load(from: place.db)
        #expect(other.current[TeamSettings.siteName] == "Ours" && other.current[TeamSettings.maxUsersPerTeam] == 9)
    }

    @Test(arguments: Engine.underTest)
    func nothingNewSaysNothing(_ engine: Engine) async throws {
        let place = try await Place(engine)
        try await place.change(#"{"TeamSettings":{"SiteName":"Martlet"},"SqlSettings":{"DataSource":"\#(AdministratorView.hidden)"}}"#)
        #expect(place.events.isEmpty)
        #expect(try await place.db.read { try $0.configurations.active() }.createAt == 0)
    }

    @Test(arguments: Engine.underTest)
    func aSecretSentBackHiddenStays(_ engine: Engine) async throws {
        let place = try await Place(engine)
        try await place.change(#"{"EmailSettings":{"SMTPPassword":"open sesame"}}"#)
        let shown = JSONWriter.text(of: AdministratorView(settings: place.book.current).document)
        #expect(!shown.contains("open sesame"))
        try await place.change(shown, all: true, id: "b")
        #expect(place.book.current[EmailSettings.smtpPassword] == "open sesame")
        #expect(place.events.count == 1)
    }

    @Test(arguments: Engine.underTest)
    func whatTheEnvironmentDecidesIsNeverWritten(_ engine: Engine) async throws {
        let place = try await Place(engine, environment: ["MM_TEAMSETTINGS_SITENAME": "Fixed"])
        try await place.change(#"{"TeamSettings":{"SiteName":"Other","CustomDescriptionText":"x"}}"#)
        #expect(place.book.current[TeamSettings.siteName] == "Fixed")
        let stored = try await place.db.read { try $0.configurations.active() }.document
        #expect(stored == ["TeamSettings": ["CustomDescriptionText": "x"]])
    }

    @Test(arguments: Engine.underTest)
    func anEmptyReplacementGoesBackToDefaultsButKeepsSecretsAndTheAddress(_ engine: Engine) async throws {
        let place = try await Place(engine)
        try await place.change(#"{"TeamSettings":{"SiteName":"Ours"},"EmailSettings":{"SMTPPassword":"s"}}"#)
        try await place.change("{}", all: true, id: "b")
        #expect(place.book.current[TeamSettings.siteName] == "Martlet")
        #expect(place.book.current[EmailSettings.smtpPassword] == "s")
        try await place.change(#"{"ServiceSettings":{"SiteURL":"http://here"}}"#, id: "c")
        await #expect(throws: APIError.siteURLCleared) { try await place.change("{}", all: true, id: "d") }
    }

    @Test(
        arguments: Engine.underTest,
        [
            (#"{"ServiceSettings":{"MaximumLoginAttempts":-1}}"#, "model.config.is_valid.login_attempts.app_error"),
            (#"{"TeamSettings":{"MaxUsersPerTeam":0}}"#, "model.config.is_valid.max_users.app_error"),
            (#"{"ServiceSettings":{"SiteURL":"not an address"}}"#, "model.config.is_valid.site_url.app_error"),
            (#"{"TeamSettings":{"RestrictDirectMessage":"nothing"}}"#, "model.config.is_valid.restrict_direct_message.app_error"),
            (#"{"PasswordSettings":{"MinimumLength":4}}"#, "model.config.is_valid.password_length.app_error"),
            (#"{"FileSettings":{"DriverName":"tape"}}"#, "model.config.is_valid.file_driver.app_error"),
            (#"{"ServiceSettings":{"MaximumLoginAttempts":"many"}}"#, "api.context.invalid_body_param.app_error"),
            (#"{"ServiceSettings":[]}"#, "api.context.invalid_body_param.app_error"),
            (#"{"PluginSettings":{"EnableUploads":true}}"#, "api.config.update_config.not_allowed_security.app_error"),
            (#"{"FileSettings":{"DriverName":"amazons3"}}"#, "model.config.is_valid.amazons3_bucket.app_error"),
        ])
    func aBadValueChangesNothing(_ engine: Engine, _ bad: (json: String, id: String)) async throws {
        let place = try await Place(engine)
        let error = await #expect(throws: APIError.self) { try await place.change(bad.json) }
        #expect(error?.id == bad.id)
        #expect(place.events.isEmpty && place.book.current == .defaults)
    }

    @Test(arguments: Engine.underTest)
    func sectionsThatTheCallerMayNotChangeStay(_ engine: Engine) async throws {
        let place = try await Place(engine)
        try await place.change(
            #"{"TeamSettings":{"SiteName":"Ours"},"PasswordSettings":{"MinimumLength":20}}"#, may: { $0.name == "PasswordSettings" })
        #expect(place.book.current[TeamSettings.siteName] == "Martlet")
        #expect(place.book.current[PasswordSettings.minimumLength] == 20)
    }

    @Test(arguments: Engine.underTest)
    func ofManyChangesAtOnceNoneIsLost(_ engine: Engine) async throws {
        let place = try await Place(engine)
        let keys = ["Lowercase", "Uppercase", "Number", "Symbol"]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for key in keys { group.addTask { try await place.change(#"{"PasswordSettings":{"\#(key)":true}}"#, id: key) } }
            try await group.waitForAll()
        }
        let stored = try await place.db.read { try $0.configurations.active() }.document
        #expect(Set(stored["PasswordSettings"]?.object?.keys ?? []) == Set(keys))
        #expect(place.book.current[PasswordSettings.lowercase] && place.book.current[PasswordSettings.symbol])
    }

    @Test(arguments: Engine.underTest)
    func anInstallationIsMadeOnceAndKeepsItsKey(_ engine: Engine) async throws {
        let db = try await TestDatabase.make(engine)
        let first = try await Installation.load(from: db, now: 5, newID: { "abcdefghijklmnopqrstuvwxyz" }, environment: "test")
        let second = try await Installation.load(from: db, now: 9, newID: { "zyxwvutsrqponmlkjihgfedcba" }, environment: "test")
        #expect(first.diagnosticID == "abcdefghijklmnopqrstuvwxyz" && second.diagnosticID == first.diagnosticID)
        #expect(second.publicKey == first.publicKey && !first.publicKey.isEmpty)
        #expect(second.date == "5" && second.schemaVersion == "167")
    }
}
