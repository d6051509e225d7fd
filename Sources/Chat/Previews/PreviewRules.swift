internal import Outside
internal import Wire

/// Which addresses of a message are shown, by the settings that hold now.
struct PreviewRules: Sendable {
    let showsLinks: Bool
    let showsPermalinks: Bool
    let site: String
    let proxy: ImageProxy
    let wall: AddressGuard
    let timeout: Duration
    let language: String
    private let restricted: [String]
    /// Pictures of one message that are looked at.
    static let imageLimit = 24
    /// Longer addresses do not fit the table.
    private static let lengthLimit = 2_048

    init(_ settings: Settings) {
        site = settings.site
        showsLinks = settings[ServiceSettings.enableLinkPreviews]
        showsPermalinks = settings[ServiceSettings.enablePermalinkPreviews]
        restricted = settings[ServiceSettings.restrictLinkPreviews].split(separator: ",").map { String($0).trimmed.lowercased() }.filter {
            !$0.isEmpty
        }
        proxy = ImageProxy(settings, site: site)
        wall = AddressGuard(allowing: settings[ServiceSettings.allowedUntrustedInternalConnections])
        timeout = .milliseconds(settings[ExperimentalSettings.linkMetadataTimeoutMilliseconds])
        language = settings[LocalizationSettings.defaultServerLocale]
    }

    /// The address that a message shows a preview of: the first that may be shown.
    func shown(of links: MessageLinks) -> String? {
        links.addresses.first { !isRestricted($0) && $0.utf8.count <= Self.lengthLimit }
    }

    /// A part of the host is enough.
    func isRestricted(_ address: String) -> Bool {
        guard !restricted.isEmpty, let host = FetchURL.host(address) else { return false }
        return restricted.contains { host.contains($0) }
    }

    /// The message that an address of this site leads to: `site/team/pl/id` and nothing more.
    func permalink(_ address: String) -> ID<Post>? {
        guard showsPermalinks, !site.isEmpty, address.hasPrefix(site + "/") else { return nil }
        let parts = address.dropFirst(site.count + 1).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1] == "pl", !parts[0].isEmpty, parts[0].utf8.count <= 64 else { return nil }
        let id = ID<Post>(String(parts[2]))
        return id.isWellFormed ? id : nil
    }

    /// Pictures that a message shows, each once.
    func images(of links: MessageLinks, _ props: JSONObject) -> [String] {
        var found = links.images.map(\.address)
        for attachment in props["attachments"]?.array ?? [] {
            for key in ["image_url", "thumb_url", "author_icon", "footer_icon"] {
                if let address = attachment[key]?.string { found.append(address) }
            }
            let texts =
                ["text", "pretext"].compactMap { attachment[$0]?.string }
                + (attachment["fields"]?.array ?? []).compactMap { $0["value"]?.string }
            for text in texts { found += MessageLinks(text).images.map(\.address) }
        }
        var seen: Set<String> = []
        return Array(found.filter { !$0.isEmpty && seen.insert($0).inserted && isImageAddress($0) }.prefix(Self.imageLimit))
    }

    private func isImageAddress(_ address: String) -> Bool {
        address.utf8.count <= Self.lengthLimit && !address.hasPrefix("data:") && !isRestricted(address)
    }

    /// Where an address is really asked for: one that begins with a slash belongs to this site, and behind the image proxy's
    /// address is the picture's own.
    func target(of address: String) -> String? {
        if let original = proxy.original(of: address) { return original }
        return address.hasPrefix("/") && !address.hasPrefix("//") ? site + address : address
    }
}
