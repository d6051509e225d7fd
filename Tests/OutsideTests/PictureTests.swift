import Testing

@testable import Outside

/// Kinds of pictures beside PNG and JPEG, and making them smaller.
struct PictureTests {
    /// 2 by 2: red, green, blue, white; three frames that move, in 4 colours.
    static func gif(frames: Int = 3, width: Int = 2, height: Int = 2) -> [UInt8] {
        var bytes = Array("GIF89a".utf8) + [UInt8(width), 0, UInt8(height), 0, 0x81, 0, 0]
        bytes += [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]
        let indices = (0..<width * height).map { UInt8($0 % 4) }
        for frame in 0..<frames {
            bytes += [0x21, 0xF9, 4, 0, UInt8(frame), 0, 0, 0, 0x2C, 0, 0, 0, 0, UInt8(width), 0, UInt8(height), 0, 0]
            bytes += LZWWriter.pieces(of: indices, bits: 2)
        }
        return bytes + [0x3B]
    }

    /// 16 by 16, the upper half red, the lower blue: without loss, and with.
    static let webp = [
        "UklGRiYAAABXRUJQVlA4TBkAAAAvD8ADAA8Q87//8x8OxIJJ/tKdU4jof84IAA==",
        "UklGRkAAAABXRUJQVlA4IDQAAACQAQCdASoQABAAAUAmJaACdLoAA5gA/vid///xBj/+bA/bz/6XB/6XB/+lwf/S4KKZkAAA",
    ]

    @Test(arguments: webp)
    func aWebPIsDecoded(_ text: String) throws {
        let bytes = Base64.decode(text)!
        let picture = try Picture.decode(bytes, pixelLimit: 256)
        #expect(picture.width == 16 && picture.height == 16 && picture.pixels[0] > 240 && picture.pixels[2] < 20)
        #expect(picture.pixels[1020] < 20 && picture.pixels[1022] > 240)
        #expect(throws: OutsideError.tooLarge) { try Picture.decode(bytes, pixelLimit: 255) }
        #expect(throws: OutsideError.malformed("WebP data")) { try Picture.decode(Array(bytes.prefix(34)), pixelLimit: 256) }
    }

    @Test func aGIFIsDecodedAndSaysWhetherItMoves() throws {
        let picture = try Picture.decode(Self.gif(), pixelLimit: 100)
        #expect(picture.pixels == [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255])
        #expect(GIF.isMoving(Self.gif()) && !GIF.isMoving(Self.gif(frames: 1)) && !GIF.isMoving([]))
        #expect(throws: OutsideError.tooLarge) { try Picture.decode(Self.gif(), pixelLimit: 3) }
        for cut in 0..<Self.gif().count { _ = try? Picture.decode(Array(Self.gif().prefix(cut)), pixelLimit: 100) }
    }

    @Test func aMovingGIFStaysOneWhenItShrinks() throws {
        let large = Self.gif(frames: 4, width: 200, height: 100)
        let small = try GIF.shrunk(large, toFit: 128, pixelLimit: 200_000)
        let blocks = try #require(GIFBlocks(small))
        #expect(blocks.width == 128 && blocks.height == 64 && blocks.frames.count == 4)
        #expect(blocks.frames.map { small[$0.preface.lowerBound + 4] } == [0, 1, 2, 3], "each shows as long as before")
        let still = try Picture.decode(small, pixelLimit: 10_000), before = try Picture.decode(large, pixelLimit: 100_000)
        #expect(still.pixels[..<4] == before.pixels[..<4])
        #expect(throws: OutsideError.tooLarge) { try GIF.shrunk(large, toFit: 128, pixelLimit: 99_999) }
        #expect(try Picture.shrunk(Self.gif(), toFit: 128, pixelLimit: 100) == Self.gif(), "what is small stays as it came")
    }

    @Test(arguments: [2, 5, 8])
    func whatIsWrittenIsReadAgain(_ bits: Int) {
        var seed: UInt32 = 7
        let indices = (0..<30_000).map { at in
            seed = seed &* 1_664_525 &+ 1_013_904_223
            return at % 3 == 0 ? UInt8(seed >> 24) & UInt8((1 << bits) - 1) : 1
        }
        let pieces = LZWWriter.pieces(of: indices, bits: bits)
        #expect(LZWReader(pieces, at: 0).read(count: indices.count) == indices)
    }

    @Test func aBitmapIsDecodedFromTheBottomUp() throws {
        var bytes = Array("BM".utf8) + [70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 24, 0]
        bytes += [UInt8](repeating: 0, count: 24)
        bytes += [255, 0, 0, 255, 255, 255, 0, 0, 0, 0, 255, 0, 255, 0, 0, 0]
        let picture = try Picture.decode(bytes, pixelLimit: 4)
        #expect(picture.pixels == [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255])
        #expect(throws: OutsideError.malformed("the bitmap is cut")) { try Picture.decode(Array(bytes.dropLast()), pixelLimit: 4) }
        #expect(throws: OutsideError.tooLarge) { try Picture.decode(bytes, pixelLimit: 3) }
    }

    @Test func aPictureThatShrinksKeepsItsColoursAndItsShape() throws {
        var pixels: [UInt8] = []
        for y in 0..<300 { for _ in 0..<400 { pixels += y < 150 ? [255, 0, 0, 255] : [0, 0, 255, 0] } }
        let small = Bitmap(width: 400, height: 300, pixels: pixels).fitted(120, 100)
        #expect(small.width == 120 && small.height == 90)
        #expect(small.pixels[..<4] == [255, 0, 0, 255] && small.pixels.suffix(4) == [0, 0, 0, 0])
        let dot = Bitmap(width: 1, height: 1, pixels: [9, 8, 7, 255]).fitted(120, 100)
        #expect(dot.width == 100 && dot.height == 100 && dot.pixels.suffix(4) == [9, 8, 7, 255])
        #expect(Bitmap(width: 2, height: 1, pixels: [0, 0, 0, 255, 255, 255, 255, 255]).resized(1, 1).pixels[0] == 128)
    }

    @Test func aJPEGIsWrittenOnWhite() throws {
        let clear = Bitmap(width: 16, height: 16, pixels: [UInt8](repeating: 0, count: 1024))
        let picture = try Picture.decode(JPEG.encode(clear), pixelLimit: 1000)
        #expect(picture.width == 16 && picture.pixels.allSatisfy { $0 > 250 })
    }

    @Test func headersThatPromiseTooMuchAreRefusedBeforeMemoryIsTaken() throws {
        var bomb = Array("GIF89a".utf8) + [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0]
        bomb += [0x2C, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 8, 1, 0, 0, 0x3B]
        #expect(throws: OutsideError.tooLarge) { try Picture.decode(bomb, pixelLimit: 33_177_600) }
        let extended: [UInt8] = Array("RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0".utf8) + [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
        #expect(PictureHeader(extended)?.width == 1 << 24)
        #expect(throws: OutsideError.tooLarge) { try Picture.decode(extended, pixelLimit: 33_177_600) }
    }
}
