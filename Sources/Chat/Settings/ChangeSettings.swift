internal import Database
internal import Outside
internal import Wire

/// Changes settings for all nodes: those that a document names, or all of them.
struct ChangeSettings: Sendable {
    let wanted: JSONObject
    /// What the document does not name goes back to its default.
    let replacesAll: Bool
    let book: SettingsBook
    let now: Int64
    let newID: String
    /// Sections that the caller may change; others stay as they are.
    let mayWrite: @Sendable (Section) -> Bool

    /// Nothing is written, and `nil` returned, when nothing changes.
    func run(in tx: Transaction<ReadWrite>) throws -> StoredConfiguration? {
        var stored = try tx.configurations.active()
        let before = book.layers.beneath(stored: stored.document)
        let (after, changes) = try changed(before)
        try check(before, after)
        guard !changes.isEmpty else { return nil }
        for (section, setting) in changes {
            stored.document.insert(after[any: setting].json, at: [section.name] + setting.path)
        }
        stored.createAt = max(now, stored.createAt + 1)
        let hash = Hex.encode(Digest.sha256(JSONWriter.bytes(of: stored.document)))
        try tx.configurations.replace(with: stored, id: newID, hash: hash)
        announce(stored, in: tx)
        return stored
    }

    private typealias Change = (section: Section, setting: any AnySetting)

    /// The settings as wanted, and which of them differ.
    private func changed(_ before: Settings) throws -> (Settings, [Change]) {
        var after = before, changes: [Change] = []
        let document = JSONFields(wanted)
        for section in Sections.shown where section.name != "FeatureFlags" {
            let object = try sectionFields(document, section.name)
            guard mayWrite(section) else { continue }
            for setting in section.settings where isOpen(setting) {
                guard let value = try value(of: setting, in: object), value != before[any: setting] else { continue }
                if let refusal = setting.refusal(of: value) {
                    throw SettingProblem(section: section, setting: setting, refusal: refusal).error
                }
                after[any: setting] = value
                changes.append((section, setting))
            }
        }
        return (after, changes)
    }

    private func sectionFields(_ document: JSONFields, _ name: String) throws -> JSONFields {
        guard let value = document.value(name) else { return JSONFields(JSONObject()) }
        guard let object = value.object else { throw APIError.invalidParameter("config") }
        return JSONFields(object)
    }

    /// What the environment decides is never written; where the database is cannot be told to it.
    private func isOpen(_ setting: any AnySetting) -> Bool {
        let fixed = [SqlSettings.dataSource.slot, SqlSettings.driverName.slot]
        return !book.layers.isOverridden(setting) && !fixed.contains(setting.slot)
    }

    /// `nil` for a setting that stays as it is.
    private func value(of setting: any AnySetting, in object: JSONFields) throws -> StoredValue? {
        if replacesAll && setting.slot == PluginSettings.enableUploads.slot { return nil }
        guard let json = object.value(at: setting.path) else {
            return replacesAll && setting.audience.circle != .nobody ? setting.stored : nil
        }
        if setting.audience.circle == .nobody && AdministratorView.isHidden(json) { return nil }
        guard let value = setting.read(json) else { throw APIError.invalidParameter("config") }
        return value
    }

    private func check(_ before: Settings, _ after: Settings) throws {
        if before[PluginSettings.enableUploads] != after[PluginSettings.enableUploads] { throw APIError.settingIsProtected }
        if !before[ServiceSettings.siteURL].isEmpty && after[ServiceSettings.siteURL].isEmpty { throw APIError.siteURLCleared }
        if let problem = SettingsChecks.problem(in: after), SettingsChecks.problem(in: before) != problem { throw problem }
    }

    private func announce(_ stored: StoredConfiguration, in tx: Transaction<ReadWrite>) {
        let view = book.views(of: book.layers.settings(stored: stored.document)).members
        tx.signal(.settingsChanged)
        tx.tell(
            Event("config_changed", to: .everybody) { json in
                json.key("config")
                json.raw(json: view)
            })
    }
}
