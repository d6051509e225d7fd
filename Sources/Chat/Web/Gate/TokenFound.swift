internal import Network

/// The token that a request brought, and where it was. The cookie is looked at first, then the `Authorization` header, then the
/// address: clients rely on the order.
struct TokenFound: Sendable {
    /// `nil` when it can be no session's.
    let token: SessionToken?
    let source: Visitor.TokenSource

    /// `nil` when none was brought.
    init?(in request: HTTPRequest) {
        if let cookie = request.cookieBytes("MMAUTHTOKEN") {
            if cookie.isEmpty { return nil }  // an emptied cookie still hides a header
            // Another site's page makes a browser send the cookie, but never this header: whoever brings both with the same
            // token is no forger. Programs that keep cookies do after the server set one.
            let isProven = request.fieldBytes("authorization").flatMap(Self.value).map { $0.elementsEqual(cookie) } ?? false
            self.init(token: SessionToken(cookie), source: isProven ? .header : .cookie)
        } else if let header = request.fieldBytes("authorization"), let value = Self.value(in: header) {
            self.init(token: SessionToken(value), source: .header)
        } else if request.mayHaveQuery, let text = request.queryValue("access_token"), !text.isEmpty {
            self.init(token: SessionToken(text.utf8), source: .query)
        } else {
            return nil
        }
    }

    private init(token: SessionToken?, source: Visitor.TokenSource) { (self.token, self.source) = (token, source) }

    /// What follows `Bearer ` or `token `, in any case.
    private static func value(in header: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        for scheme in ["bearer ", "token "] as [StaticString] where header.count > scheme.utf8CodeUnitCount {
            let name = UnsafeBufferPointer(start: scheme.utf8Start, count: scheme.utf8CodeUnitCount)
            if zip(header, name).allSatisfy({ $0 == $1 || ($0 | 0x20) == $1 && $1 != 0x20 }) { return header.dropFirst(name.count) }
        }
        return nil
    }
}

extension HTTPRequest {
    var mayHaveQuery: Bool { !query.isEmpty }

    /// The bytes of a cookie's value, `nil` when it was not sent.
    func cookieBytes(_ name: StaticString) -> ArraySlice<UInt8>? {
        guard let header = fieldBytes("cookie") else { return nil }
        let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        for pair in header.split(separator: UInt8(ascii: ";")) {
            let pair = pair.drop { $0 == UInt8(ascii: " ") }
            guard pair.starts(with: wanted), pair.dropFirst(wanted.count).first == UInt8(ascii: "=") else { continue }
            let value = pair.dropFirst(wanted.count + 1)
            let isQuoted = value.count >= 2 && value.first == UInt8(ascii: "\"") && value.last == UInt8(ascii: "\"")
            return isQuoted ? value.dropFirst().dropLast() : value
        }
        return nil
    }
}
