#if canImport(Glibc)
    internal import Glibc
#endif

/// Listening sockets as descriptors, made before any loop has to know.
enum ListeningSocket {
    /// One socket for each loop, all on the same port.
    static func open(_ address: String, count: Int) throws(Listener.Failure) -> (descriptors: [Int32], port: UInt16) {
        guard let colon = address.lastIndex(of: ":"), let port = UInt16(address[address.index(after: colon)...]) else {
            throw .badAddress(address)
        }
        var host = String(address[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        if host == "localhost" { host = "127.0.0.1" }
        var targets = host.isEmpty ? ["::", "0.0.0.0"] : [host]
        if host.isEmpty, !hasVersion6 { targets.removeFirst() }
        guard let target = targets.first, let ip = IPAddress(target) else { throw .badAddress(address) }
        // Alone first: sockets that share a port would let a second server join in without a word.
        let probe = try make(ip, port, shared: false, address)
        let actual = Self.port(of: probe)
        Glibc.close(probe)
        var descriptors: [Int32] = []
        for _ in 0..<count {
            do throws(Listener.Failure) { descriptors.append(try make(ip, actual, shared: true, address)) } catch {
                for descriptor in descriptors { Glibc.close(descriptor) }
                throw error
            }
        }
        return (descriptors, actual)
    }

    private static var hasVersion6: Bool {
        let descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        Glibc.close(descriptor)
        return true
    }

    private static func make(_ ip: IPAddress, _ port: UInt16, shared: Bool, _ address: String) throws(Listener.Failure) -> Int32 {
        let descriptor = socket(ip.isVersion4 ? AF_INET : AF_INET6, Int32(SOCK_STREAM.rawValue) | flags, 0)
        guard descriptor >= 0 else { throw .cannotListen(address: address, reason: reason) }
        var one: Int32 = 1, zero: Int32 = 0
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, 4)
        if shared { setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &one, 4) }
        if !ip.isVersion4 { setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &zero, 4) }
        guard bind(ip, port, descriptor) == 0, Glibc.listen(descriptor, 4096) == 0 else {
            let failure = Listener.Failure.cannotListen(address: address, reason: reason)
            Glibc.close(descriptor)
            throw failure
        }
        return descriptor
    }

    private static let flags = Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    private static var reason: String { String(cString: strerror(errno)) }

    private static func bind(_ ip: IPAddress, _ port: UInt16, _ descriptor: Int32) -> Int32 {
        if ip.isVersion4 {
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port.bigEndian
            withUnsafeMutableBytes(of: &name.sin_addr) { $0.copyBytes(from: ip.bytes[12...]) }
            return bind(&name, descriptor)
        }
        var name = sockaddr_in6()
        name.sin6_family = sa_family_t(AF_INET6)
        name.sin6_port = port.bigEndian
        withUnsafeMutableBytes(of: &name.sin6_addr) { $0.copyBytes(from: ip.bytes) }
        return bind(&name, descriptor)
    }

    private static func bind<Name>(_ name: inout Name, _ descriptor: Int32) -> Int32 {
        withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<Name>.size)) }
        }
    }

    private static func port(of descriptor: Int32) -> UInt16 {
        var name = sockaddr_in6(), size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(descriptor, $0, &size) }
        }
        return UInt16(bigEndian: name.sin6_port)  // at the same place in both families
    }

    // MARK: Unix

    /// A socket file that nobody answers is left from a process that is gone, and is replaced.
    static func open(unixPath path: String) throws(Listener.Failure) -> Int32 {
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: name.sun_path), !path.isEmpty else { throw .badAddress(path) }
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8) }
        let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        let isAnswered = withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(probe, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0 }
        }
        Glibc.close(probe)
        guard !isAnswered else { throw .cannotListen(address: path, reason: "another process answers there") }
        var facts = stat()
        if lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFSOCK { unlink(path) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | flags, 0)
        let mask = umask(0o177)  // born with mode 0600: between bind and chmod anybody could connect
        let bound = bind(&name, descriptor)
        let reason = Self.reason
        umask(mask)
        guard bound == 0, Glibc.listen(descriptor, 128) == 0 else {
            Glibc.close(descriptor)
            throw .cannotListen(address: path, reason: reason)
        }
        return descriptor
    }
}
