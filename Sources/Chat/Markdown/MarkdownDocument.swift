/// A message as Markdown: its blocks, whose text is read when somebody asks for it. A pure reading of bytes; what is no
/// Markdown is text. Every position is a place in the message itself, so that a part can be replaced there.
struct MarkdownDocument {
    /// A stretch of one line, without what its containers put before it.
    typealias Line = Range<Int>

    indirect enum Block {
        case paragraph([Line])
        case heading(level: Int, Line)
        case code([Line])
        case quote([Block])
        case list(isOrdered: Bool, items: [[Block]])
        case table([[Line]])
        case rule
    }

    let bytes: [UInt8]
    private(set) var blocks: [Block] = []
    /// What `[label]: address` said, by the label in small letters.
    private(set) var references: [String: String] = [:]

    /// `hasTables`: whether lines with bars are a table or text.
    init(_ text: String, hasTables: Bool = true) {
        bytes = Array(text.utf8)
        var blocksOfText = MarkdownBlocks(bytes: bytes, hasTables: hasTables)
        blocks = blocksOfText.blocks(of: MarkdownBlocks.lines(of: bytes), depth: 0)
        references = blocksOfText.references
    }

    /// The text of some lines with its emphasis, links and pictures.
    func inlines(of lines: [Line]) -> [MarkdownInline] {
        var source: [UInt8] = [], origins: [Int] = []
        for (number, line) in lines.enumerated() {
            if number > 0 {
                source.append(UInt8(ascii: "\n"))
                origins.append(line.lowerBound)
            }
            source += bytes[line]
            origins += line
        }
        var parser = MarkdownInlines(bytes: source, origins: origins, references: references)
        return parser.all()
    }

    /// Calls `body` for every piece of text, in order, with the blocks that hold others opened.
    func eachText(_ body: ([MarkdownInline]) -> Void) { eachText(in: blocks, body) }

    private func eachText(in blocks: [Block], _ body: ([MarkdownInline]) -> Void) {
        for block in blocks {
            switch block {
            case .paragraph(let lines): body(inlines(of: lines))
            case .heading(_, let line): body(inlines(of: [line]))
            case .quote(let inner): eachText(in: inner, body)
            case .list(_, let items): for item in items { eachText(in: item, body) }
            case .table(let rows): for row in rows { for cell in row { body(inlines(of: [cell])) } }
            case .code, .rule: break
            }
        }
    }

    func text(of line: Line) -> String { String(decoding: bytes[line], as: UTF8.self) }
}

/// A piece of a line.
indirect enum MarkdownInline {
    case text(String)
    case code(String)
    case strong([MarkdownInline])
    case emphasis([MarkdownInline])
    case struck([MarkdownInline])
    case link([MarkdownInline], address: String)
    /// An address that stands in the text as it is.
    case address(String, text: String)
    /// `place`: where its address stands in the message; `nil` when it is elsewhere, by a reference.
    case image(alt: String, address: String, place: Range<Int>?)
    case lineBreak
}
