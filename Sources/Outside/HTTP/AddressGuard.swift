/// Which addresses may be connected to for somebody who is not trusted: public ones, and those that the administrator allows
/// by address, network or name.
///
/// It judges the address that a socket is about to connect to, at the moment when it connects: what a name resolved to
/// before, what it resolves to for others, and how the address was spelled make no difference. Every redirect is a request
/// of its own and judged anew.
public struct AddressGuard: Sendable, Equatable {
    private let networks: [InternetNetwork]
    private let names: Set<String>

    /// `AllowedUntrustedInternalConnections`: addresses, networks and host names, separated by blanks or commas.
    public init(allowing text: String = "") {
        let words = text.split { $0 == "," || $0.isWhitespace }
        networks = words.compactMap { InternetNetwork($0) }
        names = Set(words.lazy.filter { InternetNetwork($0) == nil }.map { $0.lowercased() })
    }

    /// `host` is the name that the address belongs to, as it stood in the request.
    public func permits(_ address: InternetAddress, of host: String) -> Bool {
        if names.contains(host.lowercased()) || networks.contains(where: { $0.contains(address) }) { return true }
        let open = address.width == 32 ? Self.openIPv4 : Self.openIPv6
        return open.contains { $0.contains(address) } && !Self.inner.contains { $0.contains(address) }
    }

    private static let openIPv4 = ["0.0.0.0/0"].compactMap { InternetNetwork($0) }
    /// Global unicast; leaves out ::1, mapped (::ffff:0:0/96), NAT64 (64:ff9b::/96), fc00::/7, fe80::/10, ff00::/8.
    private static let openIPv6 = ["2000::/3"].compactMap { InternetNetwork($0) }
    private static let inner = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32",  // Azure's metadata service has a public address
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",  // Teredo and other special uses, documentation, 6to4
    ].compactMap { InternetNetwork($0) }
}
