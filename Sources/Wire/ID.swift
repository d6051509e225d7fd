/// Names one `Entity`: twenty-six characters on the wire, as Mattermost clients expect.
public struct ID<Entity>: Hashable, Sendable, CustomStringConvertible, JSONWritable {
    public let raw: String
    public init(_ raw: String) { self.raw = raw }
    public var description: String { raw }
    public func write(to json: inout JSONWriter) { json.string(raw) }

    /// Twenty-six letters and digits of either case: what Mattermost accepts as an id, although it only makes small ones.
    public var isWellFormed: Bool { raw.utf8.count == 26 && isAlphanumeric }

    /// Letters and digits only: what the part of an address that is an id may be made of.
    public var isAlphanumeric: Bool {
        raw.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) }
    }
}
