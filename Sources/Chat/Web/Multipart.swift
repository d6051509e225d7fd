internal import Network

/// A form with files, as browsers send it (RFC 7578), from a body that is in memory whole.
struct Multipart {
    struct Part {
        /// The field's name.
        var name = ""
        /// Empty for a plain field.
        var filename = ""
        var contentType = ""
        let bytes: ArraySlice<UInt8>

        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    let parts: [Part]

    /// `nil` when the request is no such form, or a damaged one.
    init?(_ request: HTTPRequest) {
        guard let type = request.field("content-type"), type.lowercased().hasPrefix("multipart/form-data"),
            let boundary = Self.parameter("boundary", of: type), !boundary.isEmpty, boundary.utf8.count <= 70,
            let parts = Self.parts(of: request.body, boundary: Array("--\(boundary)".utf8))
        else { return nil }
        self.parts = parts
    }

    /// The first file of a field.
    func file(_ name: String) -> Part? { parts.first { $0.name == name && !$0.filename.isEmpty } }

    /// The first plain value of a field.
    func text(_ name: String) -> String? { parts.first { $0.name == name && $0.filename.isEmpty }?.text }

    /// `name="value"` or `name=value` in a header's value.
    private static func parameter(_ name: String, of header: String) -> String? {
        for part in header.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.drop { $0 == " " } }
            guard pair.count == 2, pair[0].lowercased() == name else { continue }
            return String(pair[1].first == "\"" ? pair[1].dropFirst().prefix { $0 != "\"" } : pair[1].prefix { $0 != " " })
        }
        return nil
    }

    private static func parts(of body: [UInt8], boundary: [UInt8]) -> [Part]? {
        let edge = [13, 10] + boundary
        // The first boundary may stand at the very beginning, without the line end that belongs to the others.
        guard var start = body.starts(with: boundary) ? boundary.count : find(edge, in: body, from: 0).map({ $0 + edge.count }) else {
            return nil
        }
        var parts: [Part] = []
        while parts.count < 1_000 {
            if body[start...].starts(with: "--".utf8) { return parts }
            guard let lineEnd = find([13, 10], in: body, from: start), let end = find(edge, in: body, from: lineEnd),
                let part = part(body[(lineEnd + 2)..<max(end, lineEnd + 2)])
            else { return nil }
            parts.append(part)
            start = end + edge.count
        }
        return nil
    }

    private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
        guard let headEnd = find([13, 10, 13, 10], in: bytes, from: bytes.startIndex) else { return nil }
        var part = Part(bytes: bytes[(headEnd + 4)...])
        for line in String(decoding: bytes[..<headEnd], as: UTF8.self).split(separator: "\r\n") {
            let pair = line.split(separator: ":", maxSplits: 1)
            guard pair.count == 2 else { return nil }
            let value = String(pair[1].drop { $0 == " " })
            switch pair[0].lowercased() {
            case "content-disposition":
                part.name = parameter("name", of: value) ?? ""
                part.filename = parameter("filename", of: value) ?? ""
            case "content-type": part.contentType = value
            default: break
            }
        }
        return part
    }

    /// Looks for whole sequences only where their first byte is: bodies are large, boundaries rare.
    private static func find(_ needle: [UInt8], in hay: ArraySlice<UInt8>, from start: Int) -> Int? {
        hay.withUnsafeBufferPointer { bytes in
            var at = start - hay.startIndex
            while at >= 0, at + needle.count <= bytes.count {
                guard let next = bytes[at...].firstIndex(of: needle[0]), next + needle.count <= bytes.count else { return nil }
                if bytes[next..<next + needle.count].elementsEqual(needle) { return next + hay.startIndex }
                at = next + 1
            }
            return nil
        }
    }

    private static func find(_ needle: [UInt8], in hay: [UInt8], from start: Int) -> Int? { find(needle, in: hay[...], from: start) }
}
