/// Character references of HTML.
public enum HTMLText {
    /// The text with what `&name;` and `&#number;` stand for. What stands for nothing stays.
    public static func decoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        // Bytes, not characters: what follows a `;` may join with it to one character.
        var out = "", rest = text[...]
        while let mark = rest.utf8.firstIndex(of: UInt8(ascii: "&")) {
            out += rest[..<mark]
            rest = rest[mark...]
            let end = rest.utf8.dropFirst().prefix(32).firstIndex { !isPart($0) } ?? rest.utf8.prefix(33).endIndex
            guard let character = character(rest[..<end].dropFirst()) else {
                out += "&"
                rest = rest[rest.utf8.index(after: mark)...]
                continue
            }
            out.append(character)
            rest = rest.utf8[end...].first == UInt8(ascii: ";") ? rest[rest.utf8.index(after: end)...] : rest[end...]
        }
        return out + rest
    }

    /// The text as it may stand in HTML, also within quotes.
    public static func encoded(_ text: String) -> String {
        var out = ""
        out.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// Whether it may stand between `&` and `;`.
    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "#"):
            true
        default: false
        }
    }

    private static func character(_ reference: Substring) -> Character? {
        guard reference.first == "#" else { return names[String(reference)].flatMap { Unicode.Scalar($0) }.map { Character($0) } }
        let digits = reference.dropFirst(), isHex = digits.first == "x" || digits.first == "X"
        guard let number = UInt32(isHex ? digits.dropFirst() : digits, radix: isHex ? 16 : 10), number > 0 else { return nil }
        return Unicode.Scalar(number).map { Character($0) }
    }

    /// Those that pages use: the ones of Latin 1 in order, and some signs.
    private static let names: [String: UInt32] = {
        var names: [String: UInt32] = [
            "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "hellip": 0x2026, "ndash": 0x2013, "mdash": 0x2014,
            "lsquo": 0x2018, "rsquo": 0x2019, "sbquo": 0x201A, "ldquo": 0x201C, "rdquo": 0x201D, "bdquo": 0x201E, "bull": 0x2022,
            "lsaquo": 0x2039, "rsaquo": 0x203A, "euro": 0x20AC, "trade": 0x2122, "larr": 0x2190, "rarr": 0x2192, "minus": 0x2212,
            "ensp": 0x2002, "emsp": 0x2003, "thinsp": 0x2009, "zwnj": 0x200C, "zwj": 0x200D, "OElig": 0x152, "oelig": 0x153,
            "Scaron": 0x160, "scaron": 0x161, "Yuml": 0x178, "dagger": 0x2020, "permil": 0x2030, "prime": 0x2032,
        ]
        let latin = """
            nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para \
            middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute \
            Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute \
            THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde \
            ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml
            """
        for (number, name) in latin.split(separator: " ").enumerated() { names[String(name)] = 0xA0 + UInt32(number) }
        return names
    }()
}
