@inline(__always) func lowercased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

@inline(__always) func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
}

/// Each percent sign is followed by two hexadecimal digits.
func hasValidEscapes(_ bytes: ArraySlice<UInt8>) -> Bool {
    var index = bytes.startIndex
    while index < bytes.endIndex {
        if bytes[index] == UInt8(ascii: "%") {
            guard index + 2 < bytes.endIndex, hexValue(bytes[index + 1]) != nil, hexValue(bytes[index + 2]) != nil else { return false }
            index += 2
        }
        index += 1
    }
    return true
}

/// The text behind percent escapes; what is no UTF-8 becomes U+FFFD, a broken escape stays as it is.
func percentDecoded(bytes: ArraySlice<UInt8>) -> String { decoded(bytes, plusIsSpace: false) }

/// The same for forms and queries, where `+` is a space.
func formDecoded(_ bytes: ArraySlice<UInt8>) -> String { decoded(bytes, plusIsSpace: true) }

private func decoded(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool) -> String {
    let plus = UInt8(ascii: "+"), percent = UInt8(ascii: "%")
    guard bytes.contains(where: { $0 == percent || (plusIsSpace && $0 == plus) }) else { return String(decoding: bytes, as: UTF8.self) }
    var plain: [UInt8] = [], index = bytes.startIndex
    plain.reserveCapacity(bytes.count)
    while index < bytes.endIndex {
        let byte = bytes[index]
        if byte == percent, index + 2 < bytes.endIndex, let high = hexValue(bytes[index + 1]), let low = hexValue(bytes[index + 2]) {
            plain.append(high << 4 | low)
            index += 3
        } else {
            plain.append(plusIsSpace && byte == plus ? 0x20 : byte)
            index += 1
        }
    }
    return String(decoding: plain, as: UTF8.self)
}

extension [UInt8] {
    /// Appends a text; faster than going through its characters one by one.
    @inline(__always) mutating func append(text: String) {
        var text = text
        text.withUTF8 { append(contentsOf: $0) }
    }

    @inline(__always) mutating func append(static text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends a number in decimal digits, without a `String`.
    mutating func append(decimal number: Int64) {
        if number < 0 { append(UInt8(ascii: "-")) }
        var rest = number.magnitude, digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
        Swift.withUnsafeMutableBytes(of: &digits) { buffer in
            var start = buffer.count
            repeat {
                start -= 1
                buffer[start] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            append(contentsOf: buffer[start...])
        }
    }
}
