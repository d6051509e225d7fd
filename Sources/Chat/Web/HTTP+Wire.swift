internal import Network
internal import Wire

extension HTTPResponse {
    /// An answer of one JSON value.
    init(status: Int = 200, json value: some JSONWritable) { self.init(status: status, json: JSONWriter.bytes(of: value)) }

    /// An answer of JSON that is written already.
    init(status: Int = 200, json bytes: [UInt8]) { self.init(status: status, contentType: "application/json", bytes: bytes) }

    init(error: APIError, requestID: String) { self.init(status: error.status, json: error.bytes(request: requestID)) }

    /// `{"status":"OK"}`: what a call answers that has nothing to tell.
    static var ok: HTTPResponse { HTTPResponse(json: ["status": "OK"] as JSONValue) }
}

extension HTTPRequest {
    /// The body as one JSON object; anything else is a 400.
    func json() throws -> JSONFields { try JSONFields(try value()) }

    /// The body as any JSON value.
    func value() throws -> JSONValue { try JSONReader.read(body) }

    /// A well-formed id from the path.
    func id<Entity>(_ index: Int, _ name: String) throws -> ID<Entity> {
        let id = ID<Entity>(parameters[index])
        guard id.isAlphanumeric else { throw APIError.unknownPath }
        guard id.isWellFormed else { throw APIError.invalidURLParameter(name) }
        return id
    }

    /// An account's id from the path; `me` is whoever asks.
    func userID(_ index: Int, _ context: SignedIn) throws -> ID<User> {
        parameters[index] == "me" ? context.user : try id(index, "user_id")
    }

    /// The value of a cookie.
    func cookie(_ name: String) -> String? {
        for pair in (field("cookie") ?? "").split(separator: ";") {
            let trimmed = pair.drop { $0 == " " }
            if trimmed.hasPrefix(name + "=") { return String(trimmed.dropFirst(name.utf8.count + 1)) }
        }
        return nil
    }
}
