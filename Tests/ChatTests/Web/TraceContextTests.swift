import Network
import Synchronization
import TestSupport
import Testing
import Wire

@testable import Chat

struct TraceContextTests {
    private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736", span = "00f067aa0ba902b7"

    @Test(arguments: ["00-\(trace)-\(span)-01", "01-\(trace)-\(span)-00-more"])
    func aTraceIsTakenUp(_ text: String) throws {
        let context = try #require(TraceContext(text))
        #expect(context.trace == Self.trace && context.span == Self.span)
    }

    @Test(arguments: [
        "", "00", "ff-\(trace)-\(span)-01", "00-\(trace)-\(span)", "00-\(trace)-\(span)-01-more", "00-\(trace.uppercased())-\(span)-01",
        "00-00000000000000000000000000000000-\(span)-01", "00-\(trace)-0000000000000000-01", "00-\(trace)\"-\(span)-01",
    ])
    func whatIsNotOfTheFormIsPassedOver(_ text: String) { #expect(TraceContext(text) == nil) }

    @Test func theLogOfARequestNamesItsTrace() throws {
        let lines = Mutex<[[UInt8]]>([])
        let log = Log(now: { 1 }, write: { _, line in lines.withLock { $0.append(line) } })
        log.of(HTTPRequest("GET", "/", fields: [("traceparent", "00-\(Self.trace)-\(Self.span)-01")]), requestID: "r").info("told")
        log.of(HTTPRequest("GET", "/"), requestID: "r").info("told")
        let told = try lines.withLock { try $0.map { try JSONReader.read($0) } }
        #expect(told.map { $0["request_id"]?.string } == ["r", "r"])
        #expect(told.map { $0["trace_id"]?.string } == [Self.trace, nil] && told.map { $0["span_id"]?.string } == [Self.span, nil])
    }
}
