/// WebSocket frames from a client (RFC 6455) as a value: bytes in, messages out. Does no I/O.
public struct WebSocketParser: Sendable {
    public enum Message: Equatable, Sendable {
        case text([UInt8])
        case binary([UInt8])
        case ping([UInt8])
        case pong
        /// 1005 when the client gave no code.
        case close(code: UInt16)
    }

    public enum Refusal: Error, Equatable {
        case malformed, notText, tooLarge

        /// What the close frame says about it.
        public var code: UInt16 {
            switch self {
            case .malformed: 1002
            case .notText: 1007
            case .tooLarge: 1009
            }
        }
    }

    private struct Header { let isLast: Bool, opcode: UInt8, length: Int, payload: Int }

    private var pending: [UInt8] = []
    private var fragments: [UInt8] = []
    /// The opcode of the message whose fragments are coming; 0 between messages.
    private var fragmented: UInt8 = 0
    private let limit: Int

    public init(limit: Int = 8 * 1024) { self.limit = limit }

    public mutating func receive(_ bytes: UnsafeRawBufferPointer) { pending.append(contentsOf: bytes) }

    /// The next whole message, if it is here.
    public mutating func next() throws(Refusal) -> Message? {
        while let header = try nextHeader(), pending.count >= header.payload + header.length {
            let payload = unmasked(header)
            if pending.count == header.payload + header.length { pending = [] } else { pending.removeFirst(header.payload + header.length) }
            if header.opcode >= 8 { return try control(header.opcode, payload) }
            if let message = try assemble(header, payload) { return message }
        }
        return nil
    }

    private func nextHeader() throws(Refusal) -> Header? {
        guard let first = pending.first else { return nil }
        let isLast = first & 0x80 != 0, opcode = first & 0x0F
        guard first & 0x70 == 0, opcode <= 2 || (8...10).contains(opcode) else { throw .malformed }
        if opcode >= 8 {
            guard isLast else { throw .malformed }
        } else {
            guard (opcode == 0) == (fragmented != 0) else { throw .malformed }
        }
        guard pending.count >= 2 else { return nil }
        guard pending[1] & 0x80 != 0 else { throw .malformed }
        var length = Int(pending[1] & 0x7F), mask = 2
        guard opcode < 8 || length < 126 else { throw .malformed }
        if length >= 126 {
            let count = length == 126 ? 2 : 8
            guard pending.count >= 2 + count else { return nil }
            guard count == 2 || pending[2] & 0x80 == 0 else { throw .malformed }
            length = pending[2..<2 + count].reduce(0) { $0 << 8 | Int($1) }
            guard length >= (count == 2 ? 126 : 65_536) else { throw .malformed }
            mask += count
        }
        guard opcode >= 8 || length <= limit - fragments.count else { throw .tooLarge }
        return Header(isLast: isLast, opcode: opcode, length: length, payload: mask + 4)
    }

    private func unmasked(_ header: Header) -> [UInt8] {
        let start = header.payload, mask = start - 4
        return [UInt8](unsafeUninitializedCapacity: header.length) { payload, count in
            for index in 0..<header.length { payload[index] = pending[start + index] ^ pending[mask + index & 3] }
            count = header.length
        }
    }

    private mutating func assemble(_ header: Header, _ payload: [UInt8]) throws(Refusal) -> Message? {
        let kind = header.opcode == 0 ? fragmented : header.opcode
        guard header.isLast else {
            fragmented = kind
            fragments.append(contentsOf: payload)
            return nil
        }
        let whole = fragmented == 0 ? payload : fragments + payload
        fragments = []
        fragmented = 0
        guard kind == 1 else { return .binary(whole) }
        guard isUTF8(whole) else { throw .notText }
        return .text(whole)
    }

    private func control(_ opcode: UInt8, _ payload: [UInt8]) throws(Refusal) -> Message {
        switch opcode {
        case 9: return .ping(payload)
        case 10: return .pong
        default:
            guard !payload.isEmpty else { return .close(code: 1005) }
            guard payload.count >= 2 else { throw .malformed }
            let code = UInt16(payload[0]) << 8 | UInt16(payload[1])
            switch code {
            case 1000...1003, 1007...1014, 3000...4999: break
            default: throw .malformed
            }
            guard isUTF8(Array(payload[2...])) else { throw .notText }
            return .close(code: code)
        }
    }

    private func isUTF8(_ bytes: [UInt8]) -> Bool {
        do { _ = try UTF8Span(validating: bytes.span) } catch { return false }
        return true
    }
}
