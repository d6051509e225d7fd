internal import Network

/// Where a request stands in somebody's trace: the field `traceparent` of W3C's Trace Context, as OpenTelemetry sends it. In the log
/// as `trace_id` and `span_id`, so that a collector puts our lines beside the spans of the proxy or app that asked.
struct TraceContext: Equatable {
    let trace: String, span: String

    /// `nil` where the field is missing or not as the standard wants it: such a field is to be passed over.
    init?(_ text: String?) {
        guard let text, text.utf8.count < 200 else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, Self.isHex(parts[0], 2), Self.isHex(parts[1], 32), Self.isHex(parts[2], 16), Self.isHex(parts[3], 2),
            parts[0] != "ff", parts[0] != "00" || parts.count == 4,
            parts[1].contains(where: { $0 != "0" }), parts[2].contains(where: { $0 != "0" })
        else { return nil }
        (trace, span) = (String(parts[1]), String(parts[2]))
    }

    private static func isHex(_ text: Substring, _ length: Int) -> Bool {
        text.utf8.count == length
            && text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0 }
    }
}

extension Log {
    /// The log of one request.
    func of(_ request: HTTPRequest, requestID: String) -> Log {
        let log = with("request_id", requestID)
        guard let context = TraceContext(request.field("traceparent")) else { return log }
        return log.with("trace_id", context.trace).with("span_id", context.span)
    }
}
