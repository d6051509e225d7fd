/// Pictures that people send: PNG, JPEG, GIF, WebP and BMP, told apart by their bytes, never by their name or what the sender
/// says of them. Decoding takes up to hundreds of milliseconds and four bytes a pixel: on a pool of few threads, on no loop.
///
/// | to | call |
/// |---|---|
/// | know kind and size without decoding | `PictureHeader(bytes)` |
/// | refuse too many pixels before memory is taken | the `pixelLimit` of each call; throws `OutsideError.tooLarge` |
/// | get the pixels, upright | `Picture.decode` |
/// | make them smaller | `Bitmap.resized`, `.fitted`, `.square` |
/// | write them | `PNG.encode`, `JPEG.encode` |
/// | make an emoji of a picture, moving or not | `Picture.shrunk` |
public enum Picture {
    /// Decodes and turns upright. Refuses pictures of more than `pixelLimit` pixels before it takes memory for them.
    /// `enough` is the length that the shorter side must keep: a JPEG is decoded smaller when that suffices.
    public static func decode(_ bytes: [UInt8], pixelLimit: Int, enough: Int = .max) throws(OutsideError) -> Bitmap {
        guard let header = PictureHeader(bytes) else { throw .malformed("no picture") }
        guard header.fits(pixelLimit) else { throw .tooLarge }
        switch header.format {
        case .png: return try PNG.decode(bytes, pixelLimit: pixelLimit)
        case .jpeg: return try JPEG.decode(bytes, pixelLimit: pixelLimit, enough: enough)
        case .gif: return try GIF.decode(bytes, pixelLimit: pixelLimit)
        case .webp: return try WebP.decode(bytes, pixelLimit: pixelLimit)
        case .bmp: return try BMP.decode(bytes, pixelLimit: pixelLimit)
        }
    }

    /// No longer than `side` either way: what is small enough stays as it came, a moving GIF goes on moving, everything else
    /// becomes a PNG. `pixelLimit` holds for all frames together.
    public static func shrunk(_ bytes: [UInt8], toFit side: Int, pixelLimit: Int) throws(OutsideError) -> [UInt8] {
        guard let header = PictureHeader(bytes) else { throw .malformed("no picture") }
        if header.format == .gif { return try GIF.shrunk(bytes, toFit: side, pixelLimit: pixelLimit) }
        let picture = try decode(bytes, pixelLimit: pixelLimit)
        return max(picture.width, picture.height) <= side ? bytes : try PNG.encode(picture.fitted(side, side))
    }
}
