#if canImport(Glibc)
    internal import Glibc
#endif

/// An IPv4 or IPv6 address as sixteen bytes; IPv4 in its mapped form, so that both compare alike.
public struct IPAddress: Sendable, Equatable, CustomStringConvertible {
    let bytes: [UInt8]

    public init?(_ text: String) {
        var four = in_addr(), six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = Self.mappedPrefix + withUnsafeBytes(of: &four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bytes = withUnsafeBytes(of: &six) { Array($0) }
        } else {
            return nil
        }
    }

    var isVersion4: Bool { bytes.starts(with: Self.mappedPrefix) }
    private static let mappedPrefix: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

    public var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let start = isVersion4 ? 12 : 0
        _ = bytes[start...].withUnsafeBytes { inet_ntop(isVersion4 ? AF_INET : AF_INET6, $0.baseAddress!, &text, socklen_t(text.count)) }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// Addresses with a common beginning: `10.0.0.0/8`, `fd00::/8`, or one address alone.
public struct AddressRange: Sendable, Equatable {
    private let address: IPAddress
    private let bits: Int

    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = IPAddress(String(parts[0])) else { return nil }
        let width = address.isVersion4 ? 32 : 128
        var bits = width
        if parts.count == 2 {
            guard let given = Int(parts[1]), (0...width).contains(given) else { return nil }
            bits = given
        }
        self.address = address
        self.bits = bits + 128 - width
    }

    public func contains(_ other: IPAddress) -> Bool {
        let whole = bits / 8, rest = bits % 8
        guard address.bytes[..<whole] == other.bytes[..<whole] else { return false }
        return rest == 0 || (address.bytes[whole] ^ other.bytes[whole]) >> (8 - rest) == 0
    }
}
