internal import CQRencode

/// The square pattern that a phone's camera reads.
public enum QRCode {
    private static let quietZone = 4

    /// A black-on-white PNG of about `side` pixels, never less than two pixels a module.
    public static func png(_ text: String, side: Int = 256) throws(OutsideError) -> [UInt8] {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { throw .failed("QR code: the text is too long") }
        defer { QRcode_free(code) }
        let modules = Int(code.pointee.width), whole = modules + 2 * quietZone
        let scale = max(2, side / whole)
        let edge = whole * scale
        var grey = [UInt8](repeating: 255, count: edge * edge)
        for y in 0..<modules {
            for x in 0..<modules where code.pointee.data[y * modules + x] & 1 == 1 {
                let left = (x + quietZone) * scale, top = (y + quietZone) * scale
                for row in top..<top + scale {
                    for column in left..<left + scale { grey[row * edge + column] = 0 }
                }
            }
        }
        return try PNG.encode(grey: grey, edge, edge)
    }
}
