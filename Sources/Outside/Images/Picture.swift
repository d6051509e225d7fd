/// Pictures that people send: told apart by their bytes, never by their name or what the sender says of them.
public enum Picture {
    public enum Format: Sendable { case png, jpeg }

    /// `nil` for what is neither, or is cut before its size.
    public static func header(_ bytes: [UInt8]) -> (format: Format, width: Int, height: Int)? {
        if let size = PNG.size(bytes) { return (.png, size.width, size.height) }
        if let header = JPEGHeader(bytes) { return (.jpeg, header.width, header.height) }
        return nil
    }

    /// Decodes and turns upright. Refuses pictures of more than `pixelLimit` pixels before it takes memory for them.
    /// `enough` is the length that the shorter side must keep: a JPEG is decoded smaller when that suffices.
    public static func decode(_ bytes: [UInt8], pixelLimit: Int, enough: Int = .max) throws(OutsideError) -> Bitmap {
        guard let header = header(bytes) else { throw .malformed("neither PNG nor JPEG") }
        switch header.format {
        case .png: return try PNG.decode(bytes, pixelLimit: pixelLimit)
        case .jpeg: return try JPEG.decode(bytes, pixelLimit: pixelLimit, enough: enough)
        }
    }
}
