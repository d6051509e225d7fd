import TestSupport
import Testing

@testable import Network

/// What is wrong with a certificate is said with the name of the file.
@Suite(.ownThread) struct TLSContextTests {
    private func failure(_ certificate: String, _ key: String, ciphers: [String] = []) -> String {
        do {
            _ = try TLSContext(.init(certificate: certificate, key: key), lowest: "1.2", ciphers: ciphers)
            return ""
        } catch { return error.description }
    }

    @Test func wrongFilesAreNamed() throws {
        let one = try TestCertificate("one"), other = try TestCertificate("other")
        #expect(failure(one.certificate, one.key) == "")
        #expect(failure("/nowhere.crt", one.key) == "The TLS file /nowhere.crt cannot be read: No such file or directory.")
        #expect(failure(one.key, one.key).hasPrefix("\(one.key) holds no certificate in PEM form"))
        #expect(failure(one.certificate, one.certificate).hasPrefix("\(one.certificate) holds no private key"))
        #expect(failure(one.certificate, other.key).contains(other.key))
    }

    @Test func anOutdatedCertificateIsRefusedWithItsDay() throws {
        let old = try TestCertificate.outdated("old")
        #expect(failure(old.certificate, old.key) == "The certificate \(old.certificate) has expired (2020-02-01).")
    }

    @Test func unknownCiphersAreNamed() throws {
        let one = try TestCertificate("ciphers")
        #expect(failure(one.certificate, one.key, ciphers: ["TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256"]) == "")
        #expect(failure(one.certificate, one.key, ciphers: ["TLS_NONSENSE"]).hasPrefix("TLS_NONSENSE in TLSOverwriteCiphers"))
    }
}
