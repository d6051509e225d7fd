/// The content type of a client's file, by its ending.
enum ContentTypes {
    private static let byEnding = [
        "css": "text/css; charset=utf-8", "gif": "image/gif", "html": "text/html; charset=utf-8", "ico": "image/x-icon",
        "jpeg": "image/jpeg", "jpg": "image/jpeg", "js": "text/javascript; charset=utf-8", "json": "application/json",
        "map": "application/json", "mjs": "text/javascript; charset=utf-8", "mp3": "audio/mpeg", "ogg": "audio/ogg", "png": "image/png",
        "svg": "image/svg+xml", "txt": "text/plain; charset=utf-8", "wasm": "application/wasm", "wav": "audio/wave", "webm": "video/webm",
        "webp": "image/webp", "woff": "font/woff", "woff2": "font/woff2", "xml": "text/xml; charset=utf-8",
    ]

    static func of(_ path: String) -> String {
        guard let dot = path.lastIndex(of: ".") else { return "application/octet-stream" }
        return byEnding[path[path.index(after: dot)...].lowercased()] ?? "application/octet-stream"
    }
}

/// A time as HTTP writes it (RFC 9110 section 5.6.7).
enum HTTPDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `seconds` since 1970, by the civil-from-days rule of the proleptic Gregorian calendar.
    static func text(_ seconds: Int64) -> String {
        let day = Int(seconds / 86_400), rest = Int(seconds % 86_400)
        let shifted = day + 719_468, era = shifted / 146_097, ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100), month = (5 * ofYear + 2) / 153
        let date = ofYear - (153 * month + 2) / 5 + 1, monthIndex = month < 10 ? month + 2 : month - 10
        let year = yearOfEra + era * 400 + (monthIndex < 2 ? 1 : 0)
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return
            "\(days[day % 7]), \(two(date)) \(months[monthIndex]) \(year) \(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60)) GMT"
    }

    /// What `text` writes, read; `nil` for what is no such time. Only this form: the older two are written by nobody.
    static func seconds(_ text: String) -> Int64? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let date = Int64(words[1]), let month = months.firstIndex(of: String(words[2])),
            let year = Int64(words[3]), (1...31).contains(date), (1970...9999).contains(year)
        else { return nil }
        let clock = words[4].split(separator: ":").map { Int64($0) ?? -1 }
        guard clock.count == 3, zip(clock, [24, 60, 61] as [Int64]).allSatisfy({ $0 >= 0 && $0 < $1 }) else { return nil }
        let civil = month < 2 ? year - 1 : year, era = civil / 400, ofEra = civil - era * 400
        let ofYear = (153 * Int64(month < 2 ? month + 10 : month - 2) + 2) / 5 + date - 1
        let day = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
        return day * 86_400 + clock[0] * 3_600 + clock[1] * 60 + clock[2]
    }
}
