#if canImport(Glibc)
    internal import Glibc
#endif

/// An IP address and port, as a socket is about to connect to it.
public struct InternetAddress: Sendable, Equatable, CustomStringConvertible {
    let bits: UInt128
    /// 32 or 128.
    let width: Int
    let port: UInt16

    init(bits: UInt128, width: Int, port: UInt16 = 0) { (self.bits, self.width, self.port) = (bits, width, port) }

    /// Reads a sockaddr_in or sockaddr_in6 in place: a copied `sockaddr` has lost half of an IPv6 address.
    init?(socketAddress at: UnsafeRawPointer) {
        let port = UInt16(bigEndian: at.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
        switch Int32(at.loadUnaligned(as: sa_family_t.self)) {
        case AF_INET:
            self.init(bits: UInt128(UInt32(bigEndian: at.loadUnaligned(fromByteOffset: 4, as: UInt32.self))), width: 32, port: port)
        case AF_INET6:
            self.init(bits: UInt128(bigEndian: at.loadUnaligned(fromByteOffset: 8, as: UInt128.self)), width: 128, port: port)
        default: return nil
        }
    }

    /// `127.0.0.1` or `2001:db8::1`; names are none.
    public init?(_ text: some StringProtocol) {
        var bytes: (UInt64, UInt64) = (0, 0)
        if inet_pton(AF_INET, String(text), &bytes) == 1 {
            self.init(bits: UInt128(UInt32(bigEndian: UInt32(truncatingIfNeeded: bytes.0))), width: 32)
        } else if inet_pton(AF_INET6, String(text), &bytes) == 1 {
            self.init(bits: UInt128(UInt64(bigEndian: bytes.0)) << 64 | UInt128(UInt64(bigEndian: bytes.1)), width: 128)
        } else {
            return nil
        }
    }

    public var description: String {
        var text = [CChar](repeating: 0, count: 64)
        if width == 32 {
            var four = UInt32(bits).bigEndian
            inet_ntop(AF_INET, &four, &text, 64)
        } else {
            var sixteen = bits.bigEndian
            inet_ntop(AF_INET6, &sixteen, &text, 64)
        }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

/// A network such as "10.0.0.0/8"; a single address is a network of one.
public struct InternetNetwork: Sendable, Equatable {
    let first: InternetAddress
    let length: Int

    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = InternetAddress(parts[0]) else { return nil }
        let length = parts.count == 2 ? Int(parts[1]) ?? -1 : first.width
        guard (0...first.width).contains(length) else { return nil }
        (self.first, self.length) = (first, length)
    }

    func contains(_ address: InternetAddress) -> Bool {
        first.width == address.width && (first.bits ^ address.bits) >> (first.width - length) == 0
    }
}
