/// Cuts a text into blocks, line by line. Nesting has a limit, so that no message can exhaust the stack.
struct MarkdownBlocks {
    typealias Line = MarkdownDocument.Line
    typealias Block = MarkdownDocument.Block

    let bytes: [UInt8]
    let hasTables: Bool
    private(set) var references: [String: String] = [:]
    private static let depthLimit = 12

    init(bytes: [UInt8], hasTables: Bool) {
        self.bytes = bytes
        self.hasTables = hasTables
    }

    static func lines(of bytes: [UInt8]) -> [Line] {
        var lines: [Line] = [], start = 0
        for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            lines.append(start..<(place > start && bytes[place - 1] == 13 ? place - 1 : place))
            start = place + 1
        }
        lines.append(start..<bytes.count)
        return lines
    }

    mutating func blocks(of lines: [Line], depth: Int) -> [Block] {
        guard depth < Self.depthLimit else { return [.paragraph(lines.filter { !isBlank($0) })] }
        var blocks: [Block] = [], at = 0
        while at < lines.count {
            if isBlank(lines[at]) {
                at += 1
            } else {
                blocks += block(lines, &at, depth).map { [$0] } ?? []
            }
        }
        return blocks
    }

    private mutating func block(_ lines: [Line], _ at: inout Int, _ depth: Int) -> Block? {
        let line = lines[at], indent = indent(line)
        if indent >= 4 { return indentedCode(lines, &at) }
        if let fence = fence(line) { return fencedCode(lines, &at, fence) }
        if let (level, text) = heading(line) {
            at += 1
            return .heading(level: level, text)
        }
        if isRule(line) {
            at += 1
            return .rule
        }
        if quoted(line) != nil { return quote(lines, &at, depth) }
        if let marker = marker(line) { return list(lines, &at, marker, depth) }
        if hasTables, let table = table(lines, &at) { return table }
        if reads(reference: line) {
            at += 1
            return nil
        }
        return paragraph(lines, &at)
    }

    private func paragraph(_ lines: [Line], _ at: inout Int) -> Block {
        var own: [Line] = []
        repeat {
            own.append(own.isEmpty ? trimmedStart(lines[at]) : trimmedStart(lines[at]))
            at += 1
        } while at < lines.count && !isBlank(lines[at]) && !interrupts(lines[at])
        return .paragraph(own)
    }

    /// Whether a line ends the paragraph before it.
    private func interrupts(_ line: Line) -> Bool {
        guard indent(line) < 4 else { return false }
        return fence(line) != nil || heading(line) != nil || isRule(line) || quoted(line) != nil || marker(line) != nil
    }

    private func indentedCode(_ lines: [Line], _ at: inout Int) -> Block {
        var own: [Line] = []
        while at < lines.count, isBlank(lines[at]) || indent(lines[at]) >= 4 {
            own.append(dropping(4, from: lines[at]))
            at += 1
        }
        while let last = own.last, isBlank(last) { own.removeLast() }
        return .code(own)
    }

    private func fencedCode(_ lines: [Line], _ at: inout Int, _ fence: (mark: UInt8, length: Int)) -> Block {
        var own: [Line] = []
        at += 1
        while at < lines.count {
            let line = trimmedStart(lines[at])
            let run = bytes[line].prefix { $0 == fence.mark }.count
            if run >= fence.length, indent(lines[at]) < 4, isBlank(line.lowerBound + run..<line.upperBound) {
                at += 1
                break
            }
            own.append(lines[at])
            at += 1
        }
        return .code(own)
    }

    private mutating func quote(_ lines: [Line], _ at: inout Int, _ depth: Int) -> Block {
        var own: [Line] = []
        while at < lines.count {
            if let inner = quoted(lines[at]) {
                own.append(inner)
            } else if let last = own.last, !isBlank(lines[at]), !isBlank(last), !interrupts(lines[at]) {
                own.append(lines[at])
            } else {
                break
            }
            at += 1
        }
        return .quote(blocks(of: own, depth: depth + 1))
    }

    private mutating func list(_ lines: [Line], _ at: inout Int, _ first: Marker, _ depth: Int) -> Block {
        var items: [[Block]] = []
        while at < lines.count, indent(lines[at]) < 4, let marker = marker(lines[at]), marker.kind == first.kind, !isRule(lines[at]) {
            var own = [marker.content], isAfterBlank = false
            at += 1
            while at < lines.count {
                let line = lines[at]
                if isBlank(line) {
                    isAfterBlank = true
                    own.append(line)
                } else if indent(line) >= marker.width {
                    isAfterBlank = false
                    own.append(dropping(marker.width, from: line))
                } else if !isAfterBlank, !interrupts(line) {
                    own.append(line)
                } else {
                    break
                }
                at += 1
            }
            items.append(blocks(of: own, depth: depth + 1))
        }
        return .list(isOrdered: first.isOrdered, items: items)
    }

    private func table(_ lines: [Line], _ at: inout Int) -> Block? {
        guard at + 1 < lines.count, bytes[lines[at]].contains(UInt8(ascii: "|")) else { return nil }
        let rule = bytes[lines[at + 1]]
        guard rule.contains(UInt8(ascii: "-")), rule.contains(UInt8(ascii: "|")), rule.allSatisfy({ "|-: \t".utf8.contains($0) }) else {
            return nil
        }
        var rows = [cells(lines[at])]
        at += 2
        while at < lines.count, !isBlank(lines[at]), !interrupts(lines[at]) {
            rows.append(cells(lines[at]))
            at += 1
        }
        return .table(rows)
    }

    private func cells(_ line: Line) -> [Line] {
        var line = trimmed(line)
        if line.first.map({ bytes[$0] }) == UInt8(ascii: "|") { line = line.dropFirst(1) }
        if line.last.map({ bytes[$0] }) == UInt8(ascii: "|") { line = line.dropLast(1) }
        var cells: [Line] = [], start = line.lowerBound, isCode = false
        for place in line {
            if bytes[place] == UInt8(ascii: "`") { isCode.toggle() }
            guard bytes[place] == UInt8(ascii: "|"), !isCode, place == start || bytes[place - 1] != UInt8(ascii: "\\") else { continue }
            cells.append(trimmed(start..<place))
            start = place + 1
        }
        return cells + [trimmed(start..<line.upperBound)]
    }

    private mutating func reads(reference line: Line) -> Bool {
        let text = trimmed(line)
        guard text.first.map({ bytes[$0] }) == UInt8(ascii: "["), let close = bytes[text].firstIndex(of: UInt8(ascii: "]")),
            close > text.lowerBound + 1, close + 1 < text.upperBound, bytes[close + 1] == UInt8(ascii: ":")
        else { return false }
        let rest = trimmed(close + 2..<text.upperBound)
        let address = bytes[rest].prefix { $0 > 0x20 }
        guard !address.isEmpty else { return false }
        let label = String(decoding: bytes[text.lowerBound + 1..<close], as: UTF8.self).lowercased()
        var target = String(decoding: address, as: UTF8.self)
        if target.hasPrefix("<"), target.hasSuffix(">") { target = String(target.dropFirst().dropLast()) }
        if references[label] == nil { references[label] = target }
        return true
    }
}

extension MarkdownBlocks {
    /// The beginning of a list's item.
    struct Marker {
        let kind: UInt8
        let isOrdered: Bool
        /// How far its further lines are indented.
        let width: Int
        let content: Line
    }

    private func marker(_ line: Line) -> Marker? {
        let text = trimmedStart(line)
        guard let first = text.first else { return nil }
        var after = first + 1, kind = bytes[first]
        if (0x30...0x39).contains(kind) {
            let digits = bytes[text].prefix { (0x30...0x39).contains($0) }.count
            guard digits <= 9, first + digits < text.upperBound else { return nil }
            kind = bytes[first + digits]
            guard kind == UInt8(ascii: ".") || kind == UInt8(ascii: ")") else { return nil }
            after = first + digits + 1
        } else if !"-*+".utf8.contains(kind) {
            return nil
        }
        let content = trimmedStart(after..<text.upperBound)
        guard after < text.upperBound, content.lowerBound > after else { return nil }
        let gap = min(content.lowerBound - after, 4)
        return Marker(kind: kind, isOrdered: after > first + 1, width: indent(line) + after - first + gap, content: content)
    }

    private func fence(_ line: Line) -> (mark: UInt8, length: Int)? {
        let text = trimmedStart(line)
        guard let mark = text.first.map({ bytes[$0] }), mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
        let length = bytes[text].prefix { $0 == mark }.count
        guard length >= 3, mark == UInt8(ascii: "~") || !bytes[text.dropFirst(length)].contains(mark) else { return nil }
        return (mark, length)
    }

    private func heading(_ line: Line) -> (Int, Line)? {
        let text = trimmedStart(line), level = bytes[text].prefix { $0 == UInt8(ascii: "#") }.count
        guard (1...6).contains(level) else { return nil }
        let rest = text.dropFirst(level)
        guard rest.isEmpty || bytes[rest.lowerBound] == 0x20 || bytes[rest.lowerBound] == 9 else { return nil }
        var end = trimmed(rest)
        while let last = end.last, bytes[last] == UInt8(ascii: "#") { end = end.dropLast(1) }
        return (level, trimmed(end))
    }

    private func isRule(_ line: Line) -> Bool {
        let marks = bytes[line].filter { $0 != 0x20 && $0 != 9 }
        guard marks.count >= 3, let first = marks.first, "-*_".utf8.contains(first) else { return false }
        return marks.allSatisfy { $0 == first }
    }

    private func quoted(_ line: Line) -> Line? {
        let text = trimmedStart(line)
        guard text.first.map({ bytes[$0] }) == UInt8(ascii: ">") else { return nil }
        let rest = text.dropFirst(1)
        return rest.first.map({ bytes[$0] }) == 0x20 ? rest.dropFirst(1) : rest
    }

    private func isBlank(_ line: Line) -> Bool { bytes[line].allSatisfy { $0 == 0x20 || $0 == 9 || $0 == 13 } }

    private func indent(_ line: Line) -> Int {
        var columns = 0
        for byte in bytes[line] {
            switch byte {
            case 0x20: columns += 1
            case 9: columns += 4 - columns % 4
            default: return columns
            }
        }
        return columns
    }

    private func dropping(_ columns: Int, from line: Line) -> Line {
        var left = columns, start = line.lowerBound
        while start < line.upperBound, left > 0, bytes[start] == 0x20 || bytes[start] == 9 {
            left -= bytes[start] == 9 ? 4 : 1
            start += 1
        }
        return start..<line.upperBound
    }

    private func trimmedStart(_ line: Line) -> Line {
        line.dropFirst(bytes[line].prefix { $0 == 0x20 || $0 == 9 }.count)
    }

    private func trimmed(_ line: Line) -> Line {
        var line = trimmedStart(line)
        while let last = line.last, bytes[last] == 0x20 || bytes[last] == 9 { line = line.dropLast(1) }
        return line
    }
}
