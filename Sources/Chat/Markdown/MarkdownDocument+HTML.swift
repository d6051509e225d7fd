internal import Outside

extension MarkdownDocument {
    /// The message as HTML for a mail. Nothing of it is taken over as it is: texts are encoded, addresses are those of the web
    /// and of mail only. Lines end without a tag; the page shows them as they stand.
    var html: String { html(blocks) }

    private func html(_ blocks: [Block]) -> String {
        blocks.map { block in
            switch block {
            case .paragraph(let lines): "<p style=\"white-space:pre-line\">\(Self.html(inlines(of: lines)))</p>"
            case .heading(let level, let line): "<h\(level)>\(Self.html(inlines(of: [line])))</h\(level)>"
            case .code(let lines):
                "<pre><code>\(lines.map { HTMLText.encoded(text(of: $0)) }.joined(separator: "\n"))</code></pre>"
            case .quote(let inner): "<blockquote>\(html(inner))</blockquote>"
            case .list(let isOrdered, let items):
                (isOrdered ? "<ol>" : "<ul>") + items.map { "<li>\(html($0))</li>" }.joined() + (isOrdered ? "</ol>" : "</ul>")
            case .table(let rows): "<table>\(rows.enumerated().map { row($0.element, isHead: $0.offset == 0) }.joined())</table>"
            case .rule: "<hr>"
            }
        }.joined()
    }

    private func row(_ cells: [Line], isHead: Bool) -> String {
        let tag = isHead ? "th" : "td"
        return "<tr>\(cells.map { "<\(tag)>\(Self.html(inlines(of: [$0])))</\(tag)>" }.joined())</tr>"
    }

    private static func html(_ inlines: [MarkdownInline]) -> String {
        inlines.map { inline in
            switch inline {
            case .text(let text): HTMLText.encoded(text)
            case .code(let text): "<code>\(HTMLText.encoded(text))</code>"
            case .strong(let inner): "<strong>\(html(inner))</strong>"
            case .emphasis(let inner): "<em>\(html(inner))</em>"
            case .struck(let inner): "<del>\(html(inner))</del>"
            case .link(let inner, let address): anchor(address, html(inner))
            case .address(let address, let text): anchor(address, HTMLText.encoded(text))
            case .image(let alt, let address, _):
                isSafe(address)
                    ? "<img alt=\"\(HTMLText.encoded(alt))\" src=\"\(HTMLText.encoded(address))\" style=\"max-width:100%\">"
                    : HTMLText.encoded(alt)
            case .lineBreak: "\n"
            }
        }.joined()
    }

    private static func anchor(_ address: String, _ html: String) -> String {
        isSafe(address) ? "<a href=\"\(HTMLText.encoded(address))\">\(html)</a>" : html
    }

    private static func isSafe(_ address: String) -> Bool {
        let small = address.lowercased()
        return ["http://", "https://", "mailto:"].contains { small.hasPrefix($0) }
    }
}
