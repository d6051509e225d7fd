#if canImport(Glibc)
    internal import Glibc
#endif

/// A statement's values as libpq takes them, gathered in buffers that one connection uses over and over.
struct PostgresParameters {
    private var bytes: [UInt8] = []
    private var offsets: [Int] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []
    private var pointers: [UnsafePointer<CChar>?] = []

    private static let null = -1
    private static let text: Int32 = 0
    private static let binary: Int32 = 1

    /// Fills the buffers with `values` and lends them.
    mutating func withPointers<T>(
        _ values: [SQLValue], _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> T
    ) -> T {
        bytes.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        formats.removeAll(keepingCapacity: true)
        pointers.removeAll(keepingCapacity: true)
        for value in values { append(value) }
        return bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { text in
                for offset in offsets { pointers.append(offset == Self.null ? nil : text.baseAddress! + offset) }
                return pointers.withUnsafeBufferPointer { pointers in
                    lengths.withUnsafeBufferPointer { lengths in
                        formats.withUnsafeBufferPointer { body(pointers.baseAddress, lengths.baseAddress, $0.baseAddress) }
                    }
                }
            }
        }
    }

    private mutating func append(_ value: SQLValue) {
        let start = bytes.count
        switch value {
        case .null:
            offsets.append(Self.null)
            lengths.append(0)
            formats.append(Self.text)
            return
        case .bool(let value): bytes.append(UInt8(ascii: value ? "t" : "f"))
        case .integer(let value): append(value)
        case .real(let value): bytes.append(contentsOf: value.description.utf8)
        case .text(let value): append(text: value)
        case .json(let value): append(text: NUL.replaced(inJSON: value))
        case .list(let values): append(text: values.arrayLiteral)
        case .blob(let value): bytes.append(contentsOf: value)
        }
        offsets.append(start)
        lengths.append(Int32(bytes.count - start))
        if case .blob = value { formats.append(Self.binary) } else { formats.append(Self.text) }
        bytes.append(0)
    }

    /// libpq reads text up to the first NUL, so none may be inside.
    private mutating func append(text: String) {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        guard bytes[start...].contains(0) else { return }
        bytes.removeSubrange(start...)
        bytes.append(contentsOf: NUL.replaced(in: text).utf8)
    }

    private mutating func append(_ number: Int64) {
        let start = bytes.count
        var rest = number.magnitude
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        bytes[start...].reverse()
    }
}
