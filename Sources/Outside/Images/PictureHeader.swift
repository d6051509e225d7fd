/// What a picture's first bytes say, read before anything decodes it: a file that promises too much is refused for nothing.
/// Told by the bytes, never by the name. Every access is checked, and nothing is allocated by a number from the file.
public struct PictureHeader: Sendable, Equatable {
    public enum Format: Sendable { case png, jpeg, gif, webp, bmp }

    public let format: Format
    /// As it is stored.
    public let width: Int
    public let height: Int
    /// How the camera was held (EXIF): 1 is upright, 5 to 8 swap width and height.
    public var orientation = 1

    /// `nil` for what is no picture of these kinds, or is cut before its size.
    public init?(_ bytes: [UInt8]) {
        let file = ByteView(bytes)
        if file.has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], at: 0) {
            guard file.has("IHDR", at: 12), bytes.count >= 33 else { return nil }
            self.init(.png, file.big(16, 4), file.big(20, 4))
        } else if file.has("GIF87a", at: 0) || file.has("GIF89a", at: 0) {
            self.init(.gif, file.little(6, 2), file.little(8, 2))
        } else if file.has("RIFF", at: 0), file.has("WEBP", at: 8) {
            self.init(webp: file)
        } else if file.has("BM", at: 0) {
            guard let bitmap = BMPHeader(file) else { return nil }
            self.init(.bmp, bitmap.width, bitmap.height)
        } else {
            guard let jpeg = JPEGHeader(bytes) else { return nil }
            self.init(.jpeg, jpeg.width, jpeg.height)
            orientation = jpeg.orientation
        }
    }

    private init?(_ format: Format, _ width: Int?, _ height: Int?) {
        guard let width, let height, width > 0, height > 0 else { return nil }
        (self.format, self.width, self.height) = (format, width, height)
    }

    /// The three kinds of WebP: lossy, lossless, and with more to it.
    private init?(webp file: ByteView) {
        if file.has("VP8 ", at: 12), file.big(23, 3) == 0x9D012A {
            self.init(.webp, file.little(26, 2).map { $0 & 0x3FFF }, file.little(28, 2).map { $0 & 0x3FFF })
        } else if file.has("VP8L", at: 12), file.big(20, 1) == 0x2F, let bits = file.little(21, 4) {
            self.init(.webp, bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
        } else if file.has("VP8X", at: 12) {
            self.init(.webp, file.little(24, 3).map { $0 + 1 }, file.little(27, 3).map { $0 + 1 })
        } else {
            return nil
        }
    }

    /// Width and height as somebody sees them who turns the picture upright.
    public var upright: (width: Int, height: Int) { orientation >= 5 ? (height, width) : (width, height) }

    /// Whether decoding takes memory for no more than this many pixels.
    public func fits(_ pixelLimit: Int) -> Bool { width <= pixelLimit && height <= pixelLimit / width }
}

/// Bytes that are not trusted: reading where there are none gives `nil`.
struct ByteView {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func has(_ text: String, at: Int) -> Bool { has(Array(text.utf8), at: at) }

    func has(_ wanted: [UInt8], at: Int) -> Bool {
        at >= 0 && at <= bytes.count - wanted.count && bytes[at..<at + wanted.count].elementsEqual(wanted)
    }

    func big(_ at: Int, _ count: Int) -> Int? {
        guard at >= 0, at <= bytes.count - count else { return nil }
        return bytes[at..<at + count].reduce(0) { $0 << 8 | Int($1) }
    }

    func little(_ at: Int, _ count: Int) -> Int? {
        guard at >= 0, at <= bytes.count - count else { return nil }
        return bytes[at..<at + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
