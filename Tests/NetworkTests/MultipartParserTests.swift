import Testing

@testable import Network

struct MultipartParserTests {
    private func read(_ text: String, pieces size: Int) throws -> [MultipartParser.Event] {
        var parser = MultipartParser(boundary: "edge"), events: [MultipartParser.Event] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: size) {
            parser.receive(bytes[start..<min(bytes.count, start + size)])
            while let event = try parser.next() {
                if case .data(let more) = event, case .data(let before)? = events.last {
                    events[events.count - 1] = .data(before + more)
                } else {
                    events.append(event)
                }
            }
        }
        return events
    }

    @Test(arguments: [1, 2, 3, 7, 1000])
    func aFormIsReadInPiecesOfAnySize(_ size: Int) throws {
        let form =
            "a preamble\r\n--edge\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n--edge  \r\n"
            + "content-disposition: form-data; name=f; filename=\"x.txt\"\r\nContent-Type: text/plain\r\n\r\n\r\n--edg\r\n\r\n--edge\r\n\r\n\r\n"
            + "--edge--\r\nepilogue"
        var file = MultipartParser.Head(name: "f", filename: "x.txt"), plain = MultipartParser.Head(name: "a")
        (file.contentType, plain.contentType) = ("text/plain", "")
        #expect(
            try read(form, pieces: size) == [
                .head(plain), .data(Array("one".utf8)), .end, .head(file), .data(Array("\r\n--edg\r\n".utf8)), .end,
                .head(MultipartParser.Head()), .end, .finished,
            ])
    }

    @Test func whatIsNoFormIsRefused() {
        for text in ["--edge", "--edgeX\r\n", "--edge\r\nno colon\r\n\r\n", "--edge-\r\n"] where text != "--edge" {
            #expect(throws: MultipartParser.Refusal.malformed, "\(text)") { try read(text, pieces: 5) }
        }
        #expect(throws: MultipartParser.Refusal.malformed) { try read(String(repeating: "x", count: 70_000), pieces: 1000) }
        #expect(throws: MultipartParser.Refusal.headTooLarge) {
            try read("--edge\r\nA: " + String(repeating: "x", count: 17_000), pieces: 1000)
        }
        #expect(throws: MultipartParser.Refusal.tooManyParts) {
            try read(String(repeating: "--edge\r\n\r\n\r\n", count: 1002), pieces: 4000)
        }
    }

    @Test(arguments: [
        ("form-data; name=\"a\"; filename=\"b\\\"c\\\\d.txt\"", "b\"c\\d.txt"),
        ("form-data; filename=\"C:\\dir\\x.txt\"", "C:\\dir\\x.txt"),
        ("form-data; filename=plain.txt; name=a", "plain.txt"), ("form-data; filename=\"semi;colon\"", "semi;colon"),
        ("form-data; filename=\"fallback\"; filename*=UTF-8''na%C3%AFve.txt", "naïve.txt"), ("form-data; FILENAME=\"x\"", "x"),
    ])
    func namesAreRead(_ value: String, _ name: String) throws {
        let head = try MultipartParser.head(Array("\r\nContent-Disposition: \(value)".utf8)[...])
        #expect(head.filename == name)
    }

    @Test func theBoundaryComesFromTheContentType() {
        #expect(MultipartParser(contentType: "multipart/form-data; boundary=edge") != nil)
        #expect(MultipartParser(contentType: "Multipart/Form-Data; charset=utf-8; boundary=\"an edge\"") != nil)
        for type in ["text/plain", "multipart/form-data", "multipart/form-data; boundary=\(String(repeating: "x", count: 71))"] {
            #expect(MultipartParser(contentType: type) == nil)
        }
    }
}
