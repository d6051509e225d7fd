import CCrypto
import Foundation
import Synchronization

/// A mail server of the test's own: a real socket on loopback that takes what it is told to and says what it heard.
final class MailSink: Sendable {
    struct Letter { var sender = "", recipients: [String] = [], data = "", isEncrypted = false, login: String? }
    struct Behaviour {
        var startTLS = false
        var tls = false
        var login: String?
        var refusesRecipients = false
        var isSilent = false
    }

    let port: Int
    private let listener: Int32
    private let behaviour: Behaviour
    private let letters = Mutex<[Letter]>([])
    private let context: UInt

    var received: [Letter] { letters.withLock { $0 } }

    init(_ behaviour: Behaviour = Behaviour()) {
        self.behaviour = behaviour
        context = behaviour.tls || behaviour.startTLS ? UInt(bitPattern: TestCertificate.serverContext()) : 0
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 8) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        precondition(bound, "loopback socket")
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { self.accept() }
    }

    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func accept() {
        while true {
            let peer = Glibc.accept(listener, nil, nil)
            guard peer >= 0 else { break }
            serve(MailWire(peer))
        }
        close(listener)
    }

    private func serve(_ wire: MailWire) {
        defer { wire.close() }
        if behaviour.isSilent {
            _ = wire.line()
            return
        }
        if behaviour.tls && !wire.encrypt(OpaquePointer(bitPattern: context)) { return }
        wire.say("220 sink.example.com ESMTP")
        var letter = Letter()
        while let line = wire.line(), answer(line, wire, &letter) {}
    }

    /// `false` ends the conversation.
    private func answer(_ line: String, _ wire: MailWire, _ letter: inout Letter) -> Bool {
        let verb = line.split(separator: " ").first.map { $0.uppercased() } ?? ""
        switch verb {
        case "EHLO": wire.say((offers(wire).map { "250-\($0)" } + ["250 SIZE 1000000"]).joined(separator: "\r\n"))
        case "STARTTLS":
            wire.say("220 go ahead")
            return wire.encrypt(OpaquePointer(bitPattern: context))
        case "AUTH":
            wire.say("334 ")
            letter.login = wire.line()
            wire.say(letter.login == behaviour.login ? "235 welcome" : "535 wrong")
        case "MAIL":
            (letter.sender, letter.isEncrypted) = (line, wire.isEncrypted)
            wire.say("250 ok")
        case "RCPT":
            letter.recipients.append(line)
            wire.say(behaviour.refusesRecipients ? "550 nobody here" : "250 ok")
        case "DATA":
            wire.say("354 go on")
            while let text = wire.line(), text != "." { letter.data += (text.hasPrefix(".") ? String(text.dropFirst()) : text) + "\n" }
            letters.withLock { $0.append(letter) }
            wire.say("250 taken")
        case "QUIT":
            wire.say("221 bye")
            return false
        default: wire.say("250 ok")
        }
        return true
    }

    private func offers(_ wire: MailWire) -> [String] {
        ["sink.example.com"] + (behaviour.startTLS && !wire.isEncrypted ? ["STARTTLS"] : [])
            + (behaviour.login == nil ? [] : ["AUTH PLAIN"])
    }
}

/// One connection of the sink, plain or encrypted; used by one thread.
final class MailWire {
    private let peer: Int32
    private var session: OpaquePointer?
    private var buffer: [UInt8] = []
    var isEncrypted: Bool { session != nil }

    init(_ peer: Int32) { self.peer = peer }

    func encrypt(_ context: OpaquePointer?) -> Bool {
        let session = SSL_new(context)
        SSL_set_fd(session, peer)
        guard SSL_accept(session) == 1 else {
            SSL_free(session)
            return false
        }
        self.session = session
        return true
    }

    func line() -> String? {
        while true {
            if let end = buffer.firstIndex(of: 10) {
                let line = buffer[..<end].filter { $0 != 13 }
                buffer.removeSubrange(...end)
                return String(decoding: line, as: UTF8.self)
            }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = session.map { Int(SSL_read($0, &chunk, 4096)) } ?? recv(peer, &chunk, 4096, 0)
            guard count > 0 else { return nil }
            buffer += chunk.prefix(count)
        }
    }

    func say(_ text: String) {
        let bytes = Array((text + "\r\n").utf8)
        if let session { SSL_write(session, bytes, Int32(bytes.count)) } else { _ = send(peer, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }
    }

    func close() {
        if let session { SSL_free(session) }
        Glibc.close(peer)
    }
}

/// A certificate that nobody has signed, made for one run.
enum TestCertificate {
    static func serverContext() -> OpaquePointer? {
        let key = ccrypto_p256_generate(), certificate = X509_new()
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1)
        X509_gmtime_adj(X509_getm_notBefore(certificate), 0)
        X509_gmtime_adj(X509_getm_notAfter(certificate), 3600)
        X509_set_pubkey(certificate, key)
        let name = X509_get_subject_name(certificate)
        X509_NAME_add_entry_by_txt(name, "CN", 0x1001, "127.0.0.1", -1, -1, 0)
        X509_set_issuer_name(certificate, name)
        X509_sign(certificate, key, EVP_sha256())
        let context = SSL_CTX_new(TLS_server_method())
        SSL_CTX_use_certificate(context, certificate)
        SSL_CTX_use_PrivateKey(context, key)
        return context
    }
}
