/// What the head of a Windows bitmap says.
struct BMPHeader {
    let width: Int
    let height: Int
    let isTopDown: Bool
    let bits: Int
    let pixelStart: Int
    let paletteStart: Int
    let paletteSize: Int

    /// Only what is not compressed: 1, 4, 8, 24 and 32 bits a pixel.
    init?(_ file: ByteView) {
        guard file.has("BM", at: 0), let start = file.little(10, 4), let head = file.little(14, 4), head >= 40,
            let width = file.little(18, 4), let rawHeight = file.little(22, 4), let bits = file.little(28, 2),
            let compression = file.little(30, 4), let used = file.little(46, 4)
        else { return nil }
        let height = Int(Int32(truncatingIfNeeded: rawHeight))
        guard (1...0xFFFF).contains(width), (1...0xFFFF).contains(abs(height)), [1, 4, 8, 24, 32].contains(bits) else { return nil }
        guard compression == 0 || (compression == 3 && bits == 32) else { return nil }
        (self.width, self.height, isTopDown, self.bits, pixelStart) = (width, abs(height), height < 0, bits, start)
        paletteStart = 14 + head
        paletteSize = bits > 8 ? 0 : used == 0 ? 1 << bits : min(used, 1 << bits)
    }

    /// Rows are filled up to four bytes.
    var rowSize: Int { (width * bits + 31) / 32 * 4 }
}

/// Windows bitmaps, which screenshots of old tools still are.
enum BMP {
    static func decode(_ bytes: [UInt8], pixelLimit: Int) throws(OutsideError) -> Bitmap {
        let file = ByteView(bytes)
        guard let header = BMPHeader(file) else { throw .malformed("not a bitmap") }
        guard header.width <= pixelLimit, header.height <= pixelLimit / header.width else { throw .tooLarge }
        guard header.pixelStart <= bytes.count, header.rowSize * header.height <= bytes.count - header.pixelStart else {
            throw .malformed("the bitmap is cut")
        }
        var pixels = [UInt8](repeating: 255, count: header.width * header.height * 4)
        for y in 0..<header.height {
            let row = header.pixelStart + (header.isTopDown ? y : header.height - 1 - y) * header.rowSize
            for x in 0..<header.width {
                let from = try place(of: x, row, header, file)
                let to = (y * header.width + x) * 4
                (pixels[to], pixels[to + 1], pixels[to + 2]) = (bytes[from + 2], bytes[from + 1], bytes[from])
            }
        }
        return Bitmap(width: header.width, height: header.height, pixels: pixels)
    }

    /// Where blue, green and red of a pixel lie: in its row, or in the palette.
    private static func place(of x: Int, _ row: Int, _ header: BMPHeader, _ file: ByteView) throws(OutsideError) -> Int {
        guard header.bits <= 8 else { return row + x * header.bits / 8 }
        let perByte = 8 / header.bits, shift = 8 - header.bits - x % perByte * header.bits
        let index = Int(file.bytes[row + x / perByte]) >> shift & ((1 << header.bits) - 1)
        let at = header.paletteStart + index * 4
        guard index < header.paletteSize, at + 3 <= file.bytes.count else { throw .malformed("bitmap palette") }
        return at
    }
}
