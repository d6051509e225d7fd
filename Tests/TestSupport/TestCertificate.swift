/// A certificate and its key, made by openssl, as PEM files that go away with the tests.
public struct TestCertificate: Sendable {
    public let certificate: String
    public let key: String

    /// Valid for two days, for nobody but itself.
    public init(_ name: String) throws {
        let path = TestDirectory.shared.path("certificate-\(name)")
        (certificate, key) = (path + ".crt", path + ".key")
        let words = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=\(name)",
            "-keyout", key, "-out", certificate,
        ]
        guard try ChildProcess("/usr/bin/openssl", words, output: .nowhere).wait() == 0 else {
            throw ChildProcess.Failure(description: "openssl failed")
        }
    }

    /// One that was valid in January of 2020.
    public static func outdated(_ name: String) throws -> TestCertificate {
        let old = try TestCertificate(name), folder = TestDirectory.shared.path("authority-\(name)")
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
        let words = ["-c", script, "sh", folder, old.certificate, old.key]
        guard try ChildProcess("/bin/sh", words, output: .nowhere).wait() == 0 else {
            throw ChildProcess.Failure(description: "openssl ca failed")
        }
        return old
    }
}
