/// The picture of somebody who has not chosen one: the first letter of the name on a colour that follows from the id.
public enum Avatar {
    public static let side = 128

    /// Dark enough for white letters: at least 4.5 to 1 in contrast.
    private static let colours: [SIMD3<UInt8>] = [
        SIMD3(0x1C, 0x58, 0xD9), SIMD3(0x0F, 0x76, 0x6E), SIMD3(0x7C, 0x3A, 0xED), SIMD3(0xB9, 0x1C, 0x1C),
        SIMD3(0x9A, 0x34, 0x12), SIMD3(0x4D, 0x7C, 0x0F), SIMD3(0xBE, 0x18, 0x5D), SIMD3(0x03, 0x69, 0xA1),
        SIMD3(0x6D, 0x28, 0xD9), SIMD3(0x85, 0x4D, 0x0E), SIMD3(0x15, 0x80, 0x3D), SIMD3(0x47, 0x55, 0x69),
    ]

    /// The same name and id give the same bytes, always.
    public static func png(name: String, id: String) throws(OutsideError) -> [UInt8] {
        try PNG.encode(picture(name: name, id: id))
    }

    /// A chosen picture as it is kept: the middle of it, 128 by 128.
    public static func png(from picture: Bitmap) throws(OutsideError) -> [UInt8] { try PNG.encode(picture.square(side)) }

    static func picture(name: String, id: String) -> Bitmap {
        let colour = colours[Int(id.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 } % UInt32(colours.count))]
        let strokes = Letters.strokes(of: name)
        var pixels = [UInt8](repeating: 255, count: side * side * 4)
        for y in 0..<side {
            // Darker towards the bottom, never lighter, so that the letter keeps its contrast.
            let shade = 1 - 0.25 * Float(y) / Float(side)
            for x in 0..<side {
                let cover = coverage(SIMD2(Float(x) + 0.5, Float(y) + 0.5), strokes)
                for part in 0..<3 {
                    let ground = Float(colour[part]) * shade
                    pixels[(y * side + x) * 4 + part] = UInt8(ground + (255 - ground) * cover + 0.5)
                }
            }
        }
        return Bitmap(width: side, height: side, pixels: pixels)
    }

    /// How much of a pixel the letter's strokes cover: by the distance to the nearest of them, so that edges are smooth.
    private static func coverage(_ point: SIMD2<Float>, _ strokes: [Letters.Stroke]) -> Float {
        var nearest = Float.infinity
        for stroke in strokes { nearest = min(nearest, stroke.squaredDistance(to: point)) }
        return min(1, max(0, Letters.thickness / 2 - nearest.squareRoot() + 0.5))
    }
}
