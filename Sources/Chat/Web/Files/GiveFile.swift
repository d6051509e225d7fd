internal import Network
internal import Outside
internal import Wire

/// Sends a stored file on, piece by piece, whole or in parts. What came from people is never a page of ours: scripts and pages
/// go out as plain text, most things as a download, and no browser guesses another type.
struct GiveFile: Sendable {
    let path: String
    let name: String
    let type: String
    /// Milliseconds since 1970.
    let changedAt: Int64
    let isDownload: Bool
    let store: any FileStore
    let log: Log

    /// What browsers show in place.
    private static let shown: Set<Substring> = [
        "image/jpeg", "image/png", "image/bmp", "image/gif", "image/tiff", "image/webp", "video/avi", "video/mpeg", "video/mp4",
        "audio/mpeg", "audio/wav",
    ]
    /// What could run in our name.
    private static let dangerous: Set<Substring> = [
        "application/javascript", "application/ecmascript", "text/javascript", "text/ecmascript", "application/x-javascript",
        "text/html", "application/xhtml+xml",
    ]
    private static let boundary = "martlet-part-of-a-file"

    func answer(_ request: HTTPRequest) async throws -> HTTPResponse {
        let size: Int
        do { size = try await store.size(of: path) } catch OutsideError.notFound { throw APIError.fileLost }
        let modified = HTTPDate.text(changedAt / 1_000)
        var fields = [
            (name: "Content-Disposition", value: disposition), (name: "X-Frame-Options", value: "DENY"),
            (name: "Content-Security-Policy", value: "Frame-ancestors 'none'"),
        ]
        let kept = [
            (name: "Cache-Control", value: "private, max-age=86400"), (name: "Accept-Ranges", value: "bytes"),
            (name: "Last-Modified", value: modified),
        ]
        if isUnchanged(request) { return HTTPResponse(status: 304, fields: kept + fields) }
        let isAsked = request.field("if-range").map { $0 == modified } ?? true
        switch FileRanges(isAsked ? request.field("range") : nil, size: size) {
        case .whole: return stream(200, contentType, kept + fields, [.file(0..<size)])
        case .parts(let parts) where parts.count == 1:
            fields.append((name: "Content-Range", value: "bytes \(parts[0].lowerBound)-\(parts[0].upperBound - 1)/\(size)"))
            return stream(206, contentType, kept + fields, [.file(parts[0])])
        case .parts(let parts):
            return stream(206, "multipart/byteranges; boundary=\(Self.boundary)", kept + fields, pieces(parts, of: size))
        case .beyond:
            fields.append((name: "Content-Range", value: "bytes */\(size)"))
            return refusal("invalid range: failed to overlap\n", fields)
        case .malformed: return refusal("invalid range\n", fields)
        }
    }

    private func isUnchanged(_ request: HTTPRequest) -> Bool {
        guard let since = request.field("if-modified-since").flatMap(HTTPDate.seconds) else { return false }
        return changedAt / 1_000 <= since
    }

    private func refusal(_ text: String, _ fields: [(name: String, value: String)]) -> HTTPResponse {
        var response = HTTPResponse(status: 416, contentType: "text/plain; charset=utf-8", fields: fields, bytes: Array(text.utf8))
        response.mayCompress = false
        return response
    }

    private var contentType: String {
        if type.isEmpty { return "application/octet-stream" }
        return Self.dangerous.contains(type.prefix { $0 != ";" }) ? "text/plain" : type
    }

    private var disposition: String {
        let kind = !isDownload && Self.shown.contains(type.prefix { $0 != ";" }) ? "inline" : "attachment", name = Self.escaped(name)
        return "\(kind);filename=\"\(name)\"; filename*=UTF-8''\(name)"
    }

    private static func escaped(_ name: String) -> String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~$&+=:@".utf8)
        let digits = Array("0123456789ABCDEF".utf8)
        let bytes = name.utf8.flatMap { plain.contains($0) ? [$0] : [UInt8(ascii: "%"), digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: Pieces

    private enum Piece: Sendable { case text([UInt8]), file(Range<Int>) }

    private func pieces(_ parts: [Range<Int>], of size: Int) -> [Piece] {
        parts.flatMap { part -> [Piece] in
            let range = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)"
            let head = "\r\n--\(Self.boundary)\r\nContent-Range: \(range)\r\nContent-Type: \(contentType)\r\n\r\n"
            return [.text(Array(head.utf8)), .file(part)]
        } + [.text(Array("\r\n--\(Self.boundary)--\r\n".utf8))]
    }

    private func stream(_ status: Int, _ type: String, _ fields: [(name: String, value: String)], _ pieces: [Piece]) -> HTTPResponse {
        let length = pieces.reduce(0) { sum, piece in
            switch piece {
            case .text(let text): sum + text.count
            case .file(let range): sum + range.count
            }
        }
        var response = HTTPResponse(status: status, contentType: type, fields: fields)
        response.mayCompress = false
        guard length > 0 else { return response }
        let step = store.pieceSize, store = store, path = path, log = log
        let steps = pieces.flatMap { piece -> [Piece] in
            guard case .file(let range) = piece else { return [piece] }
            return stride(from: range.lowerBound, to: range.upperBound, by: step).map { .file($0..<min(range.upperBound, $0 + step)) }
        }
        let position = Position(0)
        response.body = .stream(length: Int64(length)) {
            let next = position.take(upTo: 1, before: steps.count)
            guard let index = next.first else { return nil }
            switch steps[index] {
            case .text(let text): return text
            case .file(let range):
                do { return try await store.read(path, range: range) } catch {
                    log.warn("a file could not be sent to its end", ["path": path, "error": "\(error)"])  // the client sees it cut off
                    throw error
                }
            }
        }
        return response
    }
}
