/// What a `User-Agent` header says of the program, in the words that lists of sessions show.
struct UserAgent: Sendable {
    let platform: String
    let system: String
    let browser: String
    let isMobile: Bool

    init(_ text: String) {
        (platform, system) = Self.place(text)
        browser = Self.program(text)
        isMobile = ["Mobile", "Android", "iOS", "iPhone", "iPad"].contains { text.contains($0) }
    }

    private static func place(_ text: String) -> (platform: String, system: String) {
        if text.contains("Windows Phone") { return ("Windows Phone", "Windows Phone") }
        for device in ["iPhone", "iPad", "iPod"] where text.contains(device) { return (device, "iOS") }
        if text.contains("Windows") { return ("Windows", windows(text)) }
        if text.contains("Macintosh") || text.contains("Mac OS X") { return ("Macintosh", "Mac OS") }
        if text.contains("CrOS") { return ("Linux", "Chrome OS") }
        if text.contains("Android") { return ("Linux", "Android") }
        if text.contains("Linux") || text.contains("X11") { return ("Linux", "Linux") }
        return ("Unknown", "")
    }

    private static func windows(_ text: String) -> String {
        let names = [
            ("10.0", "Windows 10"), ("6.3", "Windows 8.1"), ("6.2", "Windows 8"), ("6.1", "Windows 7"), ("6.0", "Windows Vista"),
            ("5.2", "Windows XP"), ("5.1", "Windows XP"), ("5.0", "Windows 2000"),
        ]
        return names.first { text.contains("Windows NT \($0.0)") }?.1 ?? "Windows"
    }

    /// The first that is named counts: browsers name those whose pages they want to get as well.
    private static func program(_ text: String) -> String {
        for (mark, name) in [
            ("Mattermost Mobile/", "Mobile App"), ("Mattermost/", "Desktop App"), ("mmctl/", "mmctl"), ("Franz/", "Franz"),
        ] {
            if let version = version(in: text, after: mark) { return "\(name)/\(version.prefix(40))" }
        }
        let browsers = [
            ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("Edge/", "Edge"), ("OPR/", "Opera"), ("Opera/", "Opera"),
            ("SamsungBrowser/", "Samsung Browser"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"),
            ("Chrome/", "Chrome"),
            ("Chromium/", "Chrome"), ("MSIE ", "Internet Explorer"), ("Trident/", "Internet Explorer"),
        ]
        for (mark, name) in browsers { if let version = version(in: text, after: mark) { return "\(name)/\(short(version))" } }
        if text.contains("Safari/"), let version = version(in: text, after: "Version/") { return "Safari/\(short(version))" }
        return "Unknown/0.0"
    }

    private static func version(in text: String, after mark: String) -> Substring? {
        guard let start = text.firstRange(of: mark)?.upperBound else { return nil }
        return text[start...].prefix { !" ;)".contains($0) }
    }

    /// Major and minor.
    private static func short(_ version: Substring) -> String {
        let numbers = version.split(separator: ".").prefix(2).map { Int($0) ?? 0 }
        return "\(numbers.first ?? 0).\(numbers.count > 1 ? numbers[1] : 0)"
    }
}
