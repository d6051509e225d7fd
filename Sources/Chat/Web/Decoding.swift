internal import Network
internal import Wire

extension HTTPRequest {
    /// Reads the body with `read`; whatever is wrong with it is answered as one bad parameter of this name.
    func decode<T>(as name: String, _ read: (JSONFields) throws -> T) throws -> T {
        do {
            return try read(json())
        } catch is JSONFields.Mismatch {
            throw APIError.invalidParameter(name)
        } catch is JSONReader.Refusal {
            throw APIError.invalidParameter(name)
        }
    }

    /// The body as a list of strings. Whatever else it is, broken text too, is answered by one error, because clients know one
    /// for each call; with `isFilled` an empty list as well.
    func strings(else refusal: APIError = .unreadablePayload, isFilled: Bool = false) throws -> [String] {
        do {
            guard let strings = try value().strings, !(isFilled && strings.isEmpty) else { throw refusal }
            return strings
        } catch is JSONReader.Refusal {
            throw refusal
        }
    }
}

extension APIError {
    static let unreadablePayload = APIError("api.payload.parse.error", 400, "The request's body is not what this call takes.")
}
