internal import CZlib

/// gzip at level 1. One is kept for each loop and reset between bodies: its state is 270 kB and dear to set up.
final class Deflater {
    private let stream: UnsafeMutablePointer<z_stream>
    private(set) var output: [UInt8] = []

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = czlib_gzip(stream, 1)
        precondition(status == Z_OK, "zlib refuses level 1")
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Compresses a whole body into `output`.
    func compress(_ bytes: [UInt8]) {
        deflateReset(stream)
        output.removeAll(keepingCapacity: output.capacity <= 1 << 20)
        add(bytes, flush: Z_FINISH)
    }

    /// Compresses a piece of a body that comes in pieces; what is in `output` afterwards can be sent at once.
    func piece(_ bytes: [UInt8], isLast: Bool) {
        output.removeAll(keepingCapacity: true)
        add(bytes, flush: isLast ? Z_FINISH : Z_SYNC_FLUSH)
    }

    private func add(_ bytes: [UInt8], flush: Int32) {
        output.reserveCapacity(Int(deflateBound(stream, UInt(bytes.count))) + 16)
        bytes.withUnsafeBufferPointer { input in
            stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.pointee.avail_in = UInt32(input.count)
            repeat { step(flush) } while stream.pointee.avail_out == 0
        }
        stream.pointee.next_in = nil
    }

    private func step(_ flush: Int32) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16 * 1024) { room in
            stream.pointee.next_out = room.baseAddress
            stream.pointee.avail_out = UInt32(room.count)
            _ = deflate(stream, flush)
            output.append(contentsOf: room[..<(room.count - Int(stream.pointee.avail_out))])
        }
    }
}

/// Which bodies are worth compressing, and for whom.
enum Compression {
    static let threshold = 1024

    static func isText(_ contentType: String) -> Bool {
        let type = contentType.prefix { $0 != ";" && $0 != " " }
        if type.hasPrefix("text/") { return true }
        switch type {
        case "application/json", "application/javascript", "application/x-ndjson", "application/xml", "application/manifest+json",
            "image/svg+xml":
            return true
        default: return false
        }
    }

    /// The client takes gzip: named, and not with a weight of nothing.
    static func isAccepted(by request: HTTPRequest) -> Bool {
        request.fields("accept-encoding").contains { value in
            value.split(separator: ",").contains { coding in
                let parts = coding.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
                guard let name = parts.first, equalWithoutCase(name, "gzip") else { return false }
                guard parts.count > 1 else { return true }
                return parts[1].drop { $0 != "=" }.contains { $0 >= "1" && $0 <= "9" }
            }
        }
    }
}
