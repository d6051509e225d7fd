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
    /// A picture that the HTML shows by its name.
    public struct Picture: Sendable, Equatable {
        public var name: String
        public var type: String
        public var bytes: [UInt8]
        public init(_ name: String, type: String, bytes: [UInt8]) { (self.name, self.type, self.bytes) = (name, type, bytes) }
    }

    public var pictures: [Picture] = []
    /// What stands before the host in the mail's id; made up when empty.
    public var id = ""
    /// The mail that this one follows, named in the same way.
    public var follows = ""
    /// Whose ids these are; the sender's domain when empty.
    public var host = ""
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
        let host = self.host.isEmpty ? from.address.split(separator: "@").last.map(String.init) ?? "localhost" : self.host
        let id = self.id.isEmpty ? "\(random.prefix(16))-\(seconds)" : self.id
        guard MailText.isHeaderSafe(id + host + follows) else { throw .malformed("mail id") }
        var lines = [
            "From: \(try Self.field(from))", "To: \(try Self.field(to))", "Subject: \(MailText.headerText(subject, after: 9))",
            "Date: \(Self.date(seconds))", "Message-ID: <\(id)@\(host)>", "MIME-Version: 1.0", "Auto-Submitted: auto-generated",
        ]
        if !follows.isEmpty { lines += ["In-Reply-To: <\(follows)@\(host)>", "References: <\(follows)@\(host)>"] }
        if let replyTo { lines.append("Reply-To: \(try Self.field(replyTo))") }
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
            guard MailText.isHeaderSafe(name), MailText.isHeaderSafe(value), !name.contains(":") else { throw .malformed("mail header") }
            lines.append("\(name): \(value)")
        }
        if html.isEmpty {
            lines += part("plain", text)
        } else {
            let edge = "=_\(random)"
            let texts =
                ["Content-Type: multipart/alternative; boundary=\"\(edge)\"", "", "--\(edge)"] + part("plain", text) + ["--\(edge)"]
                + part("html", html) + ["--\(edge)--"]
            lines += pictures.isEmpty ? texts : try related(texts, edge: "=-\(random)")
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    /// The texts and what they show, as one.
    private func related(_ texts: [String], edge: String) throws(OutsideError) -> [String] {
        var lines = ["Content-Type: multipart/related; boundary=\"\(edge)\"", "", "--\(edge)"] + texts
        for picture in pictures {
            guard MailText.isHeaderSafe(picture.name + picture.type), !picture.name.contains("\"") else { throw .malformed("picture") }
            lines += [
                "--\(edge)", "Content-Type: \(picture.type); name=\"\(picture.name)\"", "Content-Transfer-Encoding: base64",
                "Content-Disposition: inline; filename=\"\(picture.name)\"", "Content-ID: <\(picture.name)>", "",
            ]
            let text = Array(Base64.encode(picture.bytes).utf8)
            for start in stride(from: 0, to: text.count, by: 76) {
                lines.append(String(decoding: text[start..<min(start + 76, text.count)], as: UTF8.self))
            }
        }
        return lines + ["--\(edge)--"]
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
