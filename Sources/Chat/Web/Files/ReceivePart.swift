internal import Network
internal import Outside
internal import Wire

/// Reads a part of a file to disk, as a form or as the body. When the client is gone before the end of a body, what has come
/// can still count.
struct ReceivePart {
    /// Bytes that may come at most.
    let missing: Int64

    /// Why it broke off, when it did.
    func run(_ request: HTTPRequest, into part: SpooledFile) async throws -> APIError? {
        var pieces = BodyPieces(request)
        guard var parser = MultipartParser(contentType: request.field("content-type") ?? "") else {
            guard request.contentLength ?? 0 <= missing else { throw APIError.uploadLengthWrong }
            do {
                while let piece = try await pieces.next() { try await append(piece, to: part) }
            } catch let error as APIError where error == .uploadUnreadable {
                return error
            }
            return nil
        }
        var isFile = false, isWhole = false
        while !isWhole, let piece = try await pieces.next() {
            parser.receive(piece)
            do {
                while let event = try parser.next() {
                    switch event {
                    case .head(let head): isFile = head.filename != nil
                    case .data(let bytes): if isFile { try await append(bytes, to: part) }
                    case .end: break
                    case .finished: isWhole = true
                    }
                }
            } catch is MultipartParser.Refusal { throw APIError.uploadUnreadable }
        }
        guard isWhole else { throw APIError.uploadUnreadable }
        return nil
    }

    private func append(_ bytes: [UInt8], to part: SpooledFile) async throws {
        guard Int64(part.size + bytes.count) <= missing else { throw APIError.uploadLengthWrong }
        do { try await part.append(bytes) } catch let error as OutsideError where error != .tooBusy { throw APIError.fileNotStored }
    }
}
