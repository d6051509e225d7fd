import Foundation
import Testing

@testable import Chat

struct ByteRangeTests {
    @Test(arguments: [("bytes=0-3", 0, 4), ("bytes=2-", 2, 10), ("bytes=-4", 6, 10), ("bytes=5-99", 5, 10), ("bytes=-99", 0, 10)])
    func oneRangeIsCutToTheFile(_ field: String, _ start: Int, _ end: Int) {
        let range = ByteRange(field, size: 10)
        #expect(range?.lowerBound == start && range?.upperBound == end)
    }

    @Test(arguments: ["", "bytes=", "bytes=5", "bytes=7-3", "bytes=10-", "bytes=a-b", "bytes=0-1,4-5", "chars=0-1", "bytes=-0"])
    func whatIsNoRangeIsTheWholeFile(_ field: String) {
        #expect(ByteRange(field, size: 10) == nil)
    }

    @Test func datesAreWrittenAsHTTPWantsThem() {
        #expect(HTTPDate.text(0) == "Thu, 01 Jan 1970 00:00:00 GMT")
        #expect(HTTPDate.text(1_795_832_280) == "Sat, 28 Nov 2026 02:18:00 GMT")
        #expect(HTTPDate.text(951_782_400) == "Tue, 29 Feb 2000 00:00:00 GMT")
    }
}
