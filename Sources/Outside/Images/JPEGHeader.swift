/// What a JPEG's first bytes say, read before anything decodes it. Every access is checked: bytes are not trusted.
struct JPEGHeader {
    private(set) var width = 0
    private(set) var height = 0
    /// EXIF: 1 is upright, 5 to 8 swap width and height.
    private(set) var orientation = 1
    private let file: ByteView

    init?(_ bytes: [UInt8]) {
        file = ByteView(bytes)
        guard file.big(0, 3) == 0xFFD8FF else { return nil }
        var at = 2
        while let marker = file.big(at, 2), marker >= 0xFF01 {
            switch marker {
            case 0xFFFF: at += 1  // fill byte
            case 0xFF01, 0xFFD0...0xFFD8: at += 2  // without a length
            default:
                guard let length = file.big(at + 2, 2), length >= 2, marker != 0xFFD9, marker != 0xFFDA else { return nil }
                if isFrame(marker) {
                    (height, width) = (file.big(at + 5, 2) ?? 0, file.big(at + 7, 2) ?? 0)
                    if width == 0 || height == 0 { return nil }
                    return
                }
                if marker == 0xFFE1, file.has("Exif\0\0", at: at + 4) { orientation = turn(at + 10) ?? orientation }
                at += 2 + length
            }
        }
        return nil
    }

    private func isFrame(_ marker: Int) -> Bool {
        (0xFFC0...0xFFCF).contains(marker) && ![0xFFC4, 0xFFC8, 0xFFCC].contains(marker)
    }

    /// Entry 0x0112 of the first directory of the TIFF structure at `start`.
    private func turn(_ start: Int) -> Int? {
        let isLittle = file.has("II", at: start)
        guard isLittle || file.has("MM", at: start) else { return nil }
        let number = { (at: Int, count: Int) in isLittle ? self.file.little(start + at, count) : self.file.big(start + at, count) }
        guard number(2, 2) == 42, let directory = number(4, 4), let entries = number(directory, 2) else { return nil }
        for entry in 0..<min(entries, 100) {
            let at = directory + 2 + entry * 12
            if number(at, 2) == 0x0112, number(at + 2, 2) == 3, let value = number(at + 8, 2), (1...8).contains(value) { return value }
        }
        return nil
    }
}
