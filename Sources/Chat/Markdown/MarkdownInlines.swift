/// Reads the text of a paragraph: code, emphasis, links, pictures, addresses. Brackets are matched once before, and runs of
/// marks that could be emphasis are limited in number, so the time grows with the length only.
struct MarkdownInlines {
    let bytes: [UInt8]
    /// Where each byte stands in the message.
    let origins: [Int]
    let references: [String: String]
    private var at = 0
    private var end: Int
    private var nodes: [Node] = []
    private var plain: [UInt8] = []
    private var marks = 0
    /// The bracket that closes one, by its place.
    private let closings: [Int: Int]
    private let depth: Int
    private static let markLimit = 400
    private static let depthLimit = 8
    /// Longer addresses are text.
    private static let addressLimit = 2_048

    private enum Node {
        case done(MarkdownInline)
        case run(mark: UInt8, count: Int, opens: Bool, closes: Bool)
    }

    init(bytes: [UInt8], origins: [Int], references: [String: String]) {
        self.init(bytes, origins, references, closings: Self.closings(in: bytes), range: 0..<bytes.count, depth: 0)
    }

    private init(
        _ bytes: [UInt8], _ origins: [Int], _ references: [String: String], closings: [Int: Int], range: Range<Int>, depth: Int
    ) {
        (self.bytes, self.origins, self.references, self.closings) = (bytes, origins, references, closings)
        (at, end, self.depth) = (range.lowerBound, range.upperBound, depth)
    }

    mutating func all() -> [MarkdownInline] {
        while at < end { step() }
        flush()
        return Self.emphasized(nodes)
    }

    private mutating func step() {
        switch bytes[at] {
        case UInt8(ascii: "\\") where at + 1 < end && Self.isPunctuation(bytes[at + 1]):
            plain.append(bytes[at + 1])
            at += 2
        case UInt8(ascii: "`"): readCode()
        case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): readMarks()
        case UInt8(ascii: "!") where at + 1 < end && bytes[at + 1] == UInt8(ascii: "[") && readLink(from: at + 1, isImage: true): break
        case UInt8(ascii: "[") where readLink(from: at, isImage: false): break
        case UInt8(ascii: "<") where readBracketedAddress(): break
        case UInt8(ascii: "\n"):
            flush()
            nodes.append(.done(.lineBreak))
            at += 1
        case let byte where Self.mayBeginAddress(byte) && readAddress(): break
        default:
            plain.append(bytes[at])
            at += 1
        }
    }

    private mutating func flush() {
        guard !plain.isEmpty else { return }
        nodes.append(.done(.text(String(decoding: plain, as: UTF8.self))))
        plain = []
    }

    private mutating func add(_ inline: MarkdownInline) {
        flush()
        nodes.append(.done(inline))
    }

    private mutating func readCode() {
        let length = bytes[at..<end].prefix { $0 == UInt8(ascii: "`") }.count
        guard let close = Self.codeEnd(in: bytes, from: at + length, to: end, length: length) else {
            plain += bytes[at..<at + length]
            at += length
            return
        }
        add(.code(String(decoding: bytes[at + length..<close], as: UTF8.self)))
        at = close + length
    }

    private mutating func readMarks() {
        let mark = bytes[at], count = bytes[at..<end].prefix { $0 == mark }.count
        let before = at > 0 ? bytes[at - 1] : 0x20, after = at + count < bytes.count ? bytes[at + count] : 0x20
        var opens = !Self.isBlank(after) && (!Self.isPunctuation(after) || Self.isBlank(before) || Self.isPunctuation(before))
        var closes = !Self.isBlank(before) && (!Self.isPunctuation(before) || Self.isBlank(after) || Self.isPunctuation(after))
        if mark == UInt8(ascii: "_") {
            (opens, closes) = (opens && !Self.isWord(before), closes && !Self.isWord(after))
        }
        marks += 1
        if marks > Self.markLimit || mark == UInt8(ascii: "~") && count != 2 || !opens && !closes {
            plain += bytes[at..<at + count]
        } else {
            flush()
            nodes.append(.run(mark: mark, count: count, opens: opens, closes: closes))
        }
        at += count
    }

    /// `[text](address "title")`, `[text][label]`, `[label]`, and the same with `!` before.
    private mutating func readLink(from open: Int, isImage: Bool) -> Bool {
        guard depth < Self.depthLimit, let close = closings[open], close < end else { return false }
        let inner = open + 1..<close
        var address: String?, place: Range<Int>?, next = close + 1
        if next < end, bytes[next] == UInt8(ascii: "("), let target = target(after: next) {
            address = String(decoding: bytes[target.address], as: UTF8.self)
            place = target.address.isEmpty ? nil : origins[target.address.lowerBound]..<origins[target.address.upperBound - 1] + 1
            next = target.end
        } else if next < end, bytes[next] == UInt8(ascii: "["), let labelEnd = closings[next], labelEnd < end {
            let label = next + 1 == labelEnd ? inner : next + 1..<labelEnd
            address = references[String(decoding: bytes[label], as: UTF8.self).lowercased()]
            next = labelEnd + 1
        } else {
            address = references[String(decoding: bytes[inner], as: UTF8.self).lowercased()]
        }
        guard let address else { return false }
        if isImage {
            add(.image(alt: String(decoding: bytes[inner], as: UTF8.self), address: address, place: place))
        } else {
            var parser = MarkdownInlines(bytes, origins, references, closings: closings, range: inner, depth: depth + 1)
            add(.link(parser.all(), address: address))
        }
        at = next
        return true
    }

    /// The address between parentheses, which may hold balanced ones itself; a title or a size may follow.
    private func target(after open: Int) -> (address: Range<Int>, end: Int)? {
        var place = skipBlanks(from: open + 1), level = 0
        var start = place
        let isBracketed = place < end && bytes[place] == UInt8(ascii: "<")
        if isBracketed { (place, start) = (place + 1, place + 1) }
        while place < min(end, start + Self.addressLimit), bytes[place] > 0x20 {
            if isBracketed, bytes[place] == UInt8(ascii: ">") { break }
            if !isBracketed, bytes[place] == UInt8(ascii: "(") {
                level += 1
                if level > Self.depthLimit { return nil }
            }
            if !isBracketed, bytes[place] == UInt8(ascii: ")") {
                if level == 0 { break }
                level -= 1
            }
            place += 1
        }
        let address = start..<place
        if isBracketed { place = min(place + 1, end) }
        place = skipBlanks(from: place)
        if place < end, bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'") {
            guard let quote = bytes[(place + 1)..<min(end, place + Self.addressLimit)].firstIndex(of: bytes[place]) else { return nil }
            place = skipBlanks(from: quote + 1)
        }
        if place < end, bytes[place] == UInt8(ascii: "=") {  // a picture's size
            while place < end, bytes[place] != UInt8(ascii: ")"), bytes[place] > 0x20 { place += 1 }
            place = skipBlanks(from: place)
        }
        return place < end && bytes[place] == UInt8(ascii: ")") ? (address, place + 1) : nil
    }

    private func skipBlanks(from start: Int) -> Int {
        var place = start
        while place < end, Self.isBlank(bytes[place]) { place += 1 }
        return place
    }

    private mutating func readBracketedAddress() -> Bool {
        guard at + 1 < end, Self.mayBeginAddress(bytes[at + 1]),
            let close = bytes[at..<min(end, at + Self.addressLimit)].firstIndex(of: UInt8(ascii: ">"))
        else { return false }
        let text = String(decoding: bytes[at + 1..<close], as: UTF8.self)
        guard !text.utf8.contains(where: { $0 <= 0x20 }), Self.schemes.contains(where: { text.lowercased().hasPrefix($0) }) else {
            return false
        }
        add(.address(text, text: text))
        at = close + 1
        return true
    }

    private mutating func readAddress() -> Bool {
        if at > 0, Self.isWord(bytes[at - 1]) { return false }
        let start = String(decoding: bytes[at..<min(at + 8, end)], as: UTF8.self).lowercased()
        guard let scheme = Self.schemes.first(where: { start.hasPrefix($0) }) else { return false }
        var stop = at
        while stop < min(end, at + Self.addressLimit), bytes[stop] > 0x20, bytes[stop] != UInt8(ascii: "<") { stop += 1 }
        while stop > at, Self.isDangling(bytes[stop - 1]) || isUnbalanced(at..<stop) { stop -= 1 }
        guard stop > at + scheme.utf8.count else { return false }
        let text = String(decoding: bytes[at..<stop], as: UTF8.self)
        add(.address(scheme == "www." ? "http://" + text : text, text: text))
        at = stop
        return true
    }

    private func isUnbalanced(_ range: Range<Int>) -> Bool {
        guard bytes[range.upperBound - 1] == UInt8(ascii: ")") else { return false }
        return bytes[range].count { $0 == UInt8(ascii: ")") } > bytes[range].count { $0 == UInt8(ascii: "(") }
    }
}

extension MarkdownInlines {
    private static let schemes = ["http://", "https://", "ftp://", "mailto:", "tel:", "www."]

    private static func mayBeginAddress(_ byte: UInt8) -> Bool { "hfmtw".utf8.contains(byte | 0x20) }
    private static func isDangling(_ byte: UInt8) -> Bool { "?!.,:;*_~'\"]}|".utf8.contains(byte) }
    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) }
    private static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }
    private static func isPunctuation(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F && !isWord(byte) }

    private static func codeEnd(in bytes: [UInt8], from start: Int, to end: Int, length: Int) -> Int? {
        var place = start
        while place < end, let tick = bytes[place..<end].firstIndex(of: UInt8(ascii: "`")) {
            let run = bytes[tick..<end].prefix { $0 == UInt8(ascii: "`") }.count
            if run == length { return tick }
            place = tick + run
        }
        return nil
    }

    /// Pairs of brackets, without those in code or behind a backslash.
    private static func closings(in bytes: [UInt8]) -> [Int: Int] {
        guard bytes.contains(UInt8(ascii: "[")) else { return [:] }
        var closings: [Int: Int] = [:], open: [Int] = [], at = 0
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\\"): at += 1
            case UInt8(ascii: "`"):
                let length = bytes[at...].prefix { $0 == UInt8(ascii: "`") }.count
                at = (codeEnd(in: bytes, from: at + length, to: bytes.count, length: length) ?? at) + length - 1
            case UInt8(ascii: "["): open.append(at)
            case UInt8(ascii: "]"): if let start = open.popLast() { closings[start] = at }
            default: break
            }
            at += 1
        }
        return closings
    }

    /// Pairs runs of marks: a closing run takes the nearest opening one of its kind.
    private static func emphasized(_ nodes: [Node]) -> [MarkdownInline] {
        var stack: [Node] = []
        for node in nodes {
            guard case .run(let mark, var count, let opens, let closes) = node else {
                stack.append(node)
                continue
            }
            while closes, count > 0, let place = opener(of: mark, in: stack), case .run(_, let has, _, _) = stack[place] {
                let used = mark == UInt8(ascii: "~") ? 2 : min(has, count, 2)
                let inner = stack[(place + 1)...].map(plain)
                stack.removeSubrange(place...)
                if has > used { stack.append(.run(mark: mark, count: has - used, opens: true, closes: false)) }
                stack.append(.done(mark == UInt8(ascii: "~") ? .struck(inner) : used == 2 ? .strong(inner) : .emphasis(inner)))
                count -= used
            }
            if count > 0 { stack.append(.run(mark: mark, count: count, opens: opens, closes: closes)) }
        }
        return stack.map(plain)
    }

    private static func opener(of mark: UInt8, in stack: [Node]) -> Int? {
        stack.lastIndex { if case .run(mark, _, true, _) = $0 { true } else { false } }
    }

    private static func plain(_ node: Node) -> MarkdownInline {
        switch node {
        case .done(let inline): inline
        case .run(let mark, let count, _, _): .text(String(decoding: [UInt8](repeating: mark, count: count), as: UTF8.self))
        }
    }
}
