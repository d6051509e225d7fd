/// A value on its way into a statement.
public enum SQLValue: Sendable, Hashable {
    case null, bool(Bool), integer(Int64), real(Double), text(String), blob([UInt8])
    /// Text that is JSON: cleared of NUL escapes, which `jsonb` refuses.
    case json(String)
    /// Many texts or numbers in one parameter.
    case list([SQLValue])
}

/// A type that can be a parameter.
public protocol SQLBindable: Sendable { var sqlValue: SQLValue { get } }
extension Int64: SQLBindable { public var sqlValue: SQLValue { .integer(self) } }
extension Int: SQLBindable { public var sqlValue: SQLValue { .integer(Int64(self)) } }
extension Int32: SQLBindable { public var sqlValue: SQLValue { .integer(Int64(self)) } }
extension Double: SQLBindable { public var sqlValue: SQLValue { .real(self) } }
extension Bool: SQLBindable { public var sqlValue: SQLValue { .bool(self) } }
extension String: SQLBindable { public var sqlValue: SQLValue { .text(self) } }
extension [UInt8]: SQLBindable { public var sqlValue: SQLValue { .blob(self) } }

/// Neither engine can store NUL in text, and a cut text would be worse than a visible mark: both get U+FFFD in its place.
enum NUL {
    static func replaced(in text: String) -> String {
        text.utf8.contains(0) ? String(text.unicodeScalars.map { $0.value == 0 ? "\u{FFFD}" : Character($0) }) : text
    }

    /// The escape `\u0000` as well, unless its backslash is itself escaped.
    static func replaced(inJSON text: String) -> String {
        let clean = replaced(in: text)
        guard clean.utf8.contains(UInt8(ascii: "\\")) else { return clean }
        var bytes = Array(clean.utf8), index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\\") else { index += 1; continue }
            if bytes[index...].starts(with: #"\u0000"#.utf8) { bytes.replaceSubrange(index + 2..<index + 6, with: "fffd".utf8) }
            index += 2
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension [SQLValue] {
    /// The list as SQLite takes it: a JSON array.
    var jsonArray: String {
        var text = "["
        for (index, value) in enumerated() {
            if index > 0 { text += "," }
            switch value {
            case .integer(let number): text += String(number)
            case .text(let string): Self.quote(NUL.replaced(in: string), controls: true, into: &text)
            default: text += "null"
            }
        }
        return text + "]"
    }

    /// The list as PostgreSQL takes it: an array literal.
    var arrayLiteral: String {
        var text = "{"
        for (index, value) in enumerated() {
            if index > 0 { text += "," }
            switch value {
            case .integer(let number): text += String(number)
            case .text(let string): Self.quote(NUL.replaced(in: string), controls: false, into: &text)
            default: text += "NULL"
            }
        }
        return text + "}"
    }

    /// Quotes and backslashes escaped, which both notations read alike. JSON wants control characters escaped too, and an
    /// array literal would take that escape for text.
    private static func quote(_ string: String, controls: Bool, into text: inout String) {
        text += "\""
        if string.utf8.allSatisfy({ $0 >= 32 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            text += string
            text += "\""
            return
        }
        for scalar in string.unicodeScalars {
            if controls && scalar.value < 32 {
                text += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
                continue
            }
            if scalar == "\"" || scalar == "\\" { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
        text += "\""
    }
}
