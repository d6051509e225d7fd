internal import Outside
internal import Wire

/// What there is to know of a file's content: of a picture its size and smaller ones of it, of a text its words.
struct FileFacts: Sendable {
    var width = 0
    var height = 0
    /// Small pictures, encoded; `isPNG` says how.
    var thumbnail: [UInt8] = []
    var preview: [UInt8] = []
    var mini: [UInt8] = []
    var isPNG = false
    /// Moving pictures are shown themselves.
    var isPreviewed = false
    var text = ""
}

/// Looks into a file that has come. Pictures are read on the pool for drawing: a few at a time, so that many uploads at once
/// take no more memory than a few.
struct ExamineFile: Sendable {
    let content: SpooledFile
    let mimeType: String
    let services: Services

    /// What a picture's numbers may be found in, before the picture.
    private static let headSize = 1 << 20
    /// What is kept of a text: PostgreSQL's search refuses much more.
    private static let textSize = 256 * 1024
    private static let thumbnailBox = (width: 120, height: 100)
    private static let previewWidth = 1920
    private static let miniSide = 16

    func run() async throws -> FileFacts {
        if mimeType == "image/svg+xml" { return try await drawing() }
        if mimeType.hasPrefix("image/") { return try await picture() }
        var facts = FileFacts()
        if services.settings.current[FileSettings.extractContent], Self.isText(mimeType) {
            facts.text = Self.words(in: try await content.read(0..<Self.textSize))
        }
        return facts
    }

    private func picture() async throws -> FileFacts {
        var facts = FileFacts()
        guard let header = PictureHeader(try await content.read(0..<Self.headSize)) else { return facts }
        let limit = Int(services.settings.current[FileSettings.maxImageResolution])
        guard header.fits(limit) else { throw APIError.pictureTooManyPixels }
        (facts.width, facts.height) = header.upright
        facts.isPNG = header.format == .png
        let known = facts
        return try await services.drawing.run {
            // What cannot be decoded is kept like any other file; it only has no smaller pictures.
            (try? Self.shrink(content, header, known, limit)) ?? known
        }
    }

    /// Decoded once; each smaller picture is made of the one before.
    private static func shrink(_ content: SpooledFile, _ header: PictureHeader, _ known: FileFacts, _ limit: Int) throws -> FileFacts {
        var facts = known
        let width = min(known.width, previewWidth), height = max(1, known.height * width / known.width)
        let picture = try Picture.decode(content.readNow(0..<content.size), pixelLimit: limit, enough: min(width, height))
        let preview = known.width > previewWidth ? picture.resized(width, height) : picture
        let thumbnail = preview.fitted(thumbnailBox.width, thumbnailBox.height)
        facts.preview = try facts.isPNG ? PNG.encode(preview) : JPEG.encode(preview)
        facts.thumbnail = try facts.isPNG ? PNG.encode(thumbnail) : JPEG.encode(thumbnail)
        facts.mini = try JPEG.encode(thumbnail.resized(miniSide, miniSide))
        facts.isPreviewed = header.format != .gif
        return facts
    }

    // MARK: Drawings and texts

    /// Only their size: nothing here ever draws what somebody wrote.
    private func drawing() async throws -> FileFacts {
        var facts = FileFacts()
        let size = SVGSize(String(decoding: try await content.read(0..<64 * 1024), as: UTF8.self))
        (facts.width, facts.height) = (size?.width ?? 0, size?.height ?? 0)
        return facts
    }

    private static func isText(_ type: String) -> Bool {
        type.hasPrefix("text/") || ["application/json", "application/xml", "application/x-yaml", "application/x-sh"].contains(type)
    }

    /// Nothing for what is no text after all. The last letter may have been cut in two.
    static func words(in bytes: [UInt8]) -> String {
        guard !bytes.contains(0) else { return "" }
        for cut in 0..<4 {
            if let text = String(validating: bytes.dropLast(cut), as: UTF8.self) { return text }
            if bytes.count <= cut { break }
        }
        return ""
    }
}

/// The size that a drawing's first element says.
struct SVGSize {
    let width: Int
    let height: Int

    init?(_ text: String) {
        guard let start = text.firstRange(of: "<svg"), let end = text[start.upperBound...].firstIndex(of: ">") else { return nil }
        let tag = text[start.upperBound..<end]
        if let width = Self.number(Self.value("width", in: tag)), let height = Self.number(Self.value("height", in: tag)) {
            (self.width, self.height) = (width, height)
            return
        }
        let box = (Self.value("viewBox", in: tag) ?? "").split { $0 == " " || $0 == "," }
        guard box.count == 4, let width = Self.number(box[2]), let height = Self.number(box[3]) else { return nil }
        (self.width, self.height) = (width, height)
    }

    private static func value(_ name: String, in tag: Substring) -> Substring? {
        for quote in ["\"", "'"] {
            guard let start = tag.firstRange(of: " \(name)=\(quote)") else { continue }
            return tag[start.upperBound...].prefix { String($0) != quote }
        }
        return nil
    }

    private static func number(_ text: Substring?) -> Int? {
        guard let digits = text?.prefix(while: { $0.isASCII && $0.isNumber }), let number = Int(digits), number > 0, number <= 1 << 24
        else {
            return nil
        }
        return number
    }
}
