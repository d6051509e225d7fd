/// Bytes that grow by appending, without the checks an array makes at every append: for the one answer that is written
/// most often. Owned by one function.
struct ByteSink: ~Copyable {
    private var start: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        start = .allocate(capacity: capacity)
    }

    deinit { start.deallocate() }

    /// What was appended between two counts; valid until the next append.
    func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: start + range.lowerBound, count: range.count)
    }

    @inline(__always)
    private mutating func reserve(_ more: Int) { if count + more > capacity { grow(more) } }

    private mutating func grow(_ more: Int) {
        capacity = max(2 * capacity, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: start, count: count)
        start.deallocate()
        start = larger
    }

    @inline(__always)
    mutating func append(_ text: StaticString) {
        let length = text.utf8CodeUnitCount
        reserve(length)
        (start + count).update(from: text.utf8Start, count: length)
        count += length
    }

    @inline(__always)
    mutating func append(_ text: UnsafeRawBufferPointer) {
        guard let source = text.bindMemory(to: UInt8.self).baseAddress else { return }
        reserve(text.count)
        (start + count).update(from: source, count: text.count)
        count += text.count
    }

    /// What was appended before, once more.
    mutating func append(again range: Range<Int>) {
        reserve(range.count)
        (start + count).update(from: start + range.lowerBound, count: range.count)
        count += range.count
    }

    /// The text as it stands in a JSON string, between quotes that the caller writes.
    mutating func appendEscaped(_ text: UnsafeRawBufferPointer) {
        guard let source = text.baseAddress else { return }
        reserve(6 * text.count)
        var at = start + count, index = 0
        while index + 8 <= text.count {
            let block = source.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if Self.needsNoEscape(block) {
                UnsafeMutableRawPointer(at).storeBytes(of: block, as: UInt64.self)
                at += 8
            } else {
                for offset in index..<index + 8 { Self.put(text[offset], &at) }
            }
            index += 8
        }
        while index < text.count { Self.put(text[index], &at); index += 1 }
        count = at - start
    }

    /// Eight bytes at once: none is a control character, a quote or a backslash. The sum borrows only out of a byte that is
    /// found anyway, so it errs only towards looking closer.
    @inline(__always)
    private static func needsNoEscape(_ block: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101, tops: UInt64 = 0x8080_8080_8080_8080
        let quotes = block ^ (ones &* UInt64(UInt8(ascii: "\""))), slashes = block ^ (ones &* UInt64(UInt8(ascii: "\\")))
        let controls = (block &- ones &* 0x20) & ~block
        return (controls | (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes) & tops == 0
    }

    @inline(__always)
    private static func put(_ byte: UInt8, _ at: inout UnsafeMutablePointer<UInt8>) {
        if byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") {
            at.pointee = byte
            at += 1
        } else {
            at = escape(byte, at)
        }
    }

    private static func escape(_ byte: UInt8, _ at: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        at[0] = UInt8(ascii: "\\")
        let letter: UInt8? =
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
            case 0x0A: UInt8(ascii: "n")
            case 0x0D: UInt8(ascii: "r")
            case 0x09: UInt8(ascii: "t")
            default: nil
            }
        if let letter { at[1] = letter; return at + 2 }
        func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
        at[1] = UInt8(ascii: "u"); at[2] = 0x30; at[3] = 0x30
        at[4] = digit(byte >> 4); at[5] = digit(byte & 15)
        return at + 6
    }

    @inline(__always)
    mutating func append(_ number: Int64) {
        reserve(20)
        if number >= 0 && number < 10 {
            start[count] = 0x30 + UInt8(number)
            count += 1
            return
        }
        appendLong(number)
    }

    /// Two digits at a time, from the end: nearly all are times of thirteen digits.
    private mutating func appendLong(_ number: Int64) {
        if number < 0 { start[count] = UInt8(ascii: "-"); count += 1 }
        var rest = number.magnitude, length = 1, power: UInt64 = 10
        while rest >= power { length += 1; power &*= 10 }  // the largest has 19 digits, and 10 to the 19th still fits
        var at = start + count + length
        while rest >= 10 {
            let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100), tens = pair / 10
            at -= 2
            at[0] = 0x30 + UInt8(truncatingIfNeeded: tens)
            at[1] = 0x30 + UInt8(truncatingIfNeeded: pair - 10 * tens)
            rest = quotient
        }
        if at > start + count { at[-1] = 0x30 + UInt8(truncatingIfNeeded: rest) }
        count += length
    }
}
