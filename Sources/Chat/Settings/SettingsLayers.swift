internal import Wire

/// Where settings come from besides the defaults and the database: read once, at start.
public struct SettingsLayers: Sendable {
    /// config.json, empty when there is none.
    let file: JSONObject
    /// What the environment says, which nothing overrides.
    let environment: [Override]
    /// `production`, `test` or `dev`: told to clients.
    var serviceEnvironment = "production"

    /// One setting that the environment decides.
    struct Override: Sendable {
        let section: Section
        let setting: any AnySetting
        let value: StoredValue
    }

    /// Nothing but defaults.
    public static let none = SettingsLayers(file: JSONObject(), environment: [])

    init(file: JSONObject, environment: [Override]) {
        self.file = file
        self.environment = environment
    }

    /// Reads both and says everything that is wrong with them at once, each under the name that a person can look for.
    public init(environment: [String: String], file: (name: String, bytes: [UInt8])?) throws(SettingsRefusal) {
        var complaints: [String] = []
        var object = JSONObject()
        if let file {
            switch Self.read(file.bytes) {
            case .success(let value): object = value
            case .failure(let refusal): complaints.append("\(file.name): \(refusal)")
            }
        }
        let overrides = Self.overrides(in: Self.withDatabase(environment), &complaints)
        self.init(file: object, environment: overrides)
        if let named = environment["MM_SERVICEENVIRONMENT"], !named.isEmpty {
            serviceEnvironment = named
            if !["production", "test", "dev"].contains(named) {
                complaints.append("MM_SERVICEENVIRONMENT must be production, test or dev")
            }
        }
        let overridden = Set(overrides.map(\.setting.slot))
        var settings = Settings.defaults
        for problem in settings.apply(object, sections: Sections.all) where !overridden.contains(problem.setting.slot) {
            complaints.append("\(file?.name ?? "") \(problem.path) \(problem.complaint)")
        }
        guard complaints.isEmpty else { throw SettingsRefusal(complaints: complaints) }
    }

    /// `MM_CONFIG` may name a database instead of a file: then that is the database, unless another is given.
    private static func withDatabase(_ environment: [String: String]) -> [String: String] {
        guard let config = environment["MM_CONFIG"], config.hasPrefix("postgres") else { return environment }
        let address = ["MM_SQLSETTINGS_DRIVERNAME": "postgres", "MM_SQLSETTINGS_DATASOURCE": config]
        return environment["MM_SQLSETTINGS_DATASOURCE"] == nil ? environment.merging(address) { mine, _ in mine } : environment
    }

    private static func read(_ bytes: [UInt8]) -> Result<JSONObject, ConfigFileRefusal> {
        do {
            guard let object = try JSONReader.read(bytes).object else {
                return .failure(ConfigFileRefusal(reason: "must hold one JSON object"))
            }
            return .success(object)
        } catch JSONReader.Refusal.unexpected(let offset) {
            return .failure(ConfigFileRefusal(reason: "is not JSON at byte \(offset)"))
        } catch { return .failure(ConfigFileRefusal(reason: "is nested too deeply")) }
    }

    private static func overrides(in environment: [String: String], _ complaints: inout [String]) -> [Override] {
        var known: [String: (Section, any AnySetting)] = [:]
        for section in Sections.all {
            for setting in section.settings { known[section.variable(setting)] = (section, setting) }
        }
        var overrides: [Override] = []
        for (name, text) in environment.sorted(by: { $0.key < $1.key }) where name.hasPrefix("MM_") || name.hasPrefix("MARTLET_") {
            guard let (section, setting) = known[name.uppercased()] else {
                if Sections.own.contains(where: { name.hasPrefix("MARTLET_\($0.name.uppercased())_") }) {
                    complaints.append("\(name): there is no such setting")
                }
                continue
            }
            guard let value = setting.read(text: text) else {
                complaints.append("\(name) must be \(setting.typeInWords)")
                continue
            }
            guard setting.refusal(of: value) == nil else {
                complaints.append("\(name) must be \(setting.demand)")
                continue
            }
            overrides.append(Override(section: section, setting: setting, value: value))
        }
        return overrides
    }

    /// The settings with what the database holds between config.json and the environment. A stored value that is no longer
    /// allowed is passed over: it must not keep the server from starting.
    func settings(stored: JSONObject) -> Settings {
        var settings = beneath(stored: stored)
        for override in environment { settings[any: override.setting] = override.value }
        return settings
    }

    /// The same without the environment: what a change is compared with and written from.
    func beneath(stored: JSONObject) -> Settings {
        var settings = Settings.defaults
        _ = settings.apply(file, sections: Sections.all)
        let data = settings[SqlSettings.dataSource], driver = settings[SqlSettings.driverName]
        _ = settings.apply(stored, sections: Sections.shown)
        // Where the database is cannot be read from the database.
        settings[SqlSettings.dataSource] = data
        settings[SqlSettings.driverName] = driver
        return settings
    }

    func isOverridden(_ setting: any AnySetting) -> Bool { environment.contains { $0.setting.slot == setting.slot } }
}

/// Why the server does not start: every complaint about its settings.
public struct SettingsRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    public let complaints: [String]
    public var description: String { complaints.joined(separator: "\n") }
}

struct ConfigFileRefusal: Error, CustomStringConvertible {
    let reason: String
    var description: String { reason }
}
