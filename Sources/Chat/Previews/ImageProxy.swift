internal import Outside
internal import Wire

/// Pictures of other sites through this one, so that the others do not see who looks.
struct ImageProxy: Sendable {
    enum Kind: Sendable { case local, camo(server: String, key: String) }

    let isOn: Bool
    let kind: Kind
    private let site: String

    init(_ settings: Settings, site: String) {
        isOn = settings[ImageProxySettings.enable]
        kind =
            settings[ImageProxySettings.imageProxyType] == "local"
            ? .local
            : .camo(
                server: settings[ImageProxySettings.remoteImageProxyURL], key: settings[ImageProxySettings.remoteImageProxyOptions])
        self.site = site
    }

    private var prefix: String { site + "/api/v4/image?url=" }

    /// What clients are given for a picture's address.
    func shown(_ address: String) -> String {
        guard isOn, !address.isEmpty else { return address }
        if address.hasPrefix("/"), !address.hasPrefix("//") { return site + address }
        if isOwn(address) || address.hasPrefix("data:") { return address }
        return prefix + Self.escaped(address)
    }

    /// The picture's own address when this is the proxy's.
    func original(of address: String) -> String? {
        guard !site.isEmpty, address.hasPrefix(prefix) else { return nil }
        return Self.unescaped(address.dropFirst(prefix.count))
    }

    /// Of this site, or of the proxy itself: these are not fetched for anybody.
    func isOwn(_ address: String) -> Bool {
        if !site.isEmpty, address == site || address.hasPrefix(site + "/") { return true }
        if case .camo(let server, _) = kind, !server.isEmpty, address.hasPrefix(server) { return true }
        return false
    }

    /// Where a picture is with the proxy apart: signed, so that it serves nobody else.
    static func camo(_ address: String, server: String, key: String) -> String {
        let signature = Digest.hmac(Array(address.utf8), key: Array(key.utf8), .sha1)
        return "\(server)/\(Hex.encode(signature))/\(Hex.encode(Array(address.utf8)))"
    }

    /// Puts the proxy's addresses for those of the pictures in a message's text.
    func rewrite(_ view: inout PostView) { view.post.message = rewritten(view.post.message, shown) }

    /// The text as it is kept: with the pictures' own addresses.
    func restored(_ message: String) -> String {
        guard isOn, message.contains("](") else { return message }
        return rewritten(message) { original(of: $0) ?? $0 }
    }

    private func rewritten(_ message: String, _ change: (String) -> String) -> String {
        let images = MessageLinks(message).images.filter { $0.place != nil && change($0.address) != $0.address }
        guard !images.isEmpty else { return message }
        var bytes = Array(message.utf8)
        for image in images.reversed() {
            if let place = image.place { bytes.replaceSubrange(place, with: change(image.address).utf8) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E: String(UnicodeScalar(byte))
            case 0x20: "+"
            default: "%" + Hex.encode([byte]).uppercased()
            }
        }.joined()
    }

    private static func unescaped(_ text: Substring) -> String {
        var out: [UInt8] = [], rest = text.utf8[...]
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), rest.count >= 2 {
                out.append(value)
                rest = rest.dropFirst(2)
            } else {
                out.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
