/// The texts of elements in the flat XML that S3 and STS answer with.
enum XMLText {
    static func first(_ element: String, in xml: String) -> String? { all(element, in: xml[...], limit: 1).first }

    /// In their order; attributes and nesting do not occur in these answers.
    static func all(_ element: String, in xml: Substring, limit: Int = .max) -> [String] {
        var found: [String] = [], rest = xml
        while found.count < limit, let open = rest.firstRange(of: "<\(element)>"),
            let close = rest[open.upperBound...].firstRange(of: "</\(element)>")
        {
            found.append(plain(rest[open.upperBound..<close.lowerBound]))
            rest = rest[close.upperBound...]
        }
        return found
    }

    private static func plain(_ text: Substring) -> String {
        guard text.contains("&") else { return String(text) }
        var out = ""
        var rest = text
        while let start = rest.firstIndex(of: "&") {
            out += rest[..<start]
            guard let end = rest[start...].firstIndex(of: ";") else { return out + rest[start...] }
            let name = rest[rest.index(after: start)..<end]
            switch name {
            case "amp": out += "&"
            case "lt": out += "<"
            case "gt": out += ">"
            case "quot": out += "\""
            case "apos": out += "'"
            default:
                let number = name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
                if let scalar = number.flatMap(Unicode.Scalar.init) { out.unicodeScalars.append(scalar) }
            }
            rest = rest[rest.index(after: end)...]
        }
        return out + rest
    }
}
