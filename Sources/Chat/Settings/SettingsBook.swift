public import Database
internal import Outside
internal import Synchronization
internal import Wire

/// The settings that hold now, for everybody who asks: a snapshot, replaced as a whole when something changes.
public final class SettingsBook: Sendable {
    private struct Page: Sendable {
        var stored = StoredConfiguration()
        var settings: Settings
        var views: ClientViews
        var hasNoAccounts: Bool
        /// Of the terms of service that hold now; empty when there are none.
        var terms = ""
        var observers: [@Sendable (Settings) -> Void] = []
    }

    let layers: SettingsLayers
    let installation: Installation
    private let page: Mutex<Page>
    /// Held while observers hear of a change.
    private let telling = Mutex(())

    /// Without the database's part; `load` adds it.
    public init(_ layers: SettingsLayers = .none, installation: Installation = .unknown) {
        self.layers = layers
        self.installation = installation
        let settings = layers.settings(stored: JSONObject())
        page = Mutex(
            Page(
                settings: settings, views: ClientViews(settings, installation, hasNoAccounts: true), hasNoAccounts: true))
    }

    public var current: Settings { page.withLock { $0.settings } }
    var views: ClientViews { page.withLock { $0.views } }
    /// `X-Version-Id` of every answer.
    public var versionID: String { views.versionID }

    /// Proof for the client that an address was made by this server.
    func signature(_ text: String) -> [UInt8] { installation.signingKey?.signature(Array(text.utf8)) ?? [] }

    /// The same in the form of tokens: two numbers of 32 bytes.
    func rawSignature(_ text: String) -> [UInt8] { installation.signingKey?.sign(Array(text.utf8)) ?? [] }

    /// What this installation is known by.
    var diagnosticID: String { installation.diagnosticID }

    /// Reads the database's part again: at start, and when another node changed it.
    public func load(from db: any Database) async throws {
        let (stored, hasAccounts, terms) = try await db.read { tx in
            (try tx.configurations.active(), try tx.systems.hasAccounts(), try tx.terms.newest()?.id.raw ?? "")
        }
        page.withLock { $0.terms = terms }
        adopt(stored, hasNoAccounts: !hasAccounts)
    }

    /// At the first start: keys that nobody gave are made here and kept in the database, where every node finds them.
    func makeSecrets(in db: any Database, now: Int64, newID: String) async throws {
        let keys = [(SqlSettings.atRestEncryptKey, "SqlSettings"), (FileSettings.publicLinkSalt, "FileSettings")]
        let stored = try await db.write { [layers] tx -> StoredConfiguration? in
            var stored = try tx.configurations.active()
            let settings = layers.settings(stored: stored.document), missing = keys.filter { settings[$0.0].isEmpty }
            guard !missing.isEmpty else { return nil }
            for (key, section) in missing { stored.document.insert(.string(Outside.Token.secret(32)), at: [section, key.key]) }
            stored.createAt = max(now, stored.createAt + 1)
            try tx.configurations.replace(with: stored, id: newID, hash: Hex.encode(Digest.sha256(JSONWriter.bytes(of: stored.document))))
            return stored
        }
        if let stored { adopt(stored) }
    }

    /// Makes what was stored hold at once. Of two changes the later one wins, in whatever order they get here.
    func adopt(_ stored: StoredConfiguration, hasNoAccounts: Bool? = nil) {
        let settings = layers.settings(stored: stored.document)
        page.withLock { page in
            if let hasNoAccounts { page.hasNoAccounts = hasNoAccounts }
            if stored.createAt >= page.stored.createAt {
                page.stored = stored
                page.settings = settings
            }
            page.views = ClientViews(page.settings, installation, hasNoAccounts: page.hasNoAccounts, terms: page.terms)
        }
        // One after the other, each with what holds then: nobody is told last of what held before.
        telling.withLock { _ in
            let (now, observers) = page.withLock { ($0.settings, $0.observers) }
            for observer in observers { observer(now) }
        }
    }

    /// Calls `body` whenever other settings hold.
    public func whenChanged(_ body: @escaping @Sendable (Settings) -> Void) { page.withLock { $0.observers.append(body) } }

    /// The client views, after looking whether the first account has been made since.
    func freshViews(from db: any Database) async throws -> ClientViews {
        if page.withLock({ $0.hasNoAccounts }), try await db.readOne({ try $0.systems.hasAccounts() }) {
            page.withLock { page in
                page.hasNoAccounts = false
                page.views = ClientViews(page.settings, installation, hasNoAccounts: false, terms: page.terms)
            }
        }
        return views
    }

    /// The client view that other settings would make.
    func views(of settings: Settings) -> ClientViews {
        page.withLock { ClientViews(settings, installation, hasNoAccounts: $0.hasNoAccounts, terms: $0.terms) }
    }
}
