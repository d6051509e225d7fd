/// Reads the fields of one JSON object the way Mattermost's clients rely on: keys match without case when they do not
/// match exactly, a missing field and `null` are the same, another type is an error that names the field.
public struct JSONFields: Sendable {
    public let object: JSONObject

    /// A field held another type than it must.
    public struct Mismatch: Error, Equatable, Sendable { public let field: String }

    public init(_ object: JSONObject) { self.object = object }
    /// Anything but an object has no field at all and is a mismatch.
    public init(_ value: JSONValue) throws(Mismatch) {
        guard let object = value.object else { throw Mismatch(field: "") }
        self.object = object
    }

    /// The value, `nil` for a missing field and for `null`.
    public func value(_ name: String) -> JSONValue? {
        let value = object[name] ?? object.members.last { $0.key.lowercased() == name }?.value
        return value == .null ? nil : value
    }

    public func string(_ name: String) throws(Mismatch) -> String? { try typed(name) { $0.string } }
    public func integer(_ name: String) throws(Mismatch) -> Int64? { try typed(name) { $0.integer } }
    public func bool(_ name: String) throws(Mismatch) -> Bool? { try typed(name) { $0.bool } }
    public func array(_ name: String) throws(Mismatch) -> [JSONValue]? { try typed(name) { $0.array } }
    public func object(_ name: String) throws(Mismatch) -> JSONObject? { try typed(name) { $0.object } }
    public func fields(_ name: String) throws(Mismatch) -> JSONFields? { try object(name).map(JSONFields.init) }
    public func strings(_ name: String) throws(Mismatch) -> [String]? { try typed(name) { $0.strings } }
    /// An object of strings, as notify props and Mattermost's `map[string]string`.
    public func texts(_ name: String) throws(Mismatch) -> [String: String]? { try typed(name) { $0.texts } }

    private func typed<T>(_ name: String, _ read: (JSONValue) -> T?) throws(Mismatch) -> T? {
        guard let value = value(name) else { return nil }
        guard let typed = read(value) else { throw Mismatch(field: name) }
        return typed
    }
}

extension JSONValue {
    /// An array of strings, `nil` when this is something else.
    public var strings: [String]? {
        guard let array else { return nil }
        var strings: [String] = []
        for value in array {
            guard let string = value.string else { return nil }
            strings.append(string)
        }
        return strings
    }

    /// An object whose values are all strings, `nil` when this is something else.
    public var texts: [String: String]? {
        guard let object else { return nil }
        var texts: [String: String] = [:]
        for member in object.members {
            guard let text = member.value.string else { return nil }
            texts[member.key] = text
        }
        return texts
    }
}
