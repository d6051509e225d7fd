/// One section of the configuration. Its settings are the properties of `Declared`, and `Section.setting` reaches each by name:
///
///     services.settings.current[ServiceSettings.siteURL]
@dynamicMemberLookup
public protocol SettingsSection {
    associatedtype Declared: Sendable
    static var declared: Declared { get }
    /// For people: a few words.
    static var title: String { get }
    static var doc: String { get }
    /// Pages of the system console whose readers may read the section: `sysconsole_read_<page>`.
    static var pages: [String] { get }
}

extension SettingsSection {
    public static subscript<Value>(dynamicMember path: KeyPath<Declared, Setting<Value>>) -> Setting<Value> { declared[keyPath: path] }
}

/// A section without its type, with its settings in order.
public struct Section: Sendable {
    /// The name in the JSON and, in capitals, in the environment.
    public let name: String
    public let title: String
    public let doc: String
    public let pages: [String]
    public let settings: [any AnySetting]
    /// `MM_`, or `MARTLET_` for what Mattermost does not have.
    let prefix: String

    /// A type's own list of properties is the only place where its settings are named, so they are read off by reflection, once.
    init<S: SettingsSection>(_ type: S.Type, prefix: String = "MM_") {
        name = "\(type)"
        title = type.title
        doc = type.doc
        pages = type.pages
        self.prefix = prefix
        settings = Mirror(reflecting: type.declared).children.compactMap { $0.value as? any AnySetting }
    }

    /// The variable that sets a setting.
    public func variable(_ setting: any AnySetting) -> String {
        prefix + name.uppercased() + "_" + setting.key.uppercased().split(separator: ".").joined(separator: "_")
    }
}
