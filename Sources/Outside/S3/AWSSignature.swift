#if canImport(Glibc)
    internal import Glibc
#endif

/// Keys that requests to AWS and its like are signed with.
struct AWSKeys: Sendable, Equatable {
    var accessKey: String
    var secretKey: String
    /// Comes with keys that do not last.
    var sessionToken = ""
    /// Seconds since 1970; keys that were configured last for ever.
    var expiresAt = Int64.max
}

/// Signs requests (AWS Signature Version 4). It makes the URL too, so that what is sent and what is signed agree.
struct AWSSignature: Sendable {
    let keys: AWSKeys
    let region: String
    var service = "s3"
    /// Scheme and host, such as `https://s3.eu-central-1.amazonaws.com`.
    let origin: String

    /// For a body that is not hashed before it is sent: over TLS only, which protects it instead.
    static let unsignedPayload = "UNSIGNED-PAYLOAD"

    /// `path` and `query` are not yet escaped; `fields` are signed all.
    func request(
        _ method: String, _ path: String, query: [(String, String)] = [], fields: [(name: String, value: String)] = [], payload: String,
        at seconds: Int64
    ) -> PlainRequest {
        let stamp = Self.stamp(seconds), scope = "\(stamp.prefix(8))/\(region)/\(service)/aws4_request"
        let path = Self.escape(path, keeping: "/")
        let pairs = query.map { (Self.escape($0.0), Self.escape($0.1)) }.sorted { $0 < $1 }
        let query = pairs.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
        var signed = fields + [(name: "x-amz-date", value: stamp)]
        if service == "s3" { signed.append((name: "x-amz-content-sha256", value: payload)) }
        if !keys.sessionToken.isEmpty { signed.append((name: "x-amz-security-token", value: keys.sessionToken)) }
        let host = String(origin.drop { $0 != ":" }.dropFirst(3))
        let canonical = (signed + [(name: "host", value: host)])
            .map { (name: $0.name.lowercased(), value: $0.value.split(separator: " ").joined(separator: " ")) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        let names = canonical.map(\.name).joined(separator: ";")
        let lines = [method, path, query] + canonical.map { "\($0.name):\($0.value)" } + ["", names, payload]
        let text = ["AWS4-HMAC-SHA256", stamp, scope, Self.hex(Digest.sha256(lines.joined(separator: "\n").utf8))].joined(separator: "\n")
        let signature = Self.hex(Digest.hmac(Array(text.utf8), key: key(day: String(stamp.prefix(8)))))
        let authorization =
            "AWS4-HMAC-SHA256 Credential=\(keys.accessKey)/\(scope), SignedHeaders=\(names), Signature=\(signature)"
        return PlainRequest(
            method: method, url: origin + path + (query.isEmpty ? "" : "?\(query)"),
            fields: signed + [(name: "authorization", value: authorization)])
    }

    private func key(day: String) -> [UInt8] {
        [day, region, service, "aws4_request"].reduce(Array("AWS4\(keys.secretKey)".utf8)) { Digest.hmac(Array($1.utf8), key: $0) }
    }

    static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    static func escape(_ text: String, keeping kept: String = "") -> String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~\(kept)".utf8)
        let digits = Array("0123456789ABCDEF".utf8)
        let bytes = text.utf8.flatMap { plain.contains($0) ? [$0] : [UInt8(ascii: "%"), digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func stamp(_ seconds: Int64) -> String {
        var seconds = time_t(seconds), parts = tm(), text = [CChar](repeating: 0, count: 17)
        gmtime_r(&seconds, &parts)
        strftime(&text, 17, "%Y%m%dT%H%M%SZ", &parts)
        return String(decoding: text.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
