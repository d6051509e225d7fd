import Testing
import Wire

@testable import Realtime

struct BacklogTests {
    private func event(_ number: Int) -> EncodedEvent { EncodedEvent(Event("e\(number)", to: .everybody)) }

    @Test func numbersHaveNoGapAndTheLastOnesAreKept() {
        var backlog = Backlog()
        let numbers = (0..<300).map { backlog.sent(event($0)) }
        #expect(numbers == Array(0..<300))
        #expect(backlog.firstKept == 172)
        #expect(backlog.events(from: 171) == nil)
        #expect(backlog.events(from: 172)?.map(\.name) == (172..<300).map { "e\($0)" })
        #expect(backlog.events(from: 300)?.isEmpty == true)
        #expect(backlog.events(from: 301) == nil)
    }

    @Test func whatWaitsFollowsWhatWasSent() {
        var backlog = Backlog()
        for number in 0..<130 { _ = backlog.sent(event(number)) }
        let kept = (130..<200).map { backlog.waits(event($0)) }
        #expect(!kept.contains(false))
        #expect(backlog.next == 200)
        #expect(backlog.events(from: 125)?.map(\.name) == (125..<200).map { "e\($0)" })
        backlog.trim()
        #expect(backlog.firstKept == 72)
        let next = backlog.sent(event(200))
        #expect(next == 200)
        #expect(backlog.events(from: 199)?.map(\.name) == ["e199", "e200"])
    }

    @Test func tooMuchWaitingIsTheEnd() {
        var backlog = Backlog()
        for number in 0..<128 { _ = backlog.sent(event(number)) }
        let kept = (0..<257).map { backlog.waits(event($0)) }
        #expect(!kept.dropLast().contains(false) && kept.last == false)
    }
}

struct ClientFrameTests {
    @Test func textAndMessagePackSayTheSame() {
        let text = ClientFrame(text: Array(#"{"seq":2,"action":"ping","data":{"x":[1,null,true,"é"]}}"#.utf8))
        let packed = ClientFrame(
            messagePack: [0x83, 0xA3] + Array("seq".utf8) + [2, 0xA6] + Array("action".utf8) + [0xA4] + Array("ping".utf8) + [0xA4]
                + Array("data".utf8) + [0x81, 0xA1, 0x78, 0x94, 1, 0xC0, 0xC3, 0xA2, 0xC3, 0xA9])
        #expect(text != nil && text == packed)
    }

    @Test(arguments: ["", "this is not json", "[1,2]", #""text""#, "7", #"{"seq":"1","action":"ping"}"#, #"{"seq":1,"action":5}"#])
    func whatIsNoFrameIsNone(_ text: String) { #expect(ClientFrame(text: Array(text.utf8)) == nil) }

    @Test(arguments: [[], [0xC1], [0x81], [0xDF, 0xFF, 0xFF, 0xFF, 0xFF], [0x92, 1], [0x80, 0x80], [UInt8](repeating: 0x91, count: 100)])
    func brokenMessagePackIsNoFrame(_ bytes: [UInt8]) { #expect(ClientFrame(messagePack: bytes) == nil) }
}
