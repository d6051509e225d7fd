import Testing

@testable import Chat

/// Which addresses of a message are shown, and where its pictures' addresses stand.
struct MessageLinksTests {
    @Test(arguments: [
        ("look at http://a.example/x please", ["http://a.example/x"]), ("(http://a.example/x).", ["http://a.example/x"]),
        ("http://a.example/x_(y), http://b.example!", ["http://a.example/x_(y)", "http://b.example"]),
        ("<http://a.example/x>", ["http://a.example/x"]), ("**http://a.example/x**", ["http://a.example/x"]),
        ("> http://a.example\n\n* http://b.example", ["http://a.example", "http://b.example"]),
        ("| a |\n|---|\n| http://a.example |", ["http://a.example"]), ("# http://a.example", ["http://a.example"]),
        ("HTTP://a.example", ["HTTP://a.example"]), ("www.example.com/page", ["http://www.example.com/page"]),
        ("[words](http://a.example)", []), ("[words][r]\n\n[r]: http://a.example", []), ("`http://a.example`", []),
        ("```\nhttp://a.example\n```", []), ("x\n\n    http://a.example", []), ("xhttp://a.example", []), ("plain", []), ("http://", []),
    ])
    func addresses(_ text: String, _ expected: [String]) {
        #expect(MessageLinks(text).addresses == expected)
    }

    @Test(arguments: [
        (
            "![a](http://x/1.png) ![b](http://x/2.png \"t\") ![c](http://x/1.png =10x20)",
            ["http://x/1.png", "http://x/2.png", "http://x/1.png"]
        ),
        ("![a][r]\n\n[r]: http://x/1.png", ["http://x/1.png"]), ("[![a](http://x/1.png)](http://y)", ["http://x/1.png"]),
        ("`![a](http://x/1.png)`", []), ("![a](", []), ("![a]", []), ("> ![a](<http://x/1.png>)", ["http://x/1.png"]),
    ])
    func images(_ text: String, _ expected: [String]) {
        let links = MessageLinks(text), bytes = Array(text.utf8)
        #expect(links.images.map(\.address) == expected)
        for image in links.images {
            if let place = image.place { #expect(String(decoding: bytes[place], as: UTF8.self) == image.address) }
        }
    }

    /// Whatever a message is made of, reading it comes to an end soon.
    @Test(arguments: ["[", "![", "](", "*_", "`", "> ", "- ", "<", "|-", "~~", "\\[", "[](", "http://("])
    func noMessageTakesLong(_ piece: String) {
        let text = String(repeating: piece, count: 8_000 / piece.utf8.count)
        let time = ContinuousClock().measure { _ = MessageLinks(text + " http://x.example ![a](b)") }
        #expect(time < .seconds(5))
    }

    /// What is asked of every message says neither too little nor, for the words of a day, too much.
    @Test(arguments: [
        ("see http://x.example", true), ("![](a)", true), ("[a]: b", true), ("mailto:a@b.example", true), ("tel:1", true),
        ("www.x.example", true),
        ("://", true), ("hello: there", false), ("a/b (c) d.e", false), ("ww.", false), ("l:", false), ("", false), (":", false),
        ("(", false),
    ])
    func aLookAtTheBytesTellsWhetherThereMayBeLinks(_ text: String, _ expected: Bool) { #expect(MessageLinks.mayBeIn(text) == expected) }
}
