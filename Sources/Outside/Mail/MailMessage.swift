#if canImport(Glibc)
    internal import Glibc
#endif

/// One mail: a text, and perhaps the same as HTML.
public struct MailMessage: Sendable, Equatable {
    public struct Address: Sendable, Equatable {
        public var name: String
        public var address: String
        public init(_ address: String, name: String = "") { (self.address, self.name) = (address, name) }
    }

    public var from: Address
    public var replyTo: Address?
    public var to: Address
    public var subject: String
    public var text: String
    public var html: String
    /// Further headers, ASCII, as they are.
    public var headers: [String: String]

    public init(
        from: Address, to: Address, subject: String, text: String, html: String = "", replyTo: Address? = nil,
        headers: [String: String] = [:]
    ) {
        (self.from, self.to, self.subject, self.text, self.html) = (from, to, subject, text, html)
        (self.replyTo, self.headers) = (replyTo, headers)
    }

    /// The mail as it travels. `seconds` since 1970 and `random` give the date and the names that must be unique.
    func encoded(seconds: Int64, random: String) throws(OutsideError) -> [UInt8] {
        let host = from.address.split(separator: "@").last.map(String.init) ?? "localhost"
        var lines = [
            "From: \(try Self.field(from))", "To: \(try Self.field(to))", "Subject: \(MailText.headerText(subject, after: 9))",
            "Date: \(Self.date(seconds))", "Message-ID: <\(random)@\(host)>", "MIME-Version: 1.0", "Auto-Submitted: auto-generated",
        ]
        if let replyTo { lines.append("Reply-To: \(try Self.field(replyTo))") }
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
            guard MailText.isHeaderSafe(name), MailText.isHeaderSafe(value), !name.contains(":") else { throw .malformed("mail header") }
            lines.append("\(name): \(value)")
        }
        if html.isEmpty {
            lines += part("plain", text)
        } else {
            let edge = "=_\(random)"
            lines += ["Content-Type: multipart/alternative; boundary=\"\(edge)\"", "", "--\(edge)"]
            lines += part("plain", text) + ["--\(edge)"] + part("html", html) + ["--\(edge)--"]
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    private func part(_ kind: String, _ text: String) -> [String] {
        ["Content-Type: text/\(kind); charset=UTF-8", "Content-Transfer-Encoding: quoted-printable", "", MailText.quotedPrintable(text)]
    }

    private static func field(_ address: Address) throws(OutsideError) -> String {
        guard MailText.isAddress(address.address) else { throw .malformed("mail address") }
        if address.name.isEmpty { return "<\(address.address)>" }
        return "\(MailText.phrase(address.name)) <\(address.address)>"
    }

    /// "Tue, 01 Jul 2025 10:52:37 +0000", in English whatever the machine speaks.
    static func date(_ seconds: Int64) -> String {
        var time = time_t(seconds), parts = tm()
        gmtime_r(&time, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let two = { (number: Int32) in number < 10 ? "0\(number)" : "\(number)" }
        let day = "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(parts.tm_year + 1900)"
        return "\(day) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) +0000"
    }
}
