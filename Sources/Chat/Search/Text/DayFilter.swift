/// A day of the calendar, counted from 1970-01-01.
struct SearchDay: Equatable {
    let number: Int64

    /// `2026-11-28`, with or without zeros; `nil` for what is no day.
    init?(_ text: Substring) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }),
            let year = Int64(parts[0]), let month = Int64(parts[1]), let day = Int64(parts[2])
        else { return nil }
        guard (1...12).contains(month), day >= 1, day <= Self.length(of: month, in: year) else { return nil }
        // March is the first month, so that the day that comes and goes is the last of its year
        let shifted = month > 2 ? year : year - 1, cycle = (shifted >= 0 ? shifted : shifted - 399) / 400
        let ofCycle = shifted - cycle * 400, ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        number = cycle * 146_097 + ofCycle * 365 + ofCycle / 4 - ofCycle / 100 + ofYear - 719_468
    }

    /// The day of a time, in milliseconds, where clocks are ahead by so many seconds.
    init(of time: Int64, offset: Int64) {
        let local = time + offset * 1_000
        number = (local >= 0 ? local : local - 86_399_999) / 86_400_000
    }

    /// When it begins, in milliseconds.
    func begin(offset: Int64) -> Int64 { number * 86_400_000 - offset * 1_000 }
    func end(offset: Int64) -> Int64 { begin(offset: offset) + 86_400_000 }

    private static func length(of month: Int64, in year: Int64) -> Int64 {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}

/// `before:`, `after:` and `on:`, and their opposites.
struct DayFilter: Equatable {
    enum Relation { case before, after, on }
    let relation: Relation
    /// `nil` for what is no day: today, then.
    let day: SearchDay?
    let isExcluded: Bool

    /// The times that are meant, from the first to before the second; an opposite of `on:` is what is outside.
    func span(now: Int64, offset: Int64) -> (times: Range<Int64>, isOutside: Bool) {
        let day = day ?? SearchDay(of: now, offset: offset), begin = day.begin(offset: offset), end = day.end(offset: offset)
        let times: Range<Int64> =
            switch (relation, isExcluded) {
            case (.before, false): Self.earliest..<begin
            case (.before, true): begin..<Self.latest
            case (.after, false): end..<Self.latest
            case (.after, true): Self.earliest..<end
            case (.on, _): begin..<end
            }
        return (times, relation == .on && isExcluded)
    }

    private static let earliest: Int64 = -1 << 53
    private static let latest: Int64 = 1 << 53
}
