/// A JSON object kept as the text that the database holds and written as it is: props and notify props pass through most
/// requests unread, and parsing them there would cost more than the query.
public struct JSONText: Sendable, Hashable, JSONWritable {
    public let raw: String
    public static let empty = JSONText(raw: "{}")

    /// `raw` must be a JSON object; an empty text counts as `{}`.
    public init(raw: String) { self.raw = raw.isEmpty ? "{}" : raw }
    public init(_ object: JSONObject) { raw = JSONWriter.text(of: object) }
    /// Keys in alphabetical order, so that equal maps are equal texts.
    public init(_ texts: [String: String]) {
        self.init(JSONObject(texts.sorted { $0.key < $1.key }.map { (key: $0.key, value: .string($0.value)) }))
    }

    public var isEmpty: Bool { raw == "{}" || raw == "null" }
    /// The parsed object; what is no object (a damaged row) counts as empty.
    public var object: JSONObject { (try? JSONReader.read(raw))?.object ?? JSONObject() }  // see above: never an error for readers
    /// The members that are strings.
    public var texts: [String: String] {
        var texts: [String: String] = [:]
        for member in object.members { if let text = member.value.string { texts[member.key] = text } }
        return texts
    }

    public func write(to json: inout JSONWriter) { if raw == "null" { json.raw("null") } else { json.raw(json: raw.utf8) } }
}
