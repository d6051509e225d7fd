extension UnsafeRawBufferPointer {
    /// Whether one of three bytes is there. Most messages hold none of the signs that make a link or an emoji: eight bytes are
    /// looked at together, and only a text that has one is read closely.
    func has(_ first: UInt8, or second: UInt8, or third: UInt8) -> Bool {
        guard let start = baseAddress else { return false }
        let ones: UInt64 = 0x0101_0101_0101_0101, tops: UInt64 = 0x8080_8080_8080_8080
        let wanted = (ones &* UInt64(first), ones &* UInt64(second), ones &* UInt64(third))
        var index = 0
        while index + 8 <= count {
            let block = start.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let a = block ^ wanted.0, b = block ^ wanted.1, c = block ^ wanted.2  // a byte that is found is zero in one of them
            if ((a &- ones) & ~a | (b &- ones) & ~b | (c &- ones) & ~c) & tops != 0 { return true }
            index += 8
        }
        while index < count {
            if self[index] == first || self[index] == second || self[index] == third { return true }
            index += 1
        }
        return false
    }
}
