/// What a JPEG's first bytes say, read before anything decodes it. Every access is checked: bytes are not trusted.
struct JPEGHeader {
    private(set) var width = 0
    private(set) var height = 0
    /// EXIF: 1 is upright, 5 to 8 swap width and height.
    private(set) var orientation = 1
    private let bytes: [UInt8]

    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard big(0, 3) == 0xFFD8FF else { return nil }
        var at = 2
        while let marker = big(at, 2), marker >= 0xFF01 {
            switch marker {
            case 0xFFFF: at += 1  // fill byte
            case 0xFF01, 0xFFD0...0xFFD8: at += 2  // without a length
            default:
                guard let length = big(at + 2, 2), length >= 2, marker != 0xFFD9, marker != 0xFFDA else { return nil }
                if isFrame(marker) {
                    (height, width) = (big(at + 5, 2) ?? 0, big(at + 7, 2) ?? 0)
                    if width == 0 || height == 0 { return nil }
                    return
                }
                if marker == 0xFFE1, bytes.dropFirst(at + 4).starts(with: "Exif\0\0".utf8) { orientation = turn(at + 10) ?? orientation }
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
        let isLittle = big(start, 2) == 0x4949
        guard isLittle || big(start, 2) == 0x4D4D else { return nil }
        let number = { (at: Int, count: Int) in isLittle ? self.little(start + at, count) : self.big(start + at, count) }
        guard number(2, 2) == 42, let directory = number(4, 4), let entries = number(directory, 2) else { return nil }
        for entry in 0..<min(entries, 100) {
            let at = directory + 2 + entry * 12
            if number(at, 2) == 0x0112, number(at + 2, 2) == 3, let value = number(at + 8, 2), (1...8).contains(value) { return value }
        }
        return nil
    }

    private func big(_ at: Int, _ count: Int) -> Int? {
        guard at >= 0, at + count <= bytes.count else { return nil }
        return bytes[at..<at + count].reduce(0) { $0 << 8 | Int($1) }
    }

    private func little(_ at: Int, _ count: Int) -> Int? {
        guard at >= 0, at + count <= bytes.count else { return nil }
        return bytes[at..<at + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
