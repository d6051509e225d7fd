import Testing

@testable import Outside

struct MailTests {
    let mail = Mail(pool: WorkerPool(threads: 1, queueLimit: 10))
    static let message = MailMessage(
        from: .init("chat@example.com", name: "Chat \"at\" home"), to: .init("zoë@example.com", name: "Zoë"), subject: "Grüße",
        text: "Hello\n.\nfrom = here ", html: "<p>Hello</p>", headers: ["X-Reason": "test"])

    @Test func aMailArrivesWithBothItsParts() async throws {
        let sink = MailSink()
        defer { sink.stop() }
        try await mail.send(Self.message, through: MailServer(host: "127.0.0.1", port: sink.port))
        let letter = try #require(sink.received.first)
        #expect(sink.received.count == 1 && !letter.isEncrypted)
        #expect(letter.sender.contains("<chat@example.com>") && letter.recipients.count == 1)
        #expect(letter.data.contains("From: \"Chat \\\"at\\\" home\" <chat@example.com>\n"))
        #expect(letter.data.contains("To: =?UTF-8?B?Wm/Dqw==?= <zoë@example.com>\n"))
        #expect(letter.data.contains("Subject: =?UTF-8?B?R3LDvMOfZQ==?=\n"))
        #expect(letter.data.contains("X-Reason: test\n"))
        #expect(letter.data.contains("Hello\n=2E\nfrom =3D here=20\n"))
        #expect(letter.data.contains("Content-Type: text/html; charset=UTF-8\n") && letter.data.contains("<p>Hello</p>"))
        #expect(letter.data.split(separator: "\n").filter { $0.hasPrefix("--=_") }.count == 3)
    }

    @Test func loginAndStartTLS() async throws {
        let word = Base64.encode(Array("\0robot\0s3cret".utf8))
        let sink = MailSink(.init(startTLS: true, login: word))
        defer { sink.stop() }
        var server = MailServer(host: "127.0.0.1", port: sink.port, security: .startTLS, username: "robot", password: "s3cret")
        await #expect(throws: OutsideError.self, "nobody has signed its certificate") { try await mail.send(Self.message, through: server) }
        server.skipsCertificateCheck = true
        try await mail.send(Self.message, through: server)
        #expect(sink.received.first?.isEncrypted == true)
        server.password = "wrong"
        await #expect(throws: OutsideError.self) { try await mail.send(Self.message, through: server) }
        #expect(sink.received.count == 1)
    }

    @Test func tlsFromTheFirstByte() async throws {
        let sink = MailSink(.init(tls: true))
        defer { sink.stop() }
        try await mail.send(
            Self.message, through: MailServer(host: "127.0.0.1", port: sink.port, security: .tls, skipsCertificateCheck: true))
        #expect(sink.received.first?.isEncrypted == true)
    }

    @Test func noMailGoesPlainWhenEncryptionWasAskedFor() async throws {
        let sink = MailSink()
        defer { sink.stop() }
        await #expect(throws: OutsideError.self) {
            try await mail.send(Self.message, through: MailServer(host: "127.0.0.1", port: sink.port, security: .startTLS))
        }
        #expect(sink.received.isEmpty)
    }

    @Test func refusalsAndSilenceAreErrors() async throws {
        let sink = MailSink(.init(refusesRecipients: true)), silent = MailSink(.init(isSilent: true))
        defer {
            sink.stop()
            silent.stop()
        }
        await #expect(throws: OutsideError.self) {
            try await mail.send(Self.message, through: MailServer(host: "127.0.0.1", port: sink.port))
        }
        await #expect(throws: OutsideError.self) {
            try await mail.send(Self.message, through: MailServer(host: "127.0.0.1", port: silent.port, timeout: .milliseconds(200)))
        }
        await #expect(throws: OutsideError.self) { try await mail.send(Self.message, through: MailServer(host: "127.0.0.1", port: 1)) }
    }

    @Test func settingsCanBeTriedWithoutAMail() async throws {
        let sink = MailSink()
        defer { sink.stop() }
        try await mail.probe(MailServer(host: "127.0.0.1", port: sink.port))
        #expect(sink.received.isEmpty)
    }

    @Test(arguments: ["", "x", "a@b@c", "a b@c", "a@b>\r\nRCPT TO:<evil@example.com", "<a@b>", "a@", "@b", "a\0@b"])
    func whatIsNoAddressIsNotSentTo(_ address: String) async throws {
        var wrong = Self.message
        wrong.to = .init(address)
        let mail = mail, message = wrong
        await #expect(throws: OutsideError.malformed("mail address")) {
            try await mail.send(message, through: MailServer(host: "127.0.0.1"))
        }
    }

    @Test func nothingCanAddAHeader() throws {
        var wrong = Self.message
        wrong.subject = "x\r\nBcc: evil@example.com"
        wrong.from.name = "x\nBcc: evil@example.com"
        #expect(String(decoding: try wrong.encoded(seconds: 0, random: "r"), as: UTF8.self).contains("\nBcc:") == false)
        wrong.headers = ["X": "y\r\nBcc: z"]
        #expect(throws: OutsideError.malformed("mail header")) { try wrong.encoded(seconds: 0, random: "r") }
    }

    @Test func linesStayShort() {
        let long = String(repeating: "äöü and more ", count: 50)
        #expect(MailText.quotedPrintable(long).split(separator: "\r\n").allSatisfy { $0.utf8.count <= 76 })
        #expect(MailText.headerText(long, after: 9).split(separator: "\r\n").allSatisfy { $0.utf8.count <= 76 })
        #expect(MailMessage.date(1_751_367_157) == "Tue, 01 Jul 2025 10:52:37 +0000")
    }
}
