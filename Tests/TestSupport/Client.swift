import Glibc
import Synchronization

/// One connection from the client's side, byte by byte. Blocks, and fails when nothing comes for ten seconds.
public final class Client {
    public struct Lost: Error, CustomStringConvertible { public let description: String }

    public let descriptor: Int32
    /// Lives as long as its client.
    public var server: AnyObject?
    private var pending: [UInt8] = []

    public init(port: UInt16, version6: Bool = false) throws {
        descriptor = socket(version6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var name4 = sockaddr_in(), name6 = sockaddr_in6()
        name4.sin_family = sa_family_t(AF_INET)
        name4.sin_port = port.bigEndian
        name4.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        name6.sin6_family = sa_family_t(AF_INET6)
        name6.sin6_port = port.bigEndian
        name6.sin6_addr = in6addr_loopback
        try check(version6 ? connect(&name6) : connect(&name4))
    }

    public init(unixPath: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: unixPath.utf8) }
        try check(connect(&name))
    }

    deinit { close(descriptor) }

    private func connect<Name>(_ name: inout Name) -> Int32 {
        withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<Name>.size)) }
        }
    }

    private func check(_ status: Int32) throws {
        guard status == 0 else { throw Lost(description: String(cString: strerror(errno))) }
        var time = timeval(tv_sec: 10, tv_usec: 0), one: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
    }

    // MARK: Sending

    public func send(_ text: String) throws { try send(Array(text.utf8)) }

    public func send(_ bytes: [UInt8]) throws {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress!, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw Lost(description: "cannot send: \(String(cString: strerror(errno)))") }
            start += count
        }
    }

    /// Sends as much as goes without waiting longer than `patience`; says how much it was.
    public func sendWhatGoes(_ bytes: [UInt8], patience milliseconds: Int32 = 300) -> Int {
        var start = 0
        while start < bytes.count {
            var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard Glibc.poll(&poll, 1, milliseconds) > 0 else { break }
            let count = bytes[start...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress!, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            guard count > 0 else { break }
            start += count
        }
        return start
    }

    public func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    // MARK: Receiving

    private func more() throws -> Bool {
        var room = [UInt8](repeating: 0, count: 64 * 1024)
        let count = recv(descriptor, &room, room.count, 0)
        guard count >= 0 else { throw Lost(description: "nothing came: \(String(cString: strerror(errno)))") }
        pending += room[..<count]
        return count > 0
    }

    public func take(_ count: Int) throws -> [UInt8] {
        while pending.count < count { guard try more() else { throw Lost(description: "closed after \(pending.count) bytes of \(count)") } }
        defer { pending.removeFirst(count) }
        return Array(pending[..<count])
    }

    public func line() throws -> String {
        while true {
            if let end = pending.firstIndex(of: 10) {
                defer { pending.removeFirst(end + 1) }
                return String(decoding: pending[..<end].dropLast(), as: UTF8.self)
            }
            guard try more() else { throw Lost(description: "closed in a line: \(String(decoding: pending, as: UTF8.self))") }
        }
    }

    /// Everything until the server closes.
    public func rest() throws -> [UInt8] {
        while try more() {}
        defer { pending = [] }
        return pending
    }

    /// The server has closed, and nothing was left to read; a reset counts.
    public func isClosed() -> Bool {
        do { return try rest().isEmpty } catch { return errno == ECONNRESET }
    }

    // MARK: HTTP

    public struct Answer: Sendable {
        public var status = 0
        public var fields: [(name: String, value: String)] = []
        public var body: [UInt8] = []
        public var text: String { String(decoding: body, as: UTF8.self) }
        public func field(_ name: String) -> String? { fields.first { $0.name.lowercased() == name }?.value }
    }

    public func ask(_ method: String, _ target: String, _ fields: [String] = [], body: String? = nil) throws -> Answer {
        var text = "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\n" + fields.map { $0 + "\r\n" }.joined()
        if let body { text += "Content-Length: \(body.utf8.count)\r\n" }
        try send(text + "\r\n" + (body ?? ""))
        return try answer(to: method)
    }

    public func head() throws -> Answer {
        var answer = Answer()
        answer.status = Int(try line().split(separator: " ")[1]) ?? 0
        while case let line = try line(), !line.isEmpty {
            let parts = line.split(separator: ":", maxSplits: 1)
            answer.fields.append((String(parts[0]), parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""))
        }
        return answer
    }

    public func answer(to method: String = "GET") throws -> Answer {
        var answer = try head()
        if method == "HEAD" || answer.status < 200 || answer.status == 204 || answer.status == 304 { return answer }
        if answer.field("transfer-encoding") == "chunked" {
            while let size = Int(try line(), radix: 16), size > 0 {
                answer.body += try take(size)
                _ = try line()
            }
            _ = try line()
        } else if let length = answer.field("content-length").flatMap({ Int($0) }) {
            answer.body = try take(length)
        } else {
            answer.body = try rest()
        }
        return answer
    }

    // MARK: WebSocket

    public struct Frame: Equatable, Sendable {
        public var first: UInt8, payload: [UInt8]
        public init(first: UInt8, payload: [UInt8]) { (self.first, self.payload) = (first, payload) }
    }

    public func upgrade(_ target: String = "/ws", _ fields: [String] = []) throws -> Answer {
        let fields =
            ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="]
            + fields
        try send("GET \(target) HTTP/1.1\r\nHost: localhost\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n")
        return try head()
    }

    public func send(frame first: UInt8, _ payload: [UInt8]) throws { try send(Frames.masked(first, payload)) }

    public func frame() throws -> Frame {
        let head = try take(2)
        var length = Int(head[1])
        if length >= 126 { length = try take(length == 126 ? 2 : 8).reduce(0) { $0 << 8 | Int($1) } }
        return Frame(first: head[0], payload: try take(length))
    }
}

public enum Frames {
    /// A frame as a client sends it.
    public static func masked(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
        let mask: [UInt8] = [0x12, 0x34, 0x56, 0x78]
        var frame = [first]
        if payload.count < 126 {
            frame.append(0x80 | UInt8(payload.count))
        } else if payload.count < 65_536 {
            frame += [0xFE, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
        } else {
            frame += [0xFF] + (0..<8).reversed().map { UInt8(truncatingIfNeeded: payload.count >> ($0 * 8)) }
        }
        return frame + mask + payload.enumerated().map { $1 ^ mask[$0 & 3] }
    }
}
