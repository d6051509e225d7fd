extension UnsafeRawBufferPointer {
    /// Whether one of three bytes is there.
    func has(_ first: UInt8, or second: UInt8, or third: UInt8) -> Bool { next(first, or: second, or: third, from: 0) != nil }

    /// Where one of three bytes comes next. Most messages hold few of the signs that make a link or an emoji: eight bytes are
    /// looked at together, and only what stands at such a sign is read closely.
    func next(_ first: UInt8, or second: UInt8, or third: UInt8, from begin: Int) -> Int? {
        guard let start = baseAddress else { return nil }
        let ones: UInt64 = 0x0101_0101_0101_0101, tops: UInt64 = 0x8080_8080_8080_8080
        let wanted = (ones &* UInt64(first), ones &* UInt64(second), ones &* UInt64(third))
        var index = begin
        while index + 8 <= count {
            let block = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let a = block ^ wanted.0, b = block ^ wanted.1, c = block ^ wanted.2  // a byte that is found is zero in one of them
            // A borrow may mark bytes behind one that is found, never one before it: the first mark is true.
            let marks = ((a &- ones) & ~a | (b &- ones) & ~b | (c &- ones) & ~c) & tops
            if marks != 0 { return index + marks.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < count {
            if self[index] == first || self[index] == second || self[index] == third { return index }
            index += 1
        }
        return nil
    }
}
