internal import CCrypto

/// Frames to a client, and the handshake (RFC 6455).
public enum WebSocket {
    /// The header of an unmasked text frame.
    @inline(__always)
    public static func appendTextHeader(length: Int, to output: inout [UInt8]) { appendHeader(0x81, length: length, to: &output) }

    /// The header of an unmasked binary frame.
    @inline(__always)
    public static func appendBinaryHeader(length: Int, to output: inout [UInt8]) { appendHeader(0x82, length: length, to: &output) }

    @inline(__always)
    static func appendHeader(_ first: UInt8, length: Int, to output: inout [UInt8]) {
        output.append(first)
        if length < 126 {
            output.append(UInt8(length))
        } else if length < 65_536 {
            output.append(126)
            output.append(UInt8(length >> 8))
            output.append(UInt8(length & 255))
        } else {
            output.append(127)
            for shift in stride(from: 56, through: 0, by: -8) { output.append(UInt8(truncatingIfNeeded: length >> shift)) }
        }
    }

    /// A close frame; the reason is cut to what a control frame holds, at a character's border.
    static func appendClose(code: UInt16, reason: String, to output: inout [UInt8]) {
        var text = reason
        while text.utf8.count > 123 { text.removeLast() }
        appendHeader(0x88, length: 2 + text.utf8.count, to: &output)
        output.append(UInt8(code >> 8))
        output.append(UInt8(code & 255))
        output.append(text: text)
    }

    /// The answer to `Sec-WebSocket-Key`.
    static func accept(_ key: String) -> String {
        let input = Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)
        var digest = [UInt8](repeating: 0, count: 20)
        SHA1(input, input.count, &digest)
        var encoded = [UInt8](repeating: 0, count: 29)
        EVP_EncodeBlock(&encoded, digest, 20)
        return String(decoding: encoded[..<28], as: UTF8.self)
    }
}

extension HTTPRequest {
    /// A complete, correct handshake of version 13.
    public var isWebSocketHandshake: Bool {
        guard method == "GET", !isVersion10, wantsUpgrade, framing == .none || framing == .length(0) else { return false }
        return hasToken("upgrade", "websocket") && hasToken("connection", "upgrade") && field("sec-websocket-version") == "13" && hasKey
    }

    private func hasToken(_ name: StaticString, _ token: String) -> Bool {
        fields(name).joined(separator: ",").split(separator: ",").contains { part in
            equalWithoutCase(String(part.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }), token)
        }
    }

    /// Sixteen bytes in Base64.
    private var hasKey: Bool {
        let keys = fields("sec-websocket-key")
        guard keys.count == 1, keys[0].utf8.count == 24, keys[0].hasSuffix("==") else { return false }
        return keys[0].utf8.dropLast(2).allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2F: true
            default: false
            }
        }
    }
}
