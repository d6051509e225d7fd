@testable import Pictures

/// Headers of any bytes are read without trapping; what is decoded stays within its limit and is as large as it said; a GIF
/// that was made smaller can be read again.
func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: size))
    guard let header = PictureHeader(bytes) else { return 0 }
    precondition(header.width > 0 && header.height > 0 && (1...8).contains(header.orientation))
    let limit = 1 << 16
    switch header.format {
    case .bmp: check(try? BMP.decode(bytes, pixelLimit: limit), header, limit)
    case .gif:
        check(try? GIF.decode(bytes, pixelLimit: limit), header, limit)
        guard let small = try? GIF.shrunk(bytes, toFit: 16, pixelLimit: limit) else { return 0 }
        precondition(GIFBlocks(small)?.frames.count == GIFBlocks(bytes)?.frames.count, "frames were lost")
    default: break
    }
    return 0
}

private func check(_ picture: Bitmap?, _ header: PictureHeader, _ limit: Int) {
    guard let picture else { return }
    precondition(picture.width == header.width && picture.height == header.height && picture.width * picture.height <= limit)
}
