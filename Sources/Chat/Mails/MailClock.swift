internal import Outside
internal import Wire

/// A time as a mail says it to one reader: on their clock, in their way of counting hours.
struct MailClock: Sendable {
    let zone: ZoneFile
    var hasLongHours = false

    /// `settings`: what an account says of its zone.
    init(_ settings: [String: String], hasLongHours: Bool) {
        let name = settings["useAutomaticTimezone"] == "false" ? settings["manualTimezone"] : settings["automaticTimezone"]
        zone = name.flatMap { ZoneFile(named: $0) } ?? .utc
        self.hasLongHours = hasLongHours
    }

    /// `3:04 PM CET` or `15:04 CET`.
    func time(_ milliseconds: Int64) -> String {
        let (seconds, name) = local(milliseconds), minutes = (seconds % 86_400 + 86_400) % 86_400 / 60
        let hour = minutes / 60, minute = minutes % 60, padded = (minute < 10 ? "0" : "") + String(minute)
        if hasLongHours { return "\(hour < 10 ? "0" : "")\(hour):\(padded) \(name)" }
        return "\((hour + 11) % 12 + 1):\(padded) \(hour < 12 ? "AM" : "PM") \(name)"
    }

    /// `November 28, 2026`.
    func date(_ milliseconds: Int64) -> String {
        let (seconds, _) = local(milliseconds)
        let day = CalendarDay(dayNumber: (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400)
        return "\(Self.months[Int(day.month) - 1]) \(day.day), \(day.year)"
    }

    private func local(_ milliseconds: Int64) -> (Int64, String) {
        let seconds = milliseconds / 1_000, offset = zone.offset(at: seconds)
        return (seconds + offset.seconds, offset.name)
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
}
