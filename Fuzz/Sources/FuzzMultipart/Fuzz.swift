import Network

/// A form is read alike in one piece and in pieces of any size, and no data is longer than what was sent.
func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard let data, size > 1 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
    let whole = read(bytes, pieces: bytes.count), parts = read(bytes, pieces: Int(data[0]) % 32 + 1)
    precondition(whole.events == parts.events && whole.refusal == parts.refusal, "read differently in pieces")
    precondition(whole.size <= bytes.count, "more came out than went in")
    return 0
}

private func read(_ bytes: [UInt8], pieces step: Int) -> (events: [MultipartParser.Event], refusal: MultipartParser.Refusal?, size: Int) {
    var parser = MultipartParser(boundary: "edge"), events: [MultipartParser.Event] = [], size = 0
    for start in stride(from: 0, to: bytes.count, by: max(1, step)) {
        parser.receive(bytes[start..<min(start + step, bytes.count)])
        do throws(MultipartParser.Refusal) {
            while let event = try parser.next() {
                if case .data(let more) = event {
                    size += more.count
                    if case .data(let before)? = events.last {
                        events[events.count - 1] = .data(before + more)
                        continue
                    }
                }
                events.append(event)
            }
        } catch { return (events, error, size) }
    }
    // What may still be the beginning of a boundary is held back: how much depends on nothing but the bytes.
    return (events, nil, size)
}
