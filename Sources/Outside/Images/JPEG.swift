internal import CTurboJPEG

/// JPEG files, through libturbojpeg.
public enum JPEG {
    /// See `Picture.decode`. A file of hundreds of scans, made to take minutes, is refused.
    static func decode(_ bytes: [UInt8], pixelLimit: Int, enough: Int) throws(OutsideError) -> Bitmap {
        guard let header = JPEGHeader(bytes) else { throw .malformed("not a JPEG") }
        guard header.width <= pixelLimit, header.height <= pixelLimit / header.width else { throw .tooLarge }
        guard let turbo = tjInitDecompress() else { throw .failed("libturbojpeg") }
        defer { tjDestroy(turbo) }
        var width: Int32 = 0, height: Int32 = 0, sampling: Int32 = 0, colours: Int32 = 0
        let isRead = tjDecompressHeader3(turbo, bytes, UInt(bytes.count), &width, &height, &sampling, &colours) == 0
        guard isRead, Int(width) == header.width, Int(height) == header.height else { throw .malformed("JPEG header") }
        let divisor = [8, 4, 2].first { min(header.width, header.height) / $0 >= enough } ?? 1
        let (columns, rows) = ((header.width + divisor - 1) / divisor, (header.height + divisor - 1) / divisor)
        let isCMYK = colours == Int32(TJCS_CMYK.rawValue) || colours == Int32(TJCS_YCCK.rawValue)
        var pixels = [UInt8](repeating: 255, count: columns * rows * 4)
        let format = isCMYK ? TJPF_CMYK : TJPF_RGBA
        let isDecoded =
            tjDecompress2(
                turbo, bytes, UInt(bytes.count), &pixels, Int32(columns), 0, Int32(rows), Int32(format.rawValue), TJFLAG_LIMITSCANS) == 0
        guard isDecoded || tjGetErrorCode(turbo) == Int32(TJERR_WARNING.rawValue) else { throw .malformed("JPEG data") }
        if isCMYK { mixInks(&pixels) }
        return Bitmap(width: columns, height: rows, pixels: pixels).upright(from: header.orientation)
    }

    /// What is transparent becomes white. `quality` is 1 to 100.
    public static func encode(_ bitmap: Bitmap, quality: Int = 90) throws(OutsideError) -> [UInt8] {
        guard let turbo = tjInitCompress() else { throw .failed("libturbojpeg") }
        defer { tjDestroy(turbo) }
        var made: UnsafeMutablePointer<UInt8>?, size: UInt = 0
        defer { tjFree(made) }
        let isMade =
            tjCompress2(
                turbo, bitmap.onWhite.pixels, Int32(bitmap.width), 0, Int32(bitmap.height), Int32(TJPF_RGBX.rawValue), &made, &size,
                Int32(TJSAMP_420.rawValue), Int32(quality), 0) == 0
        guard isMade, let made else { throw .failed("JPEG") }
        return Array(UnsafeBufferPointer(start: made, count: Int(size)))
    }

    /// Cyan, magenta, yellow and black, inverted as Adobe writes them.
    private static func mixInks(_ pixels: inout [UInt8]) {
        for at in stride(from: 0, to: pixels.count, by: 4) {
            let black = Int(pixels[at + 3])
            for part in 0..<3 { pixels[at + part] = UInt8(Int(pixels[at + part]) * black / 255) }
            pixels[at + 3] = 255
        }
    }
}

extension Bitmap {
    /// Undoes what a camera that was held differently says of its picture (EXIF, 1 to 8).
    func upright(from orientation: Int) -> Bitmap {
        guard (2...8).contains(orientation) else { return self }
        let isTurned = orientation >= 5
        let (columns, rows) = isTurned ? (height, width) : (width, height)
        var out = [UInt8](repeating: 0, count: pixels.count)
        for y in 0..<rows {
            for x in 0..<columns {
                var (column, row) = isTurned ? (y, x) : (x, y)
                if [2, 3, 7, 8].contains(orientation) { column = width - 1 - column }
                if [3, 4, 6, 7].contains(orientation) { row = height - 1 - row }
                let from = (row * width + column) * 4, to = (y * columns + x) * 4
                for part in 0..<4 { out[to + part] = pixels[from + part] }
            }
        }
        return Bitmap(width: columns, height: rows, pixels: out)
    }
}
