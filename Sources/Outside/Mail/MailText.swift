/// How mail writes what is not plain ASCII (RFC 2045 and 2047), and what may stand in its headers.
enum MailText {
    /// By bytes: to Swift "\r\n" is one character, which is neither "\r" nor "\n".
    static func isHeaderSafe(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy { (0x20...0x7E).contains($0) } }

    /// No blanks, controls, brackets or quotes: an address that needs them is refused rather than misread.
    static func isAddress(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), text.utf8.count <= 320 else { return false }
        return text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"<>()[]\\,;:\"".utf8.contains($0) }
    }

    /// A subject: itself when it is short ASCII, else encoded words of at most 75 characters, folded.
    static func headerText(_ text: String, after column: Int) -> String {
        if isHeaderSafe(text), column + text.utf8.count <= 78, !text.contains("=?") { return text }
        var words: [String] = [], bytes: [UInt8] = []
        for scalar in text.unicodeScalars {  // a word must hold whole characters
            let next = Array(String(scalar).utf8)
            if bytes.count + next.count > 42 {
                words.append("=?UTF-8?B?\(Base64.encode(bytes))?=")
                bytes = []
            }
            bytes += next
        }
        if !bytes.isEmpty { words.append("=?UTF-8?B?\(Base64.encode(bytes))?=") }
        return words.joined(separator: "\r\n ")
    }

    /// The name before an address.
    static func phrase(_ name: String) -> String {
        guard isHeaderSafe(name), name.utf8.count <= 60, !name.contains("=?") else { return headerText(name, after: 60) }
        return "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// Lines of at most 76 characters that every mail server leaves alone.
    static func quotedPrintable(_ text: String) -> String {
        var out: [UInt8] = [], column = 0
        let bytes = Array(text.utf8)
        for (place, byte) in bytes.enumerated() {
            if byte == 13, place + 1 < bytes.count, bytes[place + 1] == 10 { continue }
            if byte == 10 {
                out += [13, 10]
                column = 0
                continue
            }
            let isLast = place + 1 == bytes.count || bytes[place + 1] == 10 || bytes[place + 1] == 13
            let isPlain = (byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "=")) || (byte == 0x20 && !isLast)
            let isDotAlone = byte == UInt8(ascii: ".") && column == 0
            let piece = isPlain && !isDotAlone ? [byte] : Array("=\(Hex.encode([byte]).uppercased())".utf8)
            if column + piece.count > 75 {
                out += Array("=\r\n".utf8)
                column = 0
            }
            out += piece
            column += piece.count
        }
        return String(decoding: out, as: UTF8.self)
    }
}
