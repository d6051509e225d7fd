internal import Wire

/// What somebody says that they are doing, with a sign and perhaps an end.
struct CustomStatus: Sendable, Equatable, JSONWritable {
    static let longest = 100
    static let durations: Set<String> = ["thirty_minutes", "one_hour", "four_hours", "today", "this_week", "date_and_time"]
    /// No end, as clients write it.
    static let never = "0001-01-01T00:00:00Z"

    var emoji = ""
    var text = ""
    var duration = ""
    /// RFC 3339.
    var expiresAt = CustomStatus.never

    init(emoji: String, text: String) { (self.emoji, self.text) = (emoji, text) }

    init(_ fields: JSONFields) throws {
        emoji = try fields.string("emoji") ?? ""
        text = String(String.UnicodeScalarView((try fields.string("text") ?? "").unicodeScalars.prefix(Self.longest)))
        duration = try fields.string("duration") ?? ""
        expiresAt = try fields.string("expires_at").flatMap { $0.isEmpty ? nil : $0 } ?? Self.never
        guard Moment.milliseconds(expiresAt) != nil else { throw APIError.invalidParameter("expires_at") }
    }

    /// Without a duration there is no end (or one that is over and means nothing); with one the end lies ahead.
    func isTimely(at now: Int64) -> Bool {
        guard let end = Moment.milliseconds(expiresAt) else { return false }
        return duration.isEmpty ? end < now : Self.durations.contains(duration) && end >= now
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("emoji", emoji)
            json.field("text", text)
            json.field("duration", duration)
            json.field("expires_at", expiresAt)
        }
    }
}

/// Times as RFC 3339 writes them.
enum Moment {
    /// Milliseconds since 1970 of `2026-11-28T02:05:50.5+01:00`; `nil` for anything else.
    static func milliseconds(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[10] | 0x20 == 0x74, bytes[13] == 0x3A, bytes[16] == 0x3A else {
            return nil
        }
        guard let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
            let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]), let second = number(bytes[17..<19]),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60
        else { return nil }
        var rest = bytes[19...], fraction: Int64 = 0
        if rest.first == 0x2E {
            let digits = rest.dropFirst().prefix { $0 >= 0x30 && $0 <= 0x39 }
            guard !digits.isEmpty else { return nil }
            for place in 0..<3 { fraction = fraction * 10 + Int64(place < digits.count ? digits[digits.startIndex + place] - 0x30 : 0) }
            rest = rest.dropFirst(1 + digits.count)
        }
        guard let offset = minutesFromUTC(rest) else { return nil }
        return ((days(year, month, day) * 24 + hour) * 60 + minute - offset) * 60_000 + second * 1000 + fraction
    }

    private static func minutesFromUTC(_ zone: ArraySlice<UInt8>) -> Int64? {
        if zone.count == 1, let letter = zone.first { return letter | 0x20 == 0x7A ? 0 : nil }
        let bytes = Array(zone)
        guard bytes.count == 6, bytes[3] == 0x3A, let hours = number(bytes[1..<3]), let minutes = number(bytes[4..<6]), hours < 24,
            minutes < 60
        else {
            return nil
        }
        return switch bytes[0] {
        case 0x2B: hours * 60 + minutes
        case 0x2D: -(hours * 60 + minutes)
        default: nil
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        digits.reduce(0 as Int64?) { sum, digit in sum.flatMap { digit >= 0x30 && digit <= 0x39 ? $0 * 10 + Int64(digit - 0x30) : nil } }
    }

    /// Days since 1970-01-01 in the Gregorian calendar; years counted from March, so that the leap day is the last.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let ofEra = shifted - era * 400
        let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }
}
