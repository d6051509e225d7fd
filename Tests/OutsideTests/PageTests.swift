import Testing

@testable import Outside

/// Pages of strangers, read for what they say of themselves.
struct PageTests {
    private func graph(_ html: String) -> OpenGraph { OpenGraph(html: Array(html.utf8)) }

    @Test func tagsAreReadWhereverTheyStand() {
        let page = graph(
            """
            <!-- <meta property="og:title" content="hidden"> --><script>"<meta property='og:title' content='script'>"</script>
            <html><head><title><meta property="og:title" content="in a title"></title>
            <META content='A &amp; B' property=og:title /><meta property="og:image" content="a.png">
            <meta property="og:image:width" content="30"><meta property="og:image:width" content="wide">
            </head><body><meta property="og:url" content="x">
            """)
        #expect(page.title == "A & B" && page.url == "x" && page.images.map(\.width) == [30])
        #expect(page.isTelling)
    }

    @Test(arguments: [
        "", "<", "<meta", "<meta property", "<meta property=\"og:title", "<!--", "<script>", "</", "<meta =x =y>", "&#99999999999;",
    ])
    func whatIsBrokenSaysNothing(_ html: String) {
        #expect(!graph(html).isTelling)
    }

    @Test func otherNamesAreNoOpenGraph() {
        #expect(!graph("<meta name='og:title' content='x'><meta property='OG:TITLE' content='x'>").isTelling)
    }

    @Test func references() {
        #expect(
            HTMLText.decoded("&lt;b&gt; &quot;x&quot; &#39;&#x41; &nbsp;| &unknown; & &euro &yuml;")
                == "<b> \"x\" 'A \u{A0}| &unknown; & € ÿ")
        #expect(HTMLText.encoded("<a href=\"x\">'&'") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;")
        // what joins with the signs around it is read all the same
        let joined = "<\u{64C}a&\u{301}b'\u{7BE}"
        #expect(HTMLText.decoded(HTMLText.encoded(joined)).utf8.elementsEqual(joined.utf8))
        #expect(
            HTMLText.decoded("&lt;\u{301}&\(String(repeating: "a", count: 40));&lt").utf8.elementsEqual(
                "<\u{301}&\(String(repeating: "a", count: 40));<".utf8))
    }

    @Test func encodings() {
        let cyrillic: [UInt8] = [0xCF, 0xF0, 0xE8]
        #expect(Charset.utf8(cyrillic, contentType: "text/html; charset=windows-1251") == Array("При".utf8))
        let told = Array("<meta charset=windows-1251>".utf8)
        #expect(Charset.utf8(told + cyrillic, contentType: "text/html") == told + Array("При".utf8))
        #expect(Charset.utf8([0xE9], contentType: "") == Array("é".utf8), "Windows 1252 when nothing else fits")
        #expect(Charset.utf8([0xFF, 0xFE, 0x41, 0], contentType: "text/html; charset=utf-8") == [0x41], "a mark counts most")
        #expect(Charset.utf8([0x93, 0x8C, 0xFF], contentType: "text/html; charset=Shift_JIS") == Array("東\u{FFFD}".utf8))
        #expect(Charset.utf8(Array("ü".utf8), contentType: "text/html; charset=nonsense") == Array("ü".utf8))
    }

    @Test func aMovingPictureIsCounted() {
        let frame: [UInt8] = [0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]
        let gif = Array("GIF89a".utf8) + [8, 0, 5, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255] + frame + frame + [0x3B]
        let facts = PictureFacts(gif)
        #expect(facts?.format == "gif" && facts?.frameCount == 2 && facts?.width == 8)
        for length in 0..<gif.count { _ = PictureFacts(Array(gif.prefix(length))) }
    }
}
