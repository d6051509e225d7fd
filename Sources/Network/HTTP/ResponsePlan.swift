/// How an answer goes over the wire, and its head.
struct ResponsePlan {
    enum Length: Equatable { case known(Int64), chunked, untilClose }

    let date: [UInt8]
    var status = 200
    var length = Length.known(0)
    var keeps = true
    var isVersion10 = false
    var isHead = false
    var isCompressed = false
    /// The body depends on what codings the client takes.
    var varies = false

    private var mayHaveBody: Bool { status >= 200 && status != 204 && status != 304 }
    var hasBody: Bool { mayHaveBody && !isHead }

    init(date: [UInt8]) { self.date = date }

    func write(_ response: HTTPResponse, to output: inout [UInt8]) {
        output.append(static: "HTTP/1.1 ")
        output.append(decimal: Int64(response.status))
        output.append(UInt8(ascii: " "))
        output.append(static: Self.phrase(response.status))
        output.append(contentsOf: date)
        if let type = response.contentType { Self.field("Content-Type", type, to: &output) }
        for field in response.fields { Self.field(field.name, field.value, to: &output) }
        if isCompressed { output.append(static: "\r\nContent-Encoding: gzip") }
        if varies { output.append(static: "\r\nVary: Accept-Encoding") }
        writeLength(to: &output)
        if !keeps {
            output.append(static: "\r\nConnection: close")
        } else if isVersion10 {
            output.append(static: "\r\nConnection: keep-alive")
        }
        output.append(static: "\r\n\r\n")
    }

    private func writeLength(to output: inout [UInt8]) {
        guard mayHaveBody else { return }
        switch length {
        case .known(let length):
            output.append(static: "\r\nContent-Length: ")
            output.append(decimal: length)
        case .chunked: output.append(static: "\r\nTransfer-Encoding: chunked")
        case .untilClose: break
        }
    }

    /// A control character in a value, which could begin another field or another answer, becomes a space.
    static func field(_ name: String, _ value: String, to output: inout [UInt8]) {
        output.append(static: "\r\n")
        output.append(text: name)
        output.append(static: ": ")
        let start = output.count
        output.append(text: value)
        for index in start..<output.count where output[index] < 0x20 && output[index] != 0x09 || output[index] == 0x7F {
            output[index] = 0x20
        }
    }

    private static func phrase(_ status: Int) -> StaticString {
        switch status {
        case 200: "OK"
        case 201: "Created"
        case 202: "Accepted"
        case 204: "No Content"
        case 206: "Partial Content"
        case 301: "Moved Permanently"
        case 302: "Found"
        case 303: "See Other"
        case 304: "Not Modified"
        case 307: "Temporary Redirect"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 413: "Content Too Large"
        case 414: "URI Too Long"
        case 416: "Range Not Satisfiable"
        case 417: "Expectation Failed"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 503: "Service Unavailable"
        case 505: "HTTP Version Not Supported"
        default: ""
        }
    }
}
