internal import Synchronization
public import Wire

/// One setting, declared once: its key in its section, its default, what it must be, who may see it, what it is for. The admin
/// view, the client view, the environment's names and `docs/operate/settings.md` all come from here.
public struct Setting<Value: SettingValue>: Sendable {
    /// As in the JSON of its section; a dot leads into an object within it.
    public let key: String
    public let fallback: Value
    public let audience: Audience
    public let rule: Rule<Value>?
    public let doc: String
    /// Where `Settings` keeps the value.
    public let slot = Slots.next()

    public init(_ key: String, _ fallback: Value, _ audience: Audience = .administrators, rule: Rule<Value>? = nil, doc: String) {
        self.key = key
        self.fallback = fallback
        self.audience = audience
        self.rule = rule
        self.doc = doc
    }
}

/// Who is told a setting's value.
public struct Audience: Sendable {
    enum Circle: Sendable, Equatable {
        /// Administrators see that there is a value, nobody sees which.
        case nobody
        case administrators
        /// Whoever has a session, through `GET /config/client`.
        case members
        /// Anybody, through `GET /config/client`.
        case everyone
    }

    let circle: Circle
    /// The key in the client view, when it differs from the setting's.
    var clientKey: String?

    public static let secret = Audience(circle: .nobody)
    public static let administrators = Audience(circle: .administrators)
    public static let members = Audience(circle: .members)
    public static let everyone = Audience(circle: .everyone)
    public static func members(as key: String) -> Audience { Audience(circle: .members, clientKey: key) }
    public static func everyone(as key: String) -> Audience { Audience(circle: .everyone, clientKey: key) }
}

/// Numbers the settings as they are declared.
enum Slots {
    private static let count = Atomic<Int>(0)
    static func next() -> Int { count.add(1, ordering: .relaxed).oldValue }
}

/// A setting without its type, for what walks over all of them.
public protocol AnySetting: Sendable {
    var key: String { get }
    var audience: Audience { get }
    var doc: String { get }
    var slot: Int { get }
    /// `string`, `bool`, `int`, `list`, `json`.
    var kind: String { get }
    var stored: StoredValue { get }
    /// What the rule asks for, in words; empty without a rule.
    var demand: String { get }
    /// The value that JSON means, `nil` when it is of another type.
    func read(_ json: JSONValue) -> StoredValue?
    /// The value that a variable's text means, `nil` when it means none.
    func read(text: String) -> StoredValue?
    /// The id of the error when the value may not be.
    func refusal(of value: StoredValue) -> String?
}

extension Setting: AnySetting {
    public var kind: String { Value.kind }
    public var stored: StoredValue { fallback.stored }
    public var demand: String { rule?.text ?? "" }
    public func read(_ json: JSONValue) -> StoredValue? { Value(json: json)?.stored }
    public func read(text: String) -> StoredValue? { Value(text: text)?.stored }

    public func refusal(of value: StoredValue) -> String? {
        guard let rule, let value = Value(stored: value), !rule.holds(value) else { return nil }
        return "model.config.is_valid.\(rule.id).app_error"
    }
}
