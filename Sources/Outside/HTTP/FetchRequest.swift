/// One HTTP request to somewhere else, with everything that bounds it.
public struct FetchRequest: Sendable {
    /// Who chose the address, and so what it may reach.
    public enum Reach: Sendable {
        /// Somebody who is not trusted: the guard judges each connection.
        case guarded(AddressGuard)
        /// The administrator, in the settings.
        case anywhere
    }

    /// What happens with a body that is longer than `limit`.
    public enum Excess: Sendable { case fails, isCut }

    public var method: String
    public var url: String
    public var fields: [(name: String, value: String)]
    public var body: [UInt8]
    public var reach: Reach
    /// For everything together, redirects included.
    public var timeout: Duration = .seconds(30)
    /// Bytes after decompression.
    public var limit = 1 << 20
    public var excess = Excess.fails
    /// Asked when the head of the answer is there: whether the body is wanted at all.
    public var wantsBody: (@Sendable (FetchResponse) -> Bool)?
    /// Followed for requests without a body only.
    public var redirects = 0

    public init(
        _ method: String = "GET", _ url: String, reach: Reach, fields: [(name: String, value: String)] = [], body: [UInt8] = []
    ) {
        (self.method, self.url, self.reach, self.fields, self.body) = (method, url, reach, fields, body)
    }
}

/// What came back.
public struct FetchResponse: Sendable {
    public var status = 0
    /// Names in small letters, in the order in which they came.
    public var fields: [(name: String, value: String)] = []
    public var body: [UInt8] = []
    /// Where it came from in the end.
    public var url = ""

    public init() {}

    /// The first of that name, which is given in small letters.
    public func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}

/// Why nothing came back.
public enum FetchError: Error, Equatable, Sendable {
    /// Not an absolute address of http or https, or a header that cannot be sent.
    case malformedRequest
    /// The address may not be connected to.
    case refused(String)
    case tooLarge
    case tooManyRedirects
    case timedOut
    case failed(String)
}
