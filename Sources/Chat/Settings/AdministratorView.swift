internal import Wire

/// What `GET /config` shows: every section, secrets hidden, what the reader may not see as `null`.
struct AdministratorView {
    /// What stands for a secret on the wire. Sent back, it means the secret that is there.
    static let hidden = "********************************"

    var settings: Settings
    /// Which sections the reader may see.
    var mayRead: @Sendable (Section) -> Bool = { _ in true }
    var leavesOutSecrets = false
    var leavesOutDefaults = false

    var document: JSONObject {
        settings.document(Sections.shown) { section, setting, value in
            if leavesOutDefaults && value == setting.stored { return .none }
            guard mayRead(section) else { return .null }
            guard setting.audience.circle == .nobody else { return value.json }
            if leavesOutSecrets { return .none }
            return Self.hide(value, of: setting)
        }
    }

    /// As on the recorded server, these do not even show that they are empty.
    private static let alwaysHidden: Set<Int> = [CacheSettings.redisPassword.slot, ServiceSettings.splitKey.slot]

    /// An empty secret is shown to be empty.
    private static func hide(_ value: StoredValue, of setting: any AnySetting) -> JSONValue {
        switch value {
        case .text(let text): text.isEmpty && !alwaysHidden.contains(setting.slot) ? "" : .string(hidden)
        case .list(let list): .array(list.map { _ in .string(hidden) })
        default: value.json.array?.isEmpty == true ? [] : .string(hidden)
        }
    }

    /// Whether a value that came from a client stands for the secret that is there.
    static func isHidden(_ value: JSONValue) -> Bool {
        value.string == hidden || value.strings.map { !$0.isEmpty && $0.allSatisfy { $0 == hidden } } == true
    }
}
