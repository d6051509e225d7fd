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

    private func make(_ name: String) throws -> (certificate: String, key: String) {
        let path = TestDirectory.shared.path("certificate-\(name)")
        let words = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=\(name)",
            "-keyout", path + ".key", "-out", path + ".crt",
        ]
        guard try ChildProcess("/usr/bin/openssl", words, output: .nowhere).wait() == 0 else { throw Wait.Vain(what: "openssl") }
        return (path + ".crt", path + ".key")
    }

    @Test func wrongFilesAreNamed() throws {
        let one = try make("one"), other = try make("other")
        #expect(failure(one.certificate, one.key) == "")
        #expect(failure("/nowhere.crt", one.key) == "The TLS file /nowhere.crt cannot be read: No such file or directory.")
        #expect(failure(one.key, one.key).hasPrefix("\(one.key) holds no certificate in PEM form"))
        #expect(failure(one.certificate, one.certificate).hasPrefix("\(one.certificate) holds no private key"))
        #expect(failure(one.certificate, other.key).contains(other.key))
    }

    @Test func anOutdatedCertificateIsRefusedWithItsDay() throws {
        let old = try make("old"), folder = TestDirectory.shared.path("authority")
        let script = """
            mkdir -p "$1" && cd "$1" && : >index && cat >conf <<'END'
            [ca]
            default_ca = here
            [here]
            database = index
            new_certs_dir = .
            rand_serial = yes
            policy = names
            [names]
            commonName = supplied
            END
            openssl req -new -key "$3" -subj /CN=old -out request &&
            openssl ca -batch -selfsign -keyfile "$3" -in request -startdate 20200101000000Z -enddate 20200201000000Z -md sha256 \\
                -notext -out "$2" -config conf
            """
        #expect(try ChildProcess("/bin/sh", ["-c", script, "sh", folder, old.certificate, old.key], output: .nowhere).wait() == 0)
        #expect(failure(old.certificate, old.key) == "The certificate \(old.certificate) has expired (2020-02-01).")
    }

    @Test func unknownCiphersAreNamed() throws {
        let one = try make("ciphers")
        #expect(failure(one.certificate, one.key, ciphers: ["TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256"]) == "")
        #expect(failure(one.certificate, one.key, ciphers: ["TLS_NONSENSE"]).hasPrefix("TLS_NONSENSE in TLSOverwriteCiphers"))
    }
}
