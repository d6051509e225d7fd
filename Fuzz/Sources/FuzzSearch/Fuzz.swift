/// A query is read without trouble, says the same twice, and asks the engines for nothing but what stands in quotes.
func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: data, count: size), as: UTF8.self)
    let query = SearchQuery(text)
    precondition(query == SearchQuery(text), "read differently the second time")
    precondition(query.terms.count + query.excluded.count <= SearchQuery.limit, "too many terms")
    for term in query.terms + query.excluded {
        precondition(isHarmless(term.sqlite, quote: "\"", bare: " ()*OR"), "something stands outside of quotes for SQLite")
        precondition(isHarmless(term.postgres, quote: "'", bare: " ()<->|:*"), "something stands outside of quotes for PostgreSQL")
    }
    for filter in query.days { _ = filter.span(now: 1_700_000_000_000, offset: 3_600) }
    let indexed = IndexedText(text, tags: text)
    precondition(indexed.words.allSatisfy { !$0.isEmpty && !$0.unicodeScalars.contains { $0.value <= 0x20 } }, "a word with a blank")
    precondition(indexed.extras.allSatisfy { !$0.unicodeScalars.contains { $0.value <= 0x20 } }, "an extra with a blank")
    return 0
}

/// Whether everything outside of quotes belongs to the language's own signs.
func isHarmless(_ text: String, quote: Unicode.Scalar, bare: String) -> Bool {
    let bare = Set(bare.unicodeScalars)
    var isInside = false
    for scalar in text.unicodeScalars {
        if scalar == quote { isInside.toggle(); continue }
        if !isInside, !bare.contains(scalar) { return false }
    }
    return !isInside
}
