/// A moment in the civil calendar at Greenwich.
struct CivilTime {
    private let day: CalendarDay
    private let minutes: Int64

    /// What no calendar holds counts as its first or last moment.
    init(seconds: Int64) {
        let seconds = min(max(seconds, -62_135_596_800), 253_402_300_799)
        let number = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        day = CalendarDay(dayNumber: number)
        minutes = (seconds - number * 86_400) / 60
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `01 Feb 26 14:05 UTC`.
    var shortText: String {
        "\(two(day.day)) \(Self.months[Int(day.month) - 1]) \(two(day.year % 100)) \(two(minutes / 60)):\(two(minutes % 60)) UTC"
    }

    private func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
