import Testing

@testable import Outside

struct ImageTests {
    @Test func anAvatarIsAPictureThatNeverChanges() throws {
        let one = try Avatar.png(name: "ann", id: "u1"), again = try Avatar.png(name: "ann", id: "u1")
        #expect(one == again && PNG.isPNG(one))
        let size = try #require(PictureHeader(one))
        #expect(size.width == 128 && size.height == 128)
        #expect(try Avatar.png(name: "ben", id: "u1") != one)
        #expect(try PNG.decode(one, pixelLimit: 128 * 128) == Avatar.picture(name: "ann", id: "u1"))
    }

    @Test(arguments: Array("abcdefghijklmnopqrstuvwxyz0123456789").map(String.init) + ["", "...", "ünal", "🔒"])
    func everyNameGetsALetter(_ name: String) {
        let picture = Avatar.picture(name: name, id: "x")
        let white = stride(from: 0, to: picture.pixels.count, by: 4).count { picture.pixels[$0...$0 + 2].allSatisfy { $0 == 255 } }
        #expect((30...6000).contains(white))
        #expect(picture.pixels[0...2].contains { $0 < 250 }, "the corner is ground")
    }

    @Test func everyLetterLooksDifferent() {
        let pictures = "abcdefghijklmnopqrstuvwxyz0123456789".map { Avatar.picture(name: String($0), id: "x").pixels }
        #expect(Set(pictures).count == 36)
    }

    @Test func aChosenPictureIsCutToItsMiddle() throws {
        var wide = Bitmap(width: 400, height: 200, pixels: [UInt8](repeating: 0, count: 400 * 200 * 4))
        for y in 0..<200 {
            for x in 0..<400 {
                let at = (y * 400 + x) * 4
                wide.pixels[at] = (100..<300).contains(x) ? 200 : 10
                wide.pixels[at + 3] = 255
            }
        }
        let kept = try PNG.decode(Avatar.png(from: PNG.decode(PNG.encode(wide), pixelLimit: 100_000)), pixelLimit: 20_000)
        #expect(kept.width == 128 && kept.height == 128)
        #expect(stride(from: 0, to: kept.pixels.count, by: 4).allSatisfy { kept.pixels[$0] == 200 })
        #expect(Bitmap(width: 1, height: 1, pixels: [1, 2, 3, 255]).square(4).pixels.prefix(8) == [1, 2, 3, 255, 1, 2, 3, 255])
    }

    @Test func picturesThatAreTooLargeAreRefusedByTheirHeader() throws {
        var bytes = try PNG.encode(Bitmap(width: 1, height: 1, pixels: [0, 0, 0, 0]))
        #expect(throws: OutsideError.tooLarge) { try PNG.decode(bytes, pixelLimit: 0) }
        bytes.replaceSubrange(16..<24, with: [0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF])
        #expect(throws: OutsideError.tooLarge) { try PNG.decode(bytes, pixelLimit: 1_000_000) }
    }

    @Test func brokenPicturesAreRefused() throws {
        let good = try Avatar.png(name: "ann", id: "u1")
        #expect(throws: OutsideError.malformed("not a PNG")) { try PNG.decode([], pixelLimit: 100_000) }
        #expect(throws: OutsideError.malformed("not a PNG")) { try PNG.decode(Array("GIF89a".utf8), pixelLimit: 100_000) }
        for cut in stride(from: 8, to: good.count - 12, by: 97) {
            #expect(throws: OutsideError.self) { try PNG.decode(Array(good.prefix(cut)), pixelLimit: 100_000) }
        }
    }

    @Test func aQRCodeHasItsThreeCorners() throws {
        let picture = try PNG.decode(QRCode.png("otpauth://totp/x:y?secret=ABC&issuer=x", side: 256), pixelLimit: 100_000)
        let edge = picture.width
        #expect(picture.height == edge && edge > 128 && edge <= 256)
        let isDark = { (x: Int, y: Int) in picture.pixels[(y * edge + x) * 4] == 0 }
        let start = try #require((0..<edge).first { isDark($0, $0) })
        let scale = start / 4  // four light modules surround the code
        for (x, y) in [(start, start), (edge - start - scale, start), (start, edge - start - scale)] { #expect(isDark(x, y)) }
        #expect(!isDark(start + scale, start + scale) && isDark(start + 3 * scale, start + 3 * scale))
    }

    @Test func aTextTooLongForAQRCodeIsRefused() {
        #expect(throws: OutsideError.self) { try QRCode.png(String(repeating: "x", count: 5000)) }
    }

    /// A JPEG of 16 by 8: the left half red, the right half blue.
    static let jpeg = Base64.decode(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGB"
            + "YUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAI"
            + "ABADAREAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAABwj/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAACQf/xA"
            + "AUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCdEMKmAjjB0f/Z")!

    @Test func aJPEGIsDecodedAndTurnedUpright() throws {
        let header = try #require(PictureHeader(Self.jpeg))
        #expect(header.format == .jpeg && header.width == 16 && header.height == 8)
        let picture = try Picture.decode(Self.jpeg, pixelLimit: 1000)
        #expect(picture.width == 16 && picture.pixels[0] > 200 && picture.pixels[2] < 60)
        #expect(picture.pixels[15 * 4 + 2] > 200 && picture.pixels[15 * 4] < 60 && picture.pixels[3] == 255)
        #expect(throws: OutsideError.tooLarge) { try Picture.decode(Self.jpeg, pixelLimit: 127) }
        #expect(throws: OutsideError.self) { try Picture.decode(Array(Self.jpeg.prefix(100)), pixelLimit: 1000) }
        #expect(throws: OutsideError.malformed("no picture")) { try Picture.decode(Array("text".utf8), pixelLimit: 1000) }
    }

    @Test func theCamerasTurnIsRead() throws {
        var exif: [UInt8] = [0xFF, 0xE1, 0, 34]
        exif += Array("Exif\0\0MM\0*".utf8)
        exif += [0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
        let turned = [Self.jpeg[..<2], exif[...], Self.jpeg[2...]].flatMap { $0 }
        #expect(JPEGHeader(turned)?.orientation == 6)
        let picture = try Picture.decode(turned, pixelLimit: 1000)
        #expect(picture.width == 8 && picture.height == 16 && picture.pixels[0] > 200, "red is on top")
    }

    @Test(arguments: 1...8)
    func everyTurnLeadsBackToTheSamePicture(_ orientation: Int) {
        // What each of the eight shows of the upright rows "01 / 23 / 45", as the standard draws them.
        let shown: [[UInt8]] = [
            [0, 1, 2, 3, 4, 5], [1, 0, 3, 2, 5, 4], [5, 4, 3, 2, 1, 0], [4, 5, 2, 3, 0, 1],
            [0, 2, 4, 1, 3, 5], [1, 3, 5, 0, 2, 4], [5, 3, 1, 4, 2, 0], [4, 2, 0, 5, 3, 1],
        ]
        let pixels = shown[orientation - 1].flatMap { [$0, 0, 0, 255] as [UInt8] }
        let stored = Bitmap(width: orientation < 5 ? 2 : 3, height: orientation < 5 ? 3 : 2, pixels: pixels)
        let upright = stored.upright(from: orientation)
        #expect(upright.width == 2 && stride(from: 0, to: 24, by: 4).map { upright.pixels[$0] } == [0, 1, 2, 3, 4, 5])
    }
}
