/// The compression of GIF, read.
struct LZWReader {
    private let bytes: [UInt8]
    private let bits: Int
    private var at: Int
    private var left = 0
    private var pool = 0
    private var pooled = 0

    /// `start` is where the number of bits stands; the pieces follow.
    init(_ bytes: [UInt8], at start: Int) {
        self.bytes = bytes
        bits = start < bytes.count ? Int(bytes[start]) : 1
        at = start + 1
    }

    private mutating func next(_ size: Int) -> Int? {
        while pooled < size {
            if left == 0 {
                guard at < bytes.count, bytes[at] > 0 else { return nil }
                left = Int(bytes[at])
                at += 1
            }
            guard at < bytes.count else { return nil }
            pool |= Int(bytes[at]) << pooled
            (pooled, at, left) = (pooled + 8, at + 1, left - 1)
        }
        defer { (pool, pooled) = (pool >> size, pooled - size) }
        return pool & ((1 << size) - 1)
    }

    /// Exactly `count` numbers; zeros where the data ends early or makes no sense any more.
    consuming func read(count: Int) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: count), filled = 0
        let clear = 1 << bits
        var prefix = [Int16](repeating: -1, count: 4096), suffix = [UInt8](repeating: 0, count: 4096), word: [UInt8] = []
        var size = bits + 1, known = clear + 2, previous = -1, first: UInt8 = 0
        while filled < count, let code = next(size), code != clear + 1 {
            if code == clear {
                (size, known, previous) = (bits + 1, clear + 2, -1)
                continue
            }
            guard code < clear || (previous >= 0 && code <= known) else { break }
            word.removeAll(keepingCapacity: true)
            var entry = code
            if code == known { (entry, word) = (previous, [first]) }
            while entry >= clear {
                word.append(suffix[entry])
                entry = Int(prefix[entry])
            }
            guard entry >= 0 else { break }
            first = UInt8(truncatingIfNeeded: entry)
            word.append(first)
            for byte in word.reversed() where filled < count {
                out[filled] = byte
                filled += 1
            }
            if previous >= 0, known < 4096 {
                (prefix[known], suffix[known]) = (Int16(previous), first)
                known += 1
                if known == 1 << size, size < 12 { size += 1 }
            }
            previous = code
        }
        return out
    }
}

/// The compression of GIF, written.
struct LZWWriter {
    private var out: [UInt8]
    private var piece: [UInt8] = []
    private var pool = 0
    private var pooled = 0

    /// The number of bits, the pieces and the empty piece that ends them. `bits` is 2 to 8.
    static func pieces(of indices: [UInt8], bits: Int) -> [UInt8] {
        var writer = LZWWriter(out: [UInt8(bits)])
        let clear = 1 << bits
        var words: [Int: Int] = [:], known = clear + 2, size = bits + 1, word = -1
        writer.put(clear, size)
        for index in indices {
            guard word >= 0 else { word = Int(index); continue }
            if let longer = words[word << 8 | Int(index)] { word = longer; continue }
            writer.put(word, size)
            words[word << 8 | Int(index)] = known
            if known == 1 << size, size < 12 { size += 1 }
            known += 1
            if known == 4096 {
                writer.put(clear, size)
                (words, known, size) = ([:], clear + 2, bits + 1)
            }
            word = Int(index)
        }
        if word >= 0 { writer.put(word, size) }
        writer.put(clear + 1, known == 1 << size && size < 12 ? size + 1 : size)
        return writer.finish()
    }

    private init(out: [UInt8]) { self.out = out }

    private mutating func put(_ code: Int, _ size: Int) {
        pool |= code << pooled
        pooled += size
        while pooled >= 8 { shift() }
    }

    private mutating func shift() {
        piece.append(UInt8(truncatingIfNeeded: pool))
        (pool, pooled) = (pool >> 8, max(0, pooled - 8))
        if piece.count == 255 { flush() }
    }

    private mutating func flush() {
        guard !piece.isEmpty else { return }
        out.append(UInt8(piece.count))
        out += piece
        piece = []
    }

    private mutating func finish() -> [UInt8] {
        if pooled > 0 { shift() }
        flush()
        return out + [0]
    }
}
