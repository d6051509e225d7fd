import Wire

/// What can be read can be written, and is then read as the same.
func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: size))
    do throws(JSONReader.Refusal) {
        let value = try JSONReader.read(bytes), written = JSONWriter.bytes(of: value)
        let again = try JSONReader.read(written)
        precondition(JSONWriter.bytes(of: again) == written, "written differently the second time")
        if case .object(let object) = value { for key in object.keys { precondition(object[key] != nil) } }
    } catch {}
    return 0
}
