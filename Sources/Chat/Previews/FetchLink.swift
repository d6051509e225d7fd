public import Outside
internal import Wire

/// Asks for an address once and reads what a preview needs of the answer.
struct FetchLink: Sendable {
    let url: String
    let rules: PreviewRules
    let outbound: Outbound
    /// More of an answer is not read.
    private static let byteLimit = 8 << 20
    private static let redirectLimit = 9
    private static let textLimit = 300
    private static let pictureLimit = 5

    /// Throws when there was no answer, or a picture that is none.
    func run() async throws -> LinkMetadata {
        guard let target = rules.target(of: url) else { throw FetchError.malformedRequest }
        var request = FetchRequest(
            "GET", target, reach: .guarded(rules.wall),
            fields: [("Accept", "image/*, text/html;q=0.8"), ("Accept-Language", rules.language), ("User-Agent", Outbound.agent)])
        request.timeout = rules.timeout
        request.limit = Self.byteLimit
        request.excess = .isCut
        request.redirects = Self.redirectLimit
        request.wantsBody = { response in Kind(response.field("content-type") ?? "") != .other }
        return try read(try await outbound.send(request))
    }

    private enum Kind {
        case image, page, other
        /// Not told: the bytes must say.
        case untold

        init(_ contentType: String) {
            if contentType.isEmpty {
                self = .untold
            } else if contentType.hasPrefix("image/svg") || contentType.hasPrefix("image/tiff") {
                self = .other
            } else {
                self = contentType.hasPrefix("image") ? .image : contentType.hasPrefix("text/html") ? .page : .other
            }
        }
    }

    private func read(_ response: FetchResponse) throws -> LinkMetadata {
        let contentType = response.field("content-type") ?? ""
        var kind = Kind(contentType)
        if kind == .untold {
            kind = PictureFacts(response.body) != nil ? .image : Self.looksLikePage(response.body) ? .page : .other
        }
        switch kind {
        case .image:
            if Self.isVector(url) { return .nothing }
            guard let facts = PictureFacts(response.body) else { throw FetchError.failed("not a picture") }
            return .image(ImageSize(facts))
        case .page: return page(OpenGraph(html: Charset.utf8(response.body, contentType: contentType)), from: response.url)
        case .other, .untold: return .nothing
        }
    }

    private static func looksLikePage(_ bytes: [UInt8]) -> Bool {
        let start = String(decoding: bytes.prefix(512), as: UTF8.self).trimmed.lowercased()
        return ["<!doctype html", "<html", "<head", "<title", "<body", "<meta", "<script", "<div", "<!--"].contains { start.hasPrefix($0) }
    }

    private static func isVector(_ address: String) -> Bool {
        address.prefix { $0 != "?" && $0 != "#" }.lowercased().hasSuffix(".svg")
    }

    private func page(_ graph: OpenGraph, from base: String) -> LinkMetadata {
        guard graph.isTelling else { return .nothing }
        let images = graph.images.filter { !Self.isVector($0.url) && !$0.type.hasPrefix("image/svg") }.prefix(Self.pictureLimit).map {
            image -> JSONValue in
            [
                "url": .string(Self.absolute(image.url, base)), "secure_url": .string(Self.absolute(image.secureURL, base)),
                "type": .string(image.type), "width": .integer(Int64(image.width)), "height": .integer(Int64(image.height)),
            ]
        }
        return .page([
            "type": .string(graph.type), "url": .string(graph.url.isEmpty ? "" : url),
            "title": .string(Self.cut(HTMLText.decoded(graph.title))),
            "description": .string(Self.cut(HTMLText.decoded(graph.description))), "determiner": "",
            "site_name": .string(Self.cut(graph.siteName)), "locale": "", "locales_alternate": nil,
            "images": graph.images.isEmpty ? nil : .array(images), "audios": nil, "videos": nil,
        ])
    }

    private static func cut(_ text: String) -> String {
        text.unicodeScalars.count > textLimit ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(textLimit))) + "[...]" : text
    }

    /// Addresses with a scheme stay as they are.
    private static func absolute(_ address: String, _ base: String) -> String {
        let scheme = address.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        if address.isEmpty || !scheme.isEmpty && address[scheme.endIndex...].hasPrefix(":") { return address }
        return FetchURL.absolute(address, from: base) ?? address
    }
}

/// Requests to other servers; one closure, so that tests see what would be sent.
public struct Outbound: Sendable {
    public let send: @Sendable (FetchRequest) async throws -> FetchResponse
    /// What other servers know us by: pages and push proxies look at it.
    static let agent = "Mattermost-Bot/1.1"

    public init(send: @escaping @Sendable (FetchRequest) async throws -> FetchResponse) { self.send = send }

    /// Over the network.
    public static let network = Outbound { try await Fetch.shared.send($0) }
}
