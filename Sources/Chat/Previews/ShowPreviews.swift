internal import Database
internal import Wire

/// Adds to messages what is known of the addresses and pictures in them. Asks the database only for what this node does not
/// remember, and never another server.
struct ShowPreviews {
    let rules: PreviewRules
    let book: PreviewBook
    /// Did not answer a moment ago.
    var failed: Set<String> = []
    /// Texts as they are stored, or with the pictures' addresses that go through the image proxy.
    var rewrites = true

    private struct Wanted {
        let index: Int
        var address: String?
        let images: [String]
        /// Those in the text itself, whose addresses change with it.
        let inText: Set<String>
        let time: Int64
    }

    /// Whether there is anything to look for, before rules are made of the settings.
    static func concerns(_ view: PostView) -> Bool {
        view.post.deleteAt == 0 && (view.hasAttachments || MessageLinks.mayBeIn(view.post.message))
    }

    func run<A>(on views: inout [PostView], in tx: Transaction<A>) throws {
        let wanted = views.indices.compactMap { self.wanted(by: views[$0], at: $0) }
        guard !wanted.isEmpty else { return }
        var known = Known()
        try load(wanted.flatMap { one in (one.images + (one.address.map { [$0] } ?? [])).map { LinkKey($0, at: one.time) } }, &known, tx)
        let pictures = wanted.flatMap { one -> [LinkKey] in
            guard let address = one.address, case .page(let page) = known[address, one.time] else { return [] }
            return ShownPage(page, proxy: rules.proxy).pictures.map { LinkKey($0.original, at: one.time) }
        }
        try load(pictures, &known, tx)
        for one in wanted { show(one, known, in: &views[one.index]) }
        guard rewrites, rules.proxy.isOn else { return }
        for one in wanted { rules.proxy.rewrite(&views[one.index]) }
    }

    private func wanted(by view: PostView, at index: Int) -> Wanted? {
        let post = view.post, hasAttachments = view.hasAttachments
        guard Self.concerns(view) else { return nil }
        let links = MessageLinks(post.message)
        let images = rules.images(of: links, hasAttachments ? post.props.object : JSONObject())
        var address = rules.showsLinks && !hasAttachments ? rules.shown(of: links) : nil
        if let shown = address, rules.permalink(shown) != nil { address = nil }
        guard address != nil || !images.isEmpty || !links.images.isEmpty else { return nil }
        return Wanted(
            index: index, address: address, images: images, inText: Set(links.images.map(\.address)), time: post.createAt)
    }

    private struct Known {
        var byKey: [LinkKey: LinkMetadata] = [:]
        /// A message written in the first moments of an hour may have asked in the last of the one before.
        subscript(_ url: String, _ time: Int64) -> LinkMetadata? {
            let key = LinkKey(url, at: time)
            return byKey[key] ?? byKey[key.hourBefore]
        }
    }

    private func load<A>(_ keys: [LinkKey], _ known: inout Known, _ tx: Transaction<A>) throws {
        var missing: [LinkKey] = []
        for key in Set(keys) where known.byKey[key] == nil {
            if let metadata = book[key] { known.byKey[key] = metadata } else { missing += [key, key.hourBefore] }
        }
        for (key, metadata) in try tx.links.find(missing) {
            known.byKey[key] = metadata
            book.keep(metadata, under: key)
        }
    }

    private func show(_ wanted: Wanted, _ known: Known, in view: inout PostView) {
        for image in wanted.images {
            guard case .image(let size) = known[image, wanted.time] else { continue }
            view.images.append((rewrites && wanted.inText.contains(image) ? rules.proxy.shown(image) : image, size))
        }
        guard let address = wanted.address, !failed.contains(address) else { return }
        switch known[address, wanted.time] {
        case .image(let size):
            view.embeds.append(.image(address))
            view.images.append((address, size))
        case .page(let object):
            let page = ShownPage(object, proxy: rules.proxy)
            view.embeds.append(.page(address, page.object))
            for picture in page.pictures where !rules.isRestricted(picture.original) {
                if case .image(let size) = known[picture.original, wanted.time] { view.images.append((picture.shown, size)) }
            }
        case .nothing, nil: view.embeds.append(.link(address))
        }
    }
}

/// A page's words as clients get them: with pictures that go through the image proxy, if there is one.
struct ShownPage {
    struct Picture { let original: String; let shown: String }
    private(set) var object: JSONObject
    private(set) var pictures: [Picture] = []

    init(_ page: JSONObject, proxy: ImageProxy) {
        object = page
        guard let images = page["images"]?.array else { return }
        let shown = images.map { image -> JSONValue in
            guard var members = image.object else { return image }
            let secure = members["secure_url"]?.string ?? "", plain = members["url"]?.string ?? "",
                original = secure.isEmpty ? plain : secure
            if !original.isEmpty, !original.hasPrefix("data:") {
                pictures.append(Picture(original: original, shown: proxy.shown(original)))
            }
            if proxy.isOn, !original.isEmpty {
                members["url"] = ""
                members["secure_url"] = .string(proxy.shown(original))
            }
            return .object(members)
        }
        object["images"] = .array(shown)
    }
}
