internal import Database
internal import Wire

/// Learns what a message is about to show, before the transaction that writes it: the answer and the event carry the preview,
/// and no lock is held while another server thinks. A message without addresses costs a look at its bytes; one whose
/// addresses are known, nothing more.
struct PreparePreviews: Sendable {
    let message: String
    let props: JSONObject
    /// When the message was or will be written.
    let time: Int64
    let services: Services

    static func mayConcern(_ message: String, _ props: JSONObject) -> Bool { MessageLinks.mayBeIn(message) || props["attachments"] != nil }

    /// The addresses that did not answer just now: nothing is shown of them yet.
    func run() async -> Set<String> {
        guard Self.mayConcern(message, props) else { return [] }
        let rules = PreviewRules(services.settings.current)
        let links = MessageLinks(message)
        var wanted = rules.images(of: links, props)
        if rules.showsLinks, props["attachments"] == nil, let address = rules.shown(of: links), rules.permalink(address) == nil {
            wanted.append(address)
        }
        guard !wanted.isEmpty else { return [] }
        var failed = await learn(wanted, rules)
        let pictures = wanted.flatMap { url -> [String] in
            guard case .page(let page) = services.previews[LinkKey(url, at: time)] else { return [] }
            return ShownPage(page, proxy: rules.proxy).pictures.map(\.original).filter { !rules.isRestricted($0) }
        }
        if !pictures.isEmpty { failed.formUnion(await learn(pictures, rules)) }
        return failed
    }

    private func learn(_ urls: [String], _ rules: PreviewRules) async -> Set<String> {
        let unknown = Set(urls).filter { services.previews[LinkKey($0, at: time)] == nil }
        guard !unknown.isEmpty else { return [] }
        let fetched = await withTaskGroup(of: (String, LinkMetadata?).self) { group in
            for url in unknown {
                group.addTask {
                    // why it did not answer makes no difference: there is nothing to show
                    (url, try? await FetchLink(url: url, rules: rules, outbound: services.outbound).run())
                }
            }
            return await group.reduce(into: [(String, LinkMetadata?)]()) { $0.append($1) }
        }
        await save(fetched.map { (LinkKey($0.0, at: time), $0.1 ?? .nothing) })
        return Set(fetched.lazy.filter { $0.1 == nil }.map(\.0))
    }

    private func save(_ found: [(LinkKey, LinkMetadata)]) async {
        for (key, metadata) in found { services.previews.keep(metadata, under: key) }
        let rows = found.sorted { $0.0.hash < $1.0.hash }  // so that two nodes do not wait for each other's rows
        do {
            try await services.db.write(isolation: .readCommitted) { tx in
                for (key, metadata) in rows { try tx.links.save(metadata, under: key) }
            }
        } catch {
            services.log.warn("what is known of an address could not be saved", ["error": "\(error)"])
        }
    }
}
