import Network

/// Frames in whatever pieces make the same messages, and none is larger than allowed.
func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard let data, size > 1 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
    let whole = read(bytes, pieces: bytes.count), parts = read(bytes, pieces: Int(data[0]) % 32 + 1)
    precondition(whole.messages == parts.messages && whole.refusal == parts.refusal, "read differently in pieces")
    return 0
}

private func read(_ bytes: [UInt8], pieces size: Int) -> (messages: [WebSocketParser.Message], refusal: WebSocketParser.Refusal?) {
    var parser = WebSocketParser(limit: 600), messages: [WebSocketParser.Message] = [], start = 0
    while start < bytes.count {
        let end = min(start + size, bytes.count)
        bytes[start..<end].withUnsafeBytes { parser.receive($0) }
        start = end
        do throws(WebSocketParser.Refusal) {
            while let message = try parser.next() {
                messages.append(message)
                if case .text(let text) = message { precondition(text.count <= 600 && String(validating: text, as: UTF8.self) != nil) }
            }
        } catch { return (messages, error) }
    }
    return (messages, nil)
}
