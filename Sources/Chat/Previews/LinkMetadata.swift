internal import Outside
internal import Wire

/// What is known of an address that a message shows.
enum LinkMetadata: Sendable {
    /// Asked, and nothing to show of it came.
    case nothing
    case image(ImageSize)
    /// The page's own words, as clients get them.
    case page(JSONObject)

    /// As the database names it.
    var type: String {
        switch self {
        case .nothing: "none"
        case .image: "image"
        case .page: "opengraph"
        }
    }

    /// As the database keeps it.
    var data: String {
        switch self {
        case .nothing: "null"
        case .image(let size): JSONWriter.text(of: size)
        case .page(let object): JSONWriter.text(of: object)
        }
    }

    /// From a row; what makes no sense counts as nothing.
    init(type: String, data: String) {
        let object = JSONText(raw: data).object
        switch type {
        case "image": self = .image(ImageSize(object))
        case "opengraph": self = .page(object)
        default: self = .nothing
        }
    }
}

/// How large a picture is, so that clients keep room for it.
struct ImageSize: Sendable, JSONWritable {
    let width: Int64
    let height: Int64
    let format: String
    let frameCount: Int64

    init(_ facts: PictureFacts) {
        (width, height) = (Int64(facts.width), Int64(facts.height))
        (format, frameCount) = (facts.format, Int64(facts.frameCount))
    }

    init(_ object: JSONObject) {
        (width, height) = (object["width"]?.integer ?? 0, object["height"]?.integer ?? 0)
        (format, frameCount) = (object["format"]?.string ?? "", object["frame_count"]?.integer ?? 0)
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("width", width)
            json.field("height", height)
            json.field("format", format)
            json.field("frame_count", frameCount)
        }
    }
}

/// Names what was known of an address in one hour: pages change, and a message shows what its own time saw.
struct LinkKey: Sendable, Hashable {
    static let hour: Int64 = 3_600_000
    let url: String
    /// The beginning of the hour.
    let time: Int64

    init(_ url: String, at time: Int64) {
        self.url = url
        self.time = time - time % Self.hour
    }

    var hourBefore: LinkKey { LinkKey(url, at: time - Self.hour) }

    /// The table's key: FNV-1 with 32 bits over the time, lowest byte first, and the address.
    var hash: Int64 {
        var hash: UInt32 = 2_166_136_261
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: time >> Int64(8 * $0)) } + Array(url.utf8)
        for byte in bytes { hash = (hash &* 16_777_619) ^ UInt32(byte) }
        return Int64(hash)
    }
}
