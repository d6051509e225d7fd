/// What a page says of itself in its `og:` tags, as far as a preview shows it. A pure reading: bytes in, facts out.
public struct OpenGraph: Equatable, Sendable {
    public struct Image: Equatable, Sendable {
        public var url = ""
        public var secureURL = ""
        public var type = ""
        public var width = 0
        public var height = 0
        public init() {}
    }

    public var title = ""
    public var type = ""
    public var url = ""
    public var description = ""
    public var siteName = ""
    public var images: [Image] = []
    /// A page may name any number; this many are kept.
    private static let imageLimit = 64

    public init() {}

    /// Reads the tags of a page in UTF-8.
    public init(html: [UInt8]) {
        for tag in HTMLTags(html) where tag.name == "meta" {
            if let property = tag["property"], let content = tag["content"] { take(property, content) }
        }
    }

    /// Whether it says enough for a preview.
    public var isTelling: Bool { !title.isEmpty || !type.isEmpty || !url.isEmpty }

    private mutating func take(_ property: String, _ content: String) {
        switch property {
        case "og:title": title = content
        case "og:type": type = content
        case "og:url": url = content
        case "og:description": description = content
        case "og:site_name": siteName = content
        case "og:image": addImage(content)
        case "og:image:url":
            if images.isEmpty { addImage(content) } else { images[images.count - 1].url = content }
        case "og:image:secure_url": last { $0.secureURL = content }
        case "og:image:type": last { $0.type = content }
        case "og:image:width": last { $0.width = Self.size(content) ?? $0.width }
        case "og:image:height": last { $0.height = Self.size(content) ?? $0.height }
        default: break
        }
    }

    private mutating func addImage(_ url: String) {
        guard images.count < Self.imageLimit else { return }
        var image = Image()
        image.url = url
        images.append(image)
    }

    private mutating func last(_ change: (inout Image) -> Void) {
        if images.isEmpty { images.append(Image()) }
        change(&images[images.count - 1])
    }

    private static func size(_ text: String) -> Int? { Int(text).flatMap { (0...1_000_000).contains($0) ? $0 : nil } }
}
