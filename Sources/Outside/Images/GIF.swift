/// GIF files: the first frame as a picture, and moving ones made smaller.
public enum GIF {
    /// More than one frame.
    public static func isMoving(_ bytes: [UInt8]) -> Bool { (GIFBlocks(bytes)?.frames.count ?? 0) > 1 }

    /// The first frame on its screen; what it does not cover is transparent.
    static func decode(_ bytes: [UInt8], pixelLimit: Int) throws(OutsideError) -> Bitmap {
        guard let blocks = GIFBlocks(bytes), let frame = blocks.frames.first else { throw .malformed("not a GIF") }
        let screen = blocks.width.multipliedReportingOverflow(by: blocks.height)
        guard !screen.overflow, screen.partialValue <= pixelLimit, frame.width * frame.height <= pixelLimit else { throw .tooLarge }
        let indices = blocks.indices(of: frame), palette = frame.palette.isEmpty ? blocks.palette : frame.palette
        var pixels = [UInt8](repeating: 0, count: blocks.width * blocks.height * 4)
        for y in 0..<max(0, min(frame.height, blocks.height - frame.top)) {
            for x in 0..<max(0, min(frame.width, blocks.width - frame.left)) {
                let index = Int(indices[y * frame.width + x]), colour = palette.lowerBound + index * 3
                guard index != frame.transparent, colour + 3 <= palette.upperBound else { continue }
                let to = ((frame.top + y) * blocks.width + frame.left + x) * 4
                for part in 0..<3 { pixels[to + part] = bytes[colour + part] }
                pixels[to + 3] = 255
            }
        }
        return Bitmap(width: blocks.width, height: blocks.height, pixels: pixels)
    }

    /// Every frame made smaller, so that it moves on, and in its own colours. Refuses files that unfold to more than
    /// `pixelLimit` pixels in all frames together.
    public static func shrunk(_ bytes: [UInt8], toFit side: Int, pixelLimit: Int) throws(OutsideError) -> [UInt8] {
        guard let blocks = GIFBlocks(bytes), !blocks.frames.isEmpty else { throw .malformed("not a GIF") }
        guard blocks.pixelCount <= pixelLimit else { throw .tooLarge }
        let longest = max(blocks.width, blocks.height)
        guard longest > side else { return bytes }
        let scaled = { (length: Int) in max(1, length * side / longest) }
        var out = Array(bytes[..<6]) + number(scaled(blocks.width)) + number(scaled(blocks.height)) + bytes[10..<blocks.palette.upperBound]
        for frame in blocks.frames {
            let width = scaled(frame.width), height = scaled(frame.height)
            let indices = blocks.indices(of: frame)
            var small = [UInt8](repeating: 0, count: width * height)
            for y in 0..<height {
                for x in 0..<width { small[y * width + x] = indices[y * frame.height / height * frame.width + x * frame.width / width] }
            }
            out += bytes[frame.preface] + [0x2C] + number(frame.left * side / longest) + number(frame.top * side / longest)
            out += number(width) + number(height) + [flags(of: frame)] + bytes[frame.palette]
            out += LZWWriter.pieces(of: small, bits: 8)
        }
        return out + [0x3B]
    }

    /// Whether the frame has colours of its own and how many; never interlaced.
    private static func flags(of frame: GIFBlocks.Frame) -> UInt8 {
        guard !frame.palette.isEmpty else { return 0 }
        return 0x80 | UInt8((frame.palette.count / 3).trailingZeroBitCount - 1)
    }

    private static func number(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
}
