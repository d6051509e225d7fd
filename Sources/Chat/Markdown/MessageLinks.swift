/// What a message points at, as far as previews are made of it: addresses that stand in the text as they are, and pictures.
/// Links with words of their own are none of these: their author chose what is shown.
struct MessageLinks {
    struct Image { let address: String; let place: Range<Int>? }

    private(set) var addresses: [String] = []
    private(set) var images: [Image] = []

    /// Whether a text can hold any of it; asked of every message, so it only looks at the bytes.
    static func mayBeIn(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { mayBeIn(UnsafeRawBufferPointer($0)) }
    }

    /// The same for who has the text as bytes only: `://`, `]:`, `mailto:`, `tel:`, `](`, `www.`, each told by one sign.
    static func mayBeIn(_ text: UnsafeRawBufferPointer) -> Bool {
        var begin = 0
        while let index = text.next(UInt8(ascii: ":"), or: UInt8(ascii: "("), or: UInt8(ascii: "."), from: begin) {
            switch text[index] {
            case UInt8(ascii: ":"):
                if stands("//", in: text, at: index + 1) || ends("]", text, before: index) { return true }
                if ends("mailto", text, before: index) || ends("tel", text, before: index) { return true }
            case UInt8(ascii: "("): if ends("]", text, before: index) { return true }
            default: if ends("www", text, before: index) { return true }
            }
            begin = index + 1
        }
        return false
    }

    private static func ends(_ word: StaticString, _ text: UnsafeRawBufferPointer, before index: Int) -> Bool {
        stands(word, in: text, at: index - word.utf8CodeUnitCount)
    }

    private static func stands(_ word: StaticString, in text: UnsafeRawBufferPointer, at begin: Int) -> Bool {
        let count = word.utf8CodeUnitCount
        guard begin >= 0, begin + count <= text.count else { return false }
        for place in 0..<count where text[begin + place] != word.utf8Start[place] { return false }
        return true
    }

    init(_ text: String) {
        guard Self.mayBeIn(text) else { return }
        let document = MarkdownDocument(text)
        var addresses: [String] = [], images: [Image] = []
        document.eachText { Self.collect($0, &addresses, &images) }
        (self.addresses, self.images) = (addresses, images)
    }

    private static func collect(_ inlines: [MarkdownInline], _ addresses: inout [String], _ images: inout [Image]) {
        for inline in inlines {
            switch inline {
            case .address(let address, _): addresses.append(address)
            case .image(_, let address, let place): images.append(Image(address: address, place: place))
            case .strong(let inner), .emphasis(let inner), .struck(let inner): collect(inner, &addresses, &images)
            case .link(let inner, _): collect(inner.filter { if case .address = $0 { false } else { true } }, &addresses, &images)
            case .text, .code, .lineBreak: break
            }
        }
    }
}
