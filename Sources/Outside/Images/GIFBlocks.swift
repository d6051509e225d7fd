/// The blocks of a GIF, walked without decoding: how many frames there are and how large, so that a file which would unfold
/// to more than is allowed is refused before anything is unfolded. Every access is checked.
struct GIFBlocks {
    struct Frame {
        let left: Int
        let top: Int
        let width: Int
        let height: Int
        let isInterlaced: Bool
        /// Where the frame's own colours lie in the file; empty when it uses those of the whole.
        let palette: Range<Int>
        /// What stands before the frame: how long it shows, what is transparent.
        let preface: Range<Int>
        /// Where the compressed indices begin, with the number of bits first.
        let data: Int
        /// The colour that is none.
        let transparent: Int?
    }

    let width: Int
    let height: Int
    /// Everything up to the first block but the screen's size.
    let palette: Range<Int>
    private(set) var frames: [Frame] = []
    private(set) var end = 0
    let file: ByteView

    init?(_ bytes: [UInt8]) {
        file = ByteView(bytes)
        guard file.has("GIF8", at: 0), let width = file.little(6, 2), let height = file.little(8, 2), let flags = file.big(10, 1),
            width > 0, height > 0
        else { return nil }
        (self.width, self.height) = (width, height)
        palette = 13..<13 + (flags & 0x80 == 0 ? 0 : 3 << (flags & 7 + 1))
        guard palette.upperBound <= bytes.count else { return nil }
        walk(from: palette.upperBound)
    }

    /// Pixels of all frames and of the screen together.
    var pixelCount: Int { frames.reduce(width * height) { $0 + $1.width * $1.height } }

    /// Goes as far as the file is whole; what is cut off is not there.
    private mutating func walk(from start: Int) {
        var at = start, preface = start, transparent: Int?
        while let kind = file.big(at, 1), frames.count < 10_000 {
            end = at
            switch kind {
            case 0x21:
                if file.big(at + 1, 2) == 0xF904, let flags = file.big(at + 3, 1) {
                    transparent = flags & 1 == 1 ? file.big(at + 6, 1) : nil
                }
                guard let next = skip(at + 2) else { return }
                at = next
            case 0x2C:
                guard let frame = frame(at, preface..<at, transparent), let next = skip(frame.data + 1) else { return }
                frames.append(frame)
                (at, preface, transparent) = (next, next, nil)
            default: return
            }
        }
    }

    /// Behind the pieces that begin here.
    private func skip(_ start: Int) -> Int? {
        var at = start
        while let size = file.big(at, 1) {
            at += 1 + size
            if size == 0 { return at }
        }
        return nil
    }

    private func frame(_ at: Int, _ preface: Range<Int>, _ transparent: Int?) -> Frame? {
        guard let left = file.little(at + 1, 2), let top = file.little(at + 3, 2), let width = file.little(at + 5, 2),
            let height = file.little(at + 7, 2), let flags = file.big(at + 9, 1), width > 0, height > 0
        else { return nil }
        let palette = at + 10..<at + 10 + (flags & 0x80 == 0 ? 0 : 3 << (flags & 7 + 1))
        guard let bits = file.big(palette.upperBound, 1), (1...11).contains(bits) else { return nil }
        return Frame(
            left: left, top: top, width: width, height: height, isInterlaced: flags & 0x40 != 0, palette: palette, preface: preface,
            data: palette.upperBound, transparent: transparent)
    }

    /// The colour numbers of a frame, row by row from the top; zeros where the file ends early.
    func indices(of frame: Frame) -> [UInt8] {
        let read = LZWReader(file.bytes, at: frame.data).read(count: frame.width * frame.height)
        guard frame.isInterlaced else { return read }
        var rows = read, source = 0
        for (first, step) in [(0, 8), (4, 8), (2, 4), (1, 2)] {
            for row in stride(from: first, to: frame.height, by: step) {
                let from = source * frame.width
                rows.replaceSubrange(row * frame.width..<(row + 1) * frame.width, with: read[from..<from + frame.width])
                source += 1
            }
        }
        return rows
    }
}
