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

    /// The first of them, and none that a borrow between the bytes made up.
    @Test func theNextSignIsTheFirstThereIs() {
        var state: UInt64 = 7
        func random(_ below: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            return (state >> 33) % below
        }
        let bytes: [UInt8] = [0x3A, 0x28, 0x2E, 0x3B, 0x39, 0x29, 0x2F, 0x00, 0x01, 0x80, 0xBA, 0xFF]
        for _ in 0..<2_000 {
            let text = (0..<random(40)).map { _ in random(3) == 0 ? bytes[Int(random(12))] : UInt8(ascii: "a") }
            let begin = Int(random(UInt64(text.count + 1)))
            let found = text.withUnsafeBytes { $0.next(0x3A, or: 0x28, or: 0x2E, from: begin) }
            #expect(found == text.indices.first { $0 >= begin && [0x3A, 0x28, 0x2E].contains(text[$0]) }, "\(text) from \(begin)")
        }
    }

    @Test func numbersAreWrittenInAllTheirDigits() {
        var numbers: [Int64] = [0, 9, 10, 11, 99, 100, 105, 905, 1_005, 1_795_884_644_150, .max, .min, -1, -10, -1_234]
        var power: Int64 = 1
        for _ in 0..<18 { power *= 10; numbers += [power - 1, power, power + 1, -power] }
        for number in numbers {
            var sink = ByteSink(capacity: 1)
            sink.append(number)
            #expect(String(decoding: sink.bytes(0..<sink.count), as: UTF8.self) == "\(number)")
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
