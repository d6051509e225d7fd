/// A picture in memory: four bytes a pixel (red, green, blue, opacity), row by row from the top.
public struct Bitmap: Equatable, Sendable {
    public let width: Int
    public let height: Int
    public var pixels: [UInt8]

    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(pixels.count == width * height * 4)
        (self.width, self.height, self.pixels) = (width, height, pixels)
    }

    /// The largest square from the middle, `side` by `side`; each new pixel is the average of the ones it stands for.
    public func square(_ side: Int) -> Bitmap {
        let edge = min(width, height)
        let left = (width - edge) / 2, top = (height - edge) / 2
        var out = [UInt8](repeating: 0, count: side * side * 4)
        for y in 0..<side {
            let rows = Self.span(y, side, edge, from: top)
            for x in 0..<side {
                let pixel = average(Self.span(x, side, edge, from: left), rows)
                for part in 0..<4 { out[(y * side + x) * 4 + part] = pixel[part] }
            }
        }
        return Bitmap(width: side, height: side, pixels: out)
    }

    private static func span(_ place: Int, _ side: Int, _ edge: Int, from start: Int) -> Range<Int> {
        let first = place * edge / side
        return start + first..<start + max(first + 1, (place + 1) * edge / side)
    }

    /// Weighted by opacity, so that the colour hidden under a transparent pixel does not shine through.
    private func average(_ columns: Range<Int>, _ rows: Range<Int>) -> SIMD4<UInt8> {
        var sum = SIMD4<Int>(), opacity = 0
        for y in rows {
            for x in columns {
                let at = (y * width + x) * 4
                let alpha = Int(pixels[at + 3])
                sum &+= SIMD4(Int(pixels[at]), Int(pixels[at + 1]), Int(pixels[at + 2]), 0) &* alpha
                opacity += alpha
            }
        }
        guard opacity > 0 else { return SIMD4() }
        let count = rows.count * columns.count
        let colour = (sum &+ opacity / 2) / SIMD4(repeating: opacity)
        return SIMD4(UInt8(colour.x), UInt8(colour.y), UInt8(colour.z), UInt8((opacity + count / 2) / count))
    }
}
