/// Size and kind of a picture, read from its bytes without decoding it: enough to keep room for it on a page. The bytes are
/// a stranger's; every access is checked.
public struct PictureFacts: Equatable, Sendable {
    /// As clients know it: png, gif, jpeg, bmp, webp.
    public var format: String
    /// As it is shown: a photograph that is to be turned counts as turned.
    public var width: Int
    public var height: Int
    /// Of an animation; 0 for formats without.
    public var frameCount = 0

    /// `nil` for what is none of the formats, or is cut before its size.
    public init?(_ bytes: [UInt8]) {
        guard let header = PictureHeader(bytes) else { return nil }
        (width, height) = header.upright
        guard width <= 1 << 20, height <= 1 << 20 else { return nil }
        format = "\(header.format)"
        if header.format == .gif { frameCount = Self.frames(bytes) }
    }

    private static func frames(_ bytes: [UInt8]) -> Int {
        guard bytes.count >= 13 else { return 0 }
        var at = 13 + (bytes[10] & 0x80 != 0 ? 3 << (Int(bytes[10] & 7) + 1) : 0), frames = 0
        while at < bytes.count {
            switch bytes[at] {
            case 0x21: at = afterBlocks(bytes, at + 2)
            case 0x2C:
                guard at + 10 <= bytes.count - 1 else { return frames }
                frames += 1
                let packed = bytes[at + 9]
                at = afterBlocks(bytes, at + 11 + (packed & 0x80 != 0 ? 3 << (Int(packed & 7) + 1) : 0))
            default: return frames
            }
        }
        return frames
    }

    private static func afterBlocks(_ bytes: [UInt8], _ start: Int) -> Int {
        var at = start
        while at < bytes.count, bytes[at] != 0 { at += Int(bytes[at]) + 1 }
        return at + 1
    }
}
