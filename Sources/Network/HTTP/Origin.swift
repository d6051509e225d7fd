/// Where requests of one connection come from.
final class Origin: Sendable {
    let address: String
    let isLocal: Bool
    private let isEncrypted: Bool
    private let trust: ProxyTrust
    private let isTrusted: Bool

    init(address: String, isLocal: Bool, isEncrypted: Bool = false, trust: ProxyTrust = ProxyTrust()) {
        self.address = address
        self.isLocal = isLocal
        self.isEncrypted = isEncrypted
        self.trust = trust
        isTrusted = trust.contains(address)
    }

    func clientAddress(for request: HTTPRequest) -> String {
        guard isTrusted else { return address }
        for name in trust.addressFields {
            let values = request.allFields.filter { equalWithoutCase($0.name, name) }.map(\.value)
            if let found = trust.client(in: values) { return found }
        }
        return address
    }

    func isSecure(for request: HTTPRequest) -> Bool {
        guard isTrusted, let scheme = request.fieldBytes("x-forwarded-proto") else { return isEncrypted }
        return scheme.map(lowercased).elementsEqual("https".utf8)
    }
}

/// Which peers are proxies that may speak for their clients, and in which fields they do.
public struct ProxyTrust: Sendable, Equatable {
    public var ranges: [AddressRange]
    /// Looked at in this order; the first that names an address counts.
    public var addressFields: [String]

    public init(ranges: [AddressRange] = [], addressFields: [String] = ["X-Forwarded-For", "X-Real-IP"]) {
        self.ranges = ranges
        self.addressFields = addressFields
    }

    func contains(_ address: String) -> Bool {
        guard !ranges.isEmpty, let address = IPAddress(address) else { return false }
        return ranges.contains { $0.contains(address) }
    }

    /// Proxies append to the list, so the last address that is no trusted proxy is the first that cannot be forged.
    func client(in values: [String]) -> String? {
        var farthest: String?
        for part in values.joined(separator: ",").split(separator: ",").reversed() {
            let text = String(part.drop { $0 == " " }.prefix { $0 != " " })
            guard let address = IPAddress(text) else { return farthest }
            farthest = address.description
            if !ranges.contains(where: { $0.contains(address) }) { return farthest }
        }
        return farthest
    }
}

func equalWithoutCase(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) { lowercased($0) == lowercased($1) } }
