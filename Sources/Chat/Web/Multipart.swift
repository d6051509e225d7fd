internal import Network

/// A form with files, as browsers send it, from a body that is in memory whole: for what is small by its nature.
struct Multipart {
    struct Part {
        /// The field's name.
        var name = ""
        /// Empty for a plain field.
        var filename = ""
        var contentType = ""
        var bytes: [UInt8] = []

        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    private(set) var parts: [Part] = []

    /// `nil` when the request is no such form, or a damaged one.
    init?(_ request: HTTPRequest) {
        guard var parser = MultipartParser(contentType: request.field("content-type") ?? "") else { return nil }
        parser.receive(request.body)
        do throws(MultipartParser.Refusal) {
            while let event = try parser.next() {
                switch event {
                case .head(let head):
                    parts.append(Part(name: head.name, filename: head.filename ?? "", contentType: head.contentType))
                case .data(let bytes): parts[parts.count - 1].bytes += bytes
                case .end: break
                case .finished: return
                }
            }
        } catch { return nil }
        return nil
    }

    /// The first file of a field.
    func file(_ name: String) -> Part? { parts.first { $0.name == name && !$0.filename.isEmpty } }

    /// The first plain value of a field.
    func text(_ name: String) -> String? { parts.first { $0.name == name && $0.filename.isEmpty }?.text }
}
