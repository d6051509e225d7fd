/// Gives the next piece of a body, nil at its end. Asked for a piece only when the one before is on its way, so a slow
/// client slows the source. Throwing breaks the connection off: the client must not take half a body for a whole one.
public typealias BodySource = nonisolated(nonsending) @Sendable () async throws -> [UInt8]?

/// An answer. Lengths, `Date`, `Connection` and the compression are added when it is written; nothing else is.
public struct HTTPResponse: Sendable {
    public enum Body: Sendable {
        case empty
        case bytes([UInt8])
        /// Without a length it is sent in chunks.
        case stream(length: Int64?, BodySource)
    }

    public var status: Int
    public var contentType: String?
    /// In this order; a name may occur more than once.
    public var fields: [(name: String, value: String)]
    public var body: Body
    /// Texts are compressed for those who take it, unless their length and their parts matter more.
    public var mayCompress = true

    public init(status: Int = 200, contentType: String? = nil, fields: [(name: String, value: String)] = [], body: Body = .empty) {
        self.status = status
        self.contentType = contentType
        self.fields = fields
        self.body = body
    }

    public init(status: Int = 200, contentType: String?, fields: [(name: String, value: String)] = [], bytes: [UInt8]) {
        self.init(status: status, contentType: contentType, fields: fields, body: .bytes(bytes))
    }

    /// The whole body, when it is not a stream.
    public var bytes: [UInt8]? {
        switch body {
        case .empty: []
        case .bytes(let bytes): bytes
        case .stream: nil
        }
    }

    /// The first value of a field, compared without case.
    public func field(_ name: String) -> String? {
        fields.first { $0.name.utf8.elementsEqual(name.utf8) { lowercased($0) == lowercased($1) } }?.value
    }
}
