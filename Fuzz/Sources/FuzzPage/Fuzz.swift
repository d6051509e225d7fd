/// A page of any bytes says something or nothing; its tags are the same whatever stands behind them; a picture's size is none
/// that could not be. The first byte chooses in which characters the page claims to be written.
func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: size))
    let claims = ["", "text/html; charset=utf-8", "text/html; charset=windows-1251", "text/html; charset=Shift_JIS", "text/html; charset=gb18030"]
    let page = Charset.utf8(Array(bytes.dropFirst()), contentType: claims[Int(bytes.first ?? 0) % claims.count])
    let graph = OpenGraph(html: page)
    precondition(graph.images.count <= 64 && graph.images.allSatisfy { $0.width >= 0 && $0.height >= 0 })
    precondition(HTMLText.decoded(HTMLText.encoded(graph.title)) == graph.title, "read otherwise than it was written")
    if let facts = PictureFacts(bytes) {
        precondition(facts.width > 0 && facts.height > 0 && facts.frameCount <= bytes.count, "no picture is like that")
    }
    return 0
}
