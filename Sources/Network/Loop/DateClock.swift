#if canImport(Glibc)
    internal import Glibc
#endif

/// The `Date` field, written once a second.
final class DateClock {
    private var second = 0
    private(set) var line: [UInt8] = []

    func refresh() {
        let now = time(nil)
        guard now != second else { return }
        second = now
        var moment = now, parts = tm()
        gmtime_r(&moment, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
        let date = "\(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(1900 + parts.tm_year)"
        line = Array("\r\nDate: \(days[Int(parts.tm_wday)]), \(date) \(time) GMT".utf8)
    }
}
