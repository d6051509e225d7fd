internal import CWebP

/// WebP files that do not move, through libwebp.
enum WebP {
    static func decode(_ bytes: [UInt8], pixelLimit: Int) throws(OutsideError) -> Bitmap {
        guard let header = PictureHeader(bytes), header.format == .webp else { throw .malformed("not a WebP") }
        guard header.fits(pixelLimit) else { throw .tooLarge }
        var width: Int32 = 0, height: Int32 = 0
        guard WebPGetInfo(bytes, bytes.count, &width, &height) != 0, Int(width) == header.width, Int(height) == header.height else {
            throw .malformed("WebP header")
        }
        var pixels = [UInt8](repeating: 0, count: header.width * header.height * 4)
        guard WebPDecodeRGBAInto(bytes, bytes.count, &pixels, pixels.count, width * 4) != nil else { throw .malformed("WebP data") }
        return Bitmap(width: header.width, height: header.height, pixels: pixels)
    }
}
