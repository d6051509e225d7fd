#if canImport(Glibc)
    internal import Glibc
#endif

/// In which characters a page is written, and the same page in UTF-8. The order of what counts is the browsers': a mark at
/// the beginning, the answer's header, the page's own word, and else UTF-8 if it can be that, Windows 1252 if not.
public enum Charset {
    /// `contentType` as the answer's header had it.
    public static func utf8(_ bytes: [UInt8], contentType: String) -> [UInt8] {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(bytes.dropFirst(3)) }
        if bytes.starts(with: [0xFF, 0xFE]) { return converted(Array(bytes.dropFirst(2)), from: "UTF-16LE") }
        if bytes.starts(with: [0xFE, 0xFF]) { return converted(Array(bytes.dropFirst(2)), from: "UTF-16BE") }
        let told = parameter(contentType).flatMap(known) ?? declared(in: Array(bytes.prefix(1_024)))
        guard let name = told ?? (isUTF8(bytes) ? nil : "CP1252"), name != "UTF-8" else { return bytes }
        return converted(bytes, from: name)
    }

    private static func parameter(_ contentType: String) -> String? {
        for part in contentType.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" } }
            if pair.count == 2, pair[0].lowercased() == "charset" { return pair[1] }
        }
        return nil
    }

    private static func declared(in head: [UInt8]) -> String? {
        for tag in HTMLTags(head) where tag.name == "meta" {
            if let name = tag["charset"].flatMap(known) { return name }
            if tag["http-equiv"]?.lowercased() == "content-type", let name = tag["content"].flatMap(parameter).flatMap(known) {
                return name
            }
        }
        return nil
    }

    /// The name that iconv uses for what pages call it; `nil` for names nobody knows, which count as not given.
    private static func known(_ name: String) -> String? {
        switch name.lowercased() {
        case "utf-8", "utf8": "UTF-8"
        case "iso-8859-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252", "l1": "CP1252"
        case "windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258":
            "CP" + name.suffix(4)
        case "shift_jis", "sjis", "shift-jis", "x-sjis", "windows-31j", "ms_kanji": "CP932"
        case "euc-jp", "x-euc-jp": "EUC-JP"
        case "iso-2022-jp": "ISO-2022-JP"
        case "gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80": "GB18030"
        case "big5", "big5-hkscs", "x-x-big5": "BIG5-HKSCS"
        case "euc-kr", "ks_c_5601-1987", "korean", "windows-949": "CP949"
        case "koi8-r", "koi8-u": name.uppercased()
        case "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8", "iso-8859-10", "iso-8859-13",
            "iso-8859-14", "iso-8859-15", "iso-8859-16":
            name.uppercased()
        case "iso-8859-9", "latin5": "CP1254"
        case "utf-16", "utf-16le": "UTF-8"  // a page that says so in ASCII is not written in it
        case "utf-16be": "UTF-8"
        default: nil
        }
    }

    private static func isUTF8(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

    /// What cannot be converted becomes U+FFFD, byte by byte.
    private static func converted(_ bytes: [UInt8], from name: String) -> [UInt8] {
        let converter = iconv_open("UTF-8", name)
        guard converter != iconv_t(bitPattern: -1) else { return bytes }
        defer { iconv_close(converter) }
        var source = bytes, out: [UInt8] = []
        out.reserveCapacity(bytes.count * 2)
        source.withUnsafeMutableBytes { buffer in
            var input = buffer.baseAddress?.assumingMemoryBound(to: CChar.self), left = buffer.count
            while left > 0 {
                let before = left
                withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 1) { room in
                    var output = room.baseAddress?.assumingMemoryBound(to: CChar.self), free = room.count
                    _ = iconv(converter, &input, &left, &output, &free)
                    out.append(contentsOf: UnsafeRawBufferPointer(rebasing: room[..<(room.count - free)]))
                }
                guard left == before else { continue }
                out += [0xEF, 0xBF, 0xBD]
                (input, left) = (input?.advanced(by: 1), left - 1)
            }
        }
        return out
    }
}
