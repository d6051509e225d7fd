/// Reading the lines before a part.
extension MultipartParser {
    /// `lines` begin with the line end of the boundary and have none at their end.
    static func head(_ lines: ArraySlice<UInt8>) throws(Refusal) -> Head {
        var head = Head(), at = lines.startIndex
        while at < lines.endIndex {
            guard lines[at...].starts(with: [13, 10]) else { throw .malformed }
            let first = at + 2, end = lines[first...].firstIndex(of: 13) ?? lines.endIndex
            at = end
            guard end > first else { continue }
            guard let colon = lines[first..<end].firstIndex(of: UInt8(ascii: ":")) else { throw .malformed }
            let value = String(decoding: lines[(colon + 1)..<end], as: UTF8.self)
            switch String(decoding: lines[first..<colon], as: UTF8.self).lowercased() {
            case "content-disposition":
                head.name = parameter("name", of: value) ?? ""
                head.filename = extended("filename", of: value) ?? parameter("filename", of: value)
            case "content-type": head.contentType = String(value.drop { $0 == " " })
            default: break
            }
        }
        return head
    }

    /// `name="value"` or `name=value` behind a semicolon. Within quotes a backslash stands before a quote or another
    /// backslash; before anything else it is itself, as old browsers send paths.
    static func parameter(_ name: String, of header: String) -> String? {
        var rest = Array(header.utf8)[...]
        while let semicolon = rest.firstIndex(of: UInt8(ascii: ";")) {
            rest = rest[(semicolon + 1)...].drop { $0 == 32 || $0 == 9 }
            let key = rest.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ";") }
            rest = rest[key.endIndex...]
            guard rest.first == UInt8(ascii: "=") else { continue }
            rest = rest.dropFirst()
            let isSought = key.map(lowercased).elementsEqual(name.utf8)
            if rest.first == UInt8(ascii: "\"") {
                let (value, end) = unquoted(rest.dropFirst())
                if isSought { return value }
                rest = rest[end...]
            } else if isSought {
                let value = rest.prefix { $0 != UInt8(ascii: ";") && $0 != 32 && $0 != 9 }
                return String(decoding: value, as: UTF8.self)
            }
        }
        return nil
    }

    /// The text up to the quote that ends it, and where that stands.
    private static func unquoted(_ bytes: ArraySlice<UInt8>) -> (String, Int) {
        var plain: [UInt8] = [], at = bytes.startIndex
        let quote = UInt8(ascii: "\""), backslash = UInt8(ascii: "\\")
        while at < bytes.endIndex, bytes[at] != quote {
            if bytes[at] == backslash, at + 1 < bytes.endIndex, bytes[at + 1] == quote || bytes[at + 1] == backslash { at += 1 }
            plain.append(bytes[at])
            at += 1
        }
        return (String(decoding: plain, as: UTF8.self), at)
    }

    /// `name*=UTF-8''escaped` (RFC 8187).
    private static func extended(_ name: String, of header: String) -> String? {
        guard let value = parameter(name + "*", of: header), value.lowercased().hasPrefix("utf-8'") else { return nil }
        let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count == 3 ? percentDecoded(bytes: Array(parts[2].utf8)[...]) : nil
    }
}
