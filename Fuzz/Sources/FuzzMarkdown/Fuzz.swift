/// Any text is some Markdown; where a picture's address is said to stand, there it stands.
func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: data, count: size), as: UTF8.self), bytes = Array(text.utf8)
    let links = MessageLinks(text)
    for image in links.images {
        guard let place = image.place else { continue }
        precondition(place.upperBound <= bytes.count && String(decoding: bytes[place], as: UTF8.self) == image.address, "it stands elsewhere")
    }
    precondition(links.addresses.allSatisfy { !$0.isEmpty && !$0.utf8.contains(where: { $0 <= 0x20 }) })
    MarkdownDocument(text, hasTables: false).eachText { _ in }
    return 0
}
