/// Reads the tags of a page one after the other, without building a tree: bytes in, tags out, whatever the bytes are. A page
/// of a stranger is read with it, so it never goes back and never holds more than one tag.
public struct HTMLTags: Sequence, IteratorProtocol {
    /// A start tag. Names are in small letters; of two attributes of one name the first counts.
    public struct Tag: Equatable, Sendable {
        public var name = ""
        public var attributes: [(name: String, value: String)] = []
        public subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
        public static func == (one: Tag, other: Tag) -> Bool {
            one.name == other.name && one.attributes.elementsEqual(other.attributes) { $0 == $1 }
        }
    }

    private let bytes: [UInt8]
    private var at = 0
    /// More are read over: no page needs them.
    private static let attributeLimit = 64
    private static let rawText: Set<String> = ["script", "style", "textarea", "title", "noscript", "xmp", "iframe", "noembed", "noframes"]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public mutating func next() -> Tag? {
        while let open = find(UInt8(ascii: "<"), from: at) {
            at = open + 1
            guard let byte = peek else { return nil }
            switch byte {
            case UInt8(ascii: "!"): skipDeclaration()
            case UInt8(ascii: "?"), UInt8(ascii: "/"): at = find(UInt8(ascii: ">"), from: at).map { $0 + 1 } ?? bytes.count
            case _ where Self.isLetter(byte):
                let tag = readTag()
                if Self.rawText.contains(tag.name) { skipRawText(of: tag.name) }
                return tag
            default: break
            }
        }
        return nil
    }

    private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    private func find(_ byte: UInt8, from start: Int) -> Int? {
        start < bytes.count ? bytes[start...].firstIndex(of: byte) : nil
    }

    private mutating func skipDeclaration() {
        guard at + 2 < bytes.count, bytes[at + 1] == UInt8(ascii: "-"), bytes[at + 2] == UInt8(ascii: "-") else {
            at = find(UInt8(ascii: ">"), from: at).map { $0 + 1 } ?? bytes.count
            return
        }
        at += 3
        while let close = find(UInt8(ascii: ">"), from: at) {
            let isEnd = close >= 2 && bytes[close - 1] == UInt8(ascii: "-") && bytes[close - 2] == UInt8(ascii: "-")
            at = close + 1
            if isEnd { return }
        }
        at = bytes.count
    }

    private mutating func skipRawText(of name: String) {
        let end = Array(name.utf8)
        while let open = find(UInt8(ascii: "<"), from: at) {
            at = open + 1
            guard peek == UInt8(ascii: "/"), at + end.count < bytes.count else { continue }
            if zip(bytes[(at + 1)...], end).allSatisfy({ Self.small($0) == $1 }) {
                at = find(UInt8(ascii: ">"), from: at).map { $0 + 1 } ?? bytes.count
                return
            }
        }
        at = bytes.count
    }

    private mutating func readTag() -> Tag {
        var tag = Tag()
        tag.name = word { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") && !Self.isBlank($0) }.lowercased()
        while let byte = peek {
            if byte == UInt8(ascii: ">") {
                at += 1
                break
            }
            if Self.isBlank(byte) || byte == UInt8(ascii: "/") {
                at += 1
                continue
            }
            let attribute = readAttribute()
            if tag.attributes.count < Self.attributeLimit, tag[attribute.name] == nil { tag.attributes.append(attribute) }
        }
        return tag
    }

    private mutating func readAttribute() -> (name: String, value: String) {
        let start = at
        let name = word { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") && !Self.isBlank($0) }.lowercased()
        if at == start { at += 1 }  // a lone "=": always forward
        skipBlanks()
        guard peek == UInt8(ascii: "=") else { return (name, "") }
        at += 1
        skipBlanks()
        guard let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            return (name, HTMLText.decoded(word { $0 != UInt8(ascii: ">") && !Self.isBlank($0) }))
        }
        at += 1
        let value = word { $0 != quote }
        at = Swift.min(at + 1, bytes.count)
        return (name, HTMLText.decoded(value))
    }

    private mutating func word(_ belongs: (UInt8) -> Bool) -> String {
        let start = at
        while at < bytes.count, belongs(bytes[at]) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func skipBlanks() {
        while let byte = peek, Self.isBlank(byte) { at += 1 }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    private static func small(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
