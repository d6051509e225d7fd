import Wire

/// A client's frame in either form is one or none; what came packed is the same when it is written as text.
func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: size))
    _ = ClientFrame(text: bytes)
    guard let packed = MessagePackReader.read(bytes), ClientFrame(messagePack: bytes) != nil else { return 0 }
    let written = JSONWriter.bytes(of: packed)
    do throws(JSONReader.Refusal) {
        let again = try JSONReader.read(written)
        precondition(JSONWriter.bytes(of: again) == written, "it is another value as text")
    } catch { fatalError("what was read cannot be written") }
    return 0
}
