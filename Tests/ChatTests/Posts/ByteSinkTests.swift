import Testing
import Wire

@testable import Chat

struct ByteSinkTests {
    /// Eight bytes are looked at together: what needs an escape is found wherever it stands among them.
    @Test func everyTextComesBackFromItsEscapedForm() throws {
        let specials = ["\"", "\\", "\n", "\u{1}", "\u{1F}", " ", "!", "#", "[", "]", "\u{7F}", "é", "\u{2028}", "😀"]
        for special in specials {
            for before in 0..<10 {
                for after in [0, 1, 7, 8, 9] {
                    let text = String(repeating: "a", count: before) + special + String(repeating: "z", count: after) + special
                    #expect(try roundTrip(text) == text)
                }
            }
        }
        #expect(try roundTrip("") == "")
    }

    private func roundTrip(_ text: String) throws -> String? {
        var sink = ByteSink(capacity: 4), utf8 = text
        sink.append("\"")
        utf8.withUTF8 { sink.appendEscaped(UnsafeRawBufferPointer($0)) }
        sink.append("\"")
        return try JSONReader.read(Array(sink.bytes(0..<sink.count))).string
    }
}
