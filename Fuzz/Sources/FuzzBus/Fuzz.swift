import Wire

/// Any bytes are a message or none, and what is one is written and read as the same; Redis's answers are the same in one
/// piece and in two. The first byte says which of the two is meant, and where the cut is.
func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: size))
    guard let first = bytes.first else { return 0 }
    if first == 0x4D { message(bytes) } else { answers(Array(bytes.dropFirst()), cut: Int(first)) }
    return 0
}

private func message(_ bytes: [UInt8]) {
    do throws(BusReader.Refusal) {
        let written = BusWriter.bytes(of: try BusReader.message(bytes))
        let again = BusWriter.bytes(of: try BusReader.message(written))
        precondition(again == written, "written differently the second time")
    } catch {}
}

private func answers(_ bytes: [UInt8], cut: Int) {
    let cut = min(cut, bytes.count)
    let whole = values([bytes[...]]), pieces = values([bytes[..<cut], bytes[cut...]])
    precondition(whole == pieces, "other answers in two pieces")
}

/// `nil` at the end when it was refused.
private func values(_ pieces: [ArraySlice<UInt8>]) -> [RedisValue?] {
    var reader = RedisReader(), values: [RedisValue?] = []
    do throws(RedisReader.Refusal) {
        for piece in pieces {
            reader.add(piece)
            while let value = try reader.next() { values.append(value) }
        }
    } catch { values.append(nil) }
    return values
}
