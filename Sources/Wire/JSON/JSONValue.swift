/// Any JSON document, as read from a client. Objects keep the order of their keys.
public enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case double(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// An empty object: what a missing `props` column means.
    public static let emptyObject = JSONValue.object(JSONObject())

    public var isNull: Bool { self == .null }
    public var string: String? { if case .string(let value) = self { value } else { nil } }
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
    public var object: JSONObject? { if case .object(let value) = self { value } else { nil } }

    /// Whole numbers only; `1.0` and `1e3` count, `1.5` does not.
    public var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .double(let value): Int64(exactly: value)
        default: nil
        }
    }

    /// The member of an object, `nil` when there is none or this is no object.
    public subscript(key: String) -> JSONValue? { object?[key] }
}

/// The members of a JSON object in the order in which they came. Of a key given twice the last value counts.
public struct JSONObject: Sendable, Hashable {
    public private(set) var members: [(key: String, value: JSONValue)] = []

    public init() {}

    public init(_ members: [(key: String, value: JSONValue)]) {
        self.members = members
        dropDoubles()
    }

    public var isEmpty: Bool { members.isEmpty }
    public var keys: [String] { members.map(\.key) }

    /// Setting `nil` removes the member. Look-ups are linear: objects on the wire are small.
    public subscript(key: String) -> JSONValue? {
        get { members.first { $0.key == key }?.value }
        set {
            let index = members.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append((key, value))
            case (nil, nil): break
            }
        }
    }

    /// Appends without looking for the key; for the reader, which checks at the end.
    mutating func append(_ key: String, _ value: JSONValue) { members.append((key, value)) }

    /// Of equal keys the last value stays, in the place of the first. In time that grows with the number of members, as strangers send
    /// them.
    mutating func dropDoubles() {
        if members.count < 2 || Set(members.map(\.key)).count == members.count { return }
        var places: [String: Int] = [:], kept: [(key: String, value: JSONValue)] = []
        for member in members {
            if let place = places[member.key] {
                kept[place].value = member.value
            } else {
                places[member.key] = kept.count
                kept.append(member)
            }
        }
        members = kept
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.members.count == right.members.count && left.members.allSatisfy { right[$0.key] == $0.value }
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(members.count) }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements.map { (key: $0.0, value: $0.1) }) }
}
extension JSONValue: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(elements.map { (key: $0.0, value: $0.1) }))
    }
}
extension JSONValue: ExpressibleByArrayLiteral { public init(arrayLiteral elements: JSONValue...) { self = .array(elements) } }
extension JSONValue: ExpressibleByStringLiteral { public init(stringLiteral value: String) { self = .string(value) } }
extension JSONValue: ExpressibleByIntegerLiteral { public init(integerLiteral value: Int64) { self = .integer(value) } }
extension JSONValue: ExpressibleByBooleanLiteral { public init(booleanLiteral value: Bool) { self = .bool(value) } }
extension JSONValue: ExpressibleByNilLiteral { public init(nilLiteral: ()) { self = .null } }
