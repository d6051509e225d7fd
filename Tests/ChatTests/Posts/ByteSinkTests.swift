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

    @Test func aSignIsFoundWhereverItStands() {
        for place in 0..<20 {
            var text = [UInt8](repeating: UInt8(ascii: "a"), count: 20)
            let find = { (text: [UInt8]) in text.withUnsafeBytes { $0.has(UInt8(ascii: ":"), or: UInt8(ascii: "("), or: UInt8(ascii: ".")) }
            }
            #expect(!find(text))
            for sign in [":", "(", "."] {
                text[place] = sign.utf8.first!
                #expect(find(text))
            }
        }
    }

    private func roundTrip(_ text: String) throws -> String? {
        var sink = ByteSink(capacity: 4), utf8 = text
        sink.append("\"")
        utf8.withUTF8 { sink.appendEscaped(UnsafeRawBufferPointer($0)) }
        sink.append("\"")
        return try JSONReader.read(Array(sink.bytes(0..<sink.count))).string
    }
}
