internal import CPNG

#if canImport(Glibc)
    internal import Glibc
#endif

/// PNG files, through libpng's simplified calls: its others leave by `setjmp`, which Swift cannot survive.
public enum PNG {
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    public static func isPNG(_ bytes: [UInt8]) -> Bool { bytes.starts(with: signature) }

    /// Refuses pictures of more than `pixelLimit` pixels before it takes memory for them.
    public static func decode(_ bytes: [UInt8], pixelLimit: Int) throws(OutsideError) -> Bitmap {
        guard let size = PictureHeader(bytes), size.format == .png else { throw .malformed("not a PNG") }
        guard size.fits(pixelLimit) else { throw .tooLarge }
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        guard png_image_begin_read_from_memory(&image, bytes, bytes.count) != 0 else { throw .malformed(message(of: image)) }
        guard image.width == size.width, image.height == size.height else { throw .malformed("PNG header") }
        image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
        var pixels = [UInt8](repeating: 0, count: size.width * size.height * 4)
        guard png_image_finish_read(&image, nil, &pixels, 0, nil) != 0 else { throw .malformed(message(of: image)) }
        return Bitmap(width: size.width, height: size.height, pixels: pixels)
    }

    public static func encode(_ bitmap: Bitmap) throws(OutsideError) -> [UInt8] {
        try encode(bitmap.pixels, bitmap.width, bitmap.height, format: PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
    }

    /// One byte a pixel, 0 black to 255 white.
    static func encode(grey: [UInt8], _ width: Int, _ height: Int) throws(OutsideError) -> [UInt8] {
        try encode(grey, width, height, format: 0)
    }

    private static func encode(_ pixels: [UInt8], _ width: Int, _ height: Int, format: UInt32) throws(OutsideError) -> [UInt8] {
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        (image.width, image.height, image.format) = (png_uint_32(width), png_uint_32(height), png_uint_32(format))
        defer { png_image_free(&image) }
        var count = pixels.count + pixels.count / 8 + height + 1024  // more than deflate can need
        var out = [UInt8](repeating: 0, count: count)
        guard png_image_write_to_memory(&image, &out, &count, 0, pixels, 0, nil) != 0 else { throw .failed(message(of: image)) }
        return Array(out.prefix(count))
    }

    private static func message(of image: png_image) -> String {
        withUnsafeBytes(of: image.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
