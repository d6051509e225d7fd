public import Wire

/// A value as `Settings` keeps it: one array of these is the whole configuration.
public enum StoredValue: Sendable, Hashable {
    case text(String)
    case flag(Bool)
    case number(Int)
    case list([String])
    case json(JSONValue)

    var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .flag(let flag): .bool(flag)
        case .number(let number): .integer(Int64(number))
        case .list(let list): .array(list.map(JSONValue.string))
        case .json(let json): json
        }
    }

    /// As the client view has it, where every value is a string.
    var clientText: String {
        switch self {
        case .text(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .number(let number): String(number)
        case .list(let list): list.joined(separator: ",")
        case .json(let json): JSONWriter.text(of: json)
        }
    }
}

/// A type that a setting can have.
public protocol SettingValue: Sendable {
    static var kind: String { get }
    var stored: StoredValue { get }
    init?(stored: StoredValue)
    init?(json: JSONValue)
    /// From an environment variable, by the rules of Mattermost's Go code (facts: config.md).
    init?(text: String)
}

extension String: SettingValue {
    public static var kind: String { "string" }
    public var stored: StoredValue { .text(self) }
    public init?(stored: StoredValue) {
        guard case .text(let value) = stored else { return nil }
        self = value
    }
    public init?(json: JSONValue) {
        guard let value = json.string else { return nil }
        self = value
    }
    public init?(text: String) { self = text }
}

extension Bool: SettingValue {
    public static var kind: String { "bool" }
    public var stored: StoredValue { .flag(self) }
    public init?(stored: StoredValue) {
        guard case .flag(let value) = stored else { return nil }
        self = value
    }
    public init?(json: JSONValue) {
        guard let value = json.bool else { return nil }
        self = value
    }
    public init?(text: String) {
        switch text {
        case "1", "t", "T", "TRUE", "true", "True": self = true
        case "0", "f", "F", "FALSE", "false", "False": self = false
        default: return nil
        }
    }
}

extension Int: SettingValue {
    public static var kind: String { "int" }
    public var stored: StoredValue { .number(self) }
    public init?(stored: StoredValue) {
        guard case .number(let value) = stored else { return nil }
        self = value
    }
    public init?(json: JSONValue) {
        guard let value = json.integer.flatMap(Int.init(exactly:)) else { return nil }
        self = value
    }
    public init?(text: String) {
        guard let value = Int(text, radix: 10) else { return nil }
        self = value
    }
}

extension [String]: SettingValue {
    public static var kind: String { "list" }
    public var stored: StoredValue { .list(self) }
    public init?(stored: StoredValue) {
        guard case .list(let value) = stored else { return nil }
        self = value
    }
    public init?(json: JSONValue) {
        guard let value = json.strings else { return nil }
        self = value
    }
    /// Split on every single space.
    public init?(text: String) {
        self = text.isEmpty ? [] : text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    }
}

extension JSONValue: SettingValue {
    public static var kind: String { "json" }
    public var stored: StoredValue { .json(self) }
    public init?(stored: StoredValue) {
        guard case .json(let value) = stored else { return nil }
        self = value
    }
    /// Objects and lists only: no setting is a bare word.
    public init?(json: JSONValue) {
        guard json.object != nil || json.array != nil else { return nil }
        self = json
    }
    public init?(text: String) {
        do { self.init(json: try JSONReader.read(text)) } catch { return nil }
    }
}
