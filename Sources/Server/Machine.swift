#if canImport(Glibc)
    internal import Glibc
#endif

/// What the machine that the server runs on is called, and where it is.
enum Machine {
    static var hostname: String {
        var name = [CChar](repeating: 0, count: 256)
        return gethostname(&name, name.count - 1) == 0 ? text(name) : ""
    }

    /// The first address of a network interface, of IPv4 where there is one; without a name of the first interface that
    /// leads to other machines. Empty when there is none.
    static func address(of interface: String) -> String {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&list) == 0 else { return "" }
        defer { freeifaddrs(list) }
        var found: [Int32: String] = [:], next = list
        while let entry = next?.pointee {
            next = entry.ifa_next
            guard let address = entry.ifa_addr,
                interface.isEmpty ? leadsAway(entry.ifa_flags) : String(cString: entry.ifa_name) == interface
            else { continue }
            let family = Int32(address.pointee.sa_family)
            if let text = numbers(address), found[family] == nil { found[family] = text }
        }
        return found[AF_INET] ?? found[AF_INET6] ?? ""
    }

    private static func leadsAway(_ flags: UInt32) -> Bool {
        flags & UInt32(IFF_UP) != 0 && flags & UInt32(IFF_LOOPBACK) == 0
    }

    private static func numbers(_ address: UnsafeMutablePointer<sockaddr>) -> String? {
        let sizes = [AF_INET: MemoryLayout<sockaddr_in>.size, AF_INET6: MemoryLayout<sockaddr_in6>.size]
        guard let size = sizes[Int32(address.pointee.sa_family)] else { return nil }
        var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        guard getnameinfo(address, socklen_t(size), &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST) == 0 else { return nil }
        return text(name)
    }

    private static func text(_ name: [CChar]) -> String {
        String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
