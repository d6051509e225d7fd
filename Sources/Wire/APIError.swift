/// The one error shape a client can see. `id` is contract: clients switch on it.
public struct APIError: Error, Equatable, Sendable {
    public var id: String
    public var status: Int
    public var message: String
    /// More for whoever debugs; never a secret.
    public var detail: String

    public init(_ id: String, _ status: Int, _ message: String, detail: String = "") {
        self.id = id
        self.status = status
        self.message = message
        self.detail = detail
    }

    public func detailed(_ detail: String) -> APIError { var copy = self; copy.detail = detail; return copy }

    /// `request` is the id that the log has too.
    public func bytes(request: String) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.field("id", id)
            json.field("message", message)
            json.field("detailed_error", detail)
            json.field("request_id", ifNotEmpty: request)
            json.field("status_code", Int64(status))
        }
        return json.bytes
    }
}

extension APIError: JSONWritable {
    /// An error inside a list of results: without a request's id.
    public func write(to json: inout JSONWriter) { json.raw(json: bytes(request: "")) }
}
