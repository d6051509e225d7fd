internal import CCrypto

#if canImport(Glibc)
    internal import Glibc
#endif

/// A certificate and the rules for its use; shared by all connections of a listener.
public final class TLSContext: @unchecked Sendable {  // set up here and only read after; SSL_new counts references atomically
    /// What is wrong with a certificate, a key or the rules; names the file.
    public struct Failure: Error, Equatable, CustomStringConvertible { public let description: String }

    /// Where a server's identity lies, as PEM files: the certificate with its chain, and the private key.
    public struct Files: Sendable, Equatable {
        public var certificate: String
        public var key: String
        public init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    let context: OpaquePointer

    /// `lowest`: "1.2" or "1.3"; older versions are not offered whatever is asked. `ciphers`: names of the standard
    /// (`TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`); OpenSSL's own choice when there are none.
    public init(_ files: Files, lowest: String, ciphers: [String] = []) throws(Failure) {
        context = SSL_CTX_new(TLS_server_method())  // freed by `deinit`, also when what follows throws
        ERR_clear_error()
        try Self.load(files, into: context)
        cssl_set_up_server(context, lowest == "1.3" ? 1 : 0)
        if !ciphers.isEmpty { try Self.restrict(context, to: ciphers) }
        SSL_CTX_set_alpn_select_cb(context, Self.choose, nil)
    }

    deinit { SSL_CTX_free(context) }

    private static func load(_ files: Files, into context: OpaquePointer) throws(Failure) {
        for path in [files.certificate, files.key] where access(path, R_OK) != 0 {
            throw Failure(description: "The TLS file \(path) cannot be read: \(String(cString: strerror(errno))).")
        }
        guard SSL_CTX_use_certificate_chain_file(context, files.certificate) == 1 else {
            throw Failure(description: "\(files.certificate) holds no certificate in PEM form\(reason()).")
        }
        guard SSL_CTX_use_PrivateKey_file(context, files.key, SSL_FILETYPE_PEM) == 1 else {
            throw Failure(description: "\(files.key) holds no private key in PEM form that fits the certificate\(reason()).")
        }
        guard SSL_CTX_check_private_key(context) == 1 else {
            throw Failure(description: "The key \(files.key) does not belong to the certificate \(files.certificate).")
        }
        let certificate = SSL_CTX_get0_certificate(context)
        guard X509_cmp_current_time(X509_get0_notAfter(certificate)) > 0 else {
            throw Failure(description: "The certificate \(files.certificate) has expired (\(day(X509_get0_notAfter(certificate)))).")
        }
        guard X509_cmp_current_time(X509_get0_notBefore(certificate)) < 0 else {
            throw Failure(description: "The certificate \(files.certificate) is not valid before \(day(X509_get0_notBefore(certificate))).")
        }
    }

    private static func restrict(_ context: OpaquePointer, to names: [String]) throws(Failure) {
        for name in names where String(cString: OPENSSL_cipher_name(name)) == "(NONE)" {
            throw Failure(description: "\(name) in TLSOverwriteCiphers is no cipher suite that OpenSSL knows.")
        }
        let list = names.map { String(cString: OPENSSL_cipher_name($0)) }
        let newer = list.filter { $0.hasPrefix("TLS_") }, older = list.filter { !$0.hasPrefix("TLS_") }
        if !newer.isEmpty { SSL_CTX_set_ciphersuites(context, newer.joined(separator: ":")) }
        if !older.isEmpty { SSL_CTX_set_cipher_list(context, older.joined(separator: ":")) }
    }

    private static func day(_ time: UnsafePointer<ASN1_TIME>?) -> String {
        var parts = tm()
        ASN1_TIME_to_tm(time, &parts)
        let month = Int(parts.tm_mon) + 1, day = Int(parts.tm_mday)
        return "\(Int(parts.tm_year) + 1900)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    private static func reason() -> String {
        guard let text = ERR_reason_error_string(ERR_get_error()) else { return "" }
        return " (\(String(cString: text)))"
    }

    // MARK: Which protocol is spoken inside

    private typealias Choice =
        @convention(c) (
            OpaquePointer?, UnsafeMutablePointer<UnsafePointer<UInt8>?>?, UnsafeMutablePointer<UInt8>?, UnsafePointer<UInt8>?, UInt32,
            UnsafeMutableRawPointer?
        ) -> Int32

    private static let choose: Choice = { _, chosen, chosenCount, offered, offeredCount, _ in
        let found = chosen!.withMemoryRebound(to: UnsafeMutablePointer<UInt8>?.self, capacity: 1) {
            SSL_select_next_proto($0, chosenCount, TLSContext.protocols, 9, offered, offeredCount)
        }
        return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL
    }

    nonisolated(unsafe) private static let protocols: UnsafePointer<UInt8> = {  // never changed, never freed
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 9)
        bytes.initialize(from: [8] + Array("http/1.1".utf8), count: 9)
        return UnsafePointer(bytes)
    }()
}

extension TLSContext: Equatable {
    public static func == (left: TLSContext, right: TLSContext) -> Bool { left === right }
}
