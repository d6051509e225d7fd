internal import Outside

extension MarkdownDocument {
    /// The words alone, for where nothing can be shown in bold: paragraphs one after the other, tags of HTML taken out.
    var plainText: String {
        var text = ""
        append(blocks, to: &text, isTop: true)
        while text.last == " " || text.last == "\n" { text.removeLast() }
        return text
    }

    private func append(_ blocks: [Block], to text: inout String, isTop: Bool) {
        for block in blocks {
            switch block {
            case .paragraph(let lines): text += Self.plain(inlines(of: lines)) + (isTop ? " " : "")
            case .heading(_, let line): text += Self.plain(inlines(of: [line])) + (isTop ? " " : "")
            case .code(let lines): text += lines.map { self.text(of: $0) + "\n" }.joined()
            case .quote(let inner): append(inner, to: &text, isTop: false)
            case .list(_, let items): for item in items { append(item, to: &text, isTop: false) }
            case .table(let rows):
                for row in rows { text += row.map { Self.plain(inlines(of: [$0])) }.joined(separator: " ") + " " }
            case .rule: break
            }
        }
    }

    private static func plain(_ inlines: [MarkdownInline]) -> String {
        inlines.map { inline in
            switch inline {
            case .text(let text): HTMLText.decoded(withoutTags(text))
            case .code(let text), .address(_, let text): text
            case .strong(let inner), .emphasis(let inner), .struck(let inner), .link(let inner, _): plain(inner)
            case .image(let alt, _, _): alt
            case .lineBreak: "\n"
            }
        }.joined()
    }

    /// `<b>` and the like; a `<` that opens nothing stays.
    private static func withoutTags(_ text: String) -> String {
        guard text.contains("<"), text.contains(">") else { return text }
        var out = "", rest = text[...]
        while let open = rest.firstIndex(of: "<") {
            let after = rest.index(after: open)
            guard after < rest.endIndex, rest[after].isLetter || rest[after] == "/", let close = rest[open...].firstIndex(of: ">") else {
                out += rest[...open]
                rest = rest[after...]
                continue
            }
            out += rest[..<open]
            rest = rest[rest.index(after: close)...]
        }
        return out + rest
    }
}
