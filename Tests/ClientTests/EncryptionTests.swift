import Foundation
import Glibc
import TestSupport
import Testing

/// The doors of an encrypted server, as its operator meets them.
struct EncryptionTests {
    private func server(_ files: TestCertificate, settings: [String: String] = [:]) async throws -> RunningServer {
        try await RunningServer(
            .sqlite, database: try await TestDatabase.make(.sqlite).location,
            settings: [
                "MM_SERVICESETTINGS_CONNECTIONSECURITY": "TLS", "MM_SERVICESETTINGS_TLSCERTFILE": files.certificate,
                "MM_SERVICESETTINGS_TLSKEYFILE": files.key,
            ].merging(settings) { $1 })
    }

    /// What it says when it does not start.
    private func refusal(_ files: TestCertificate, settings: [String: String] = [:]) async throws -> String {
        do { try await server(files, settings: settings).kill() } catch let failure as RunningServer.Failure { return failure.log }
        return ""
    }

    @Test func aCertificateThatCannotServeIsNamedAtTheStart() async throws {
        let old = try TestCertificate.outdated("outdated"), one = try TestCertificate("first-of-two"),
            other = try TestCertificate("other-of-two")
        #expect(try await refusal(old).contains("\(old.certificate) has expired (2020-02-01)"))
        let mixed = ["MM_SERVICESETTINGS_TLSKEYFILE": other.key]
        let log = try await refusal(one, settings: mixed)
        #expect(log.contains(other.key), "\(log)")
        let missing = ["MM_SERVICESETTINGS_TLSCERTFILE": "/nowhere/site.pem"]
        #expect(try await refusal(one, settings: missing).contains("/nowhere/site.pem cannot be read"))
    }

    /// Port 80 is one for the whole machine: this is the only test that opens it, on loopback.
    @Test(.enabled(if: canListen(on: 80), "port 80 is taken, or not for this user"))
    func thePlainPortSendsEverybodyToTheEncryptedOne() async throws {
        let files = try TestCertificate("forwarding")
        let server = try await server(files, settings: ["MM_SERVICESETTINGS_FORWARD80TO443": "true"])
        defer { server.kill() }
        func moved(_ words: [String]) throws -> String {
            let curl = try ChildProcess(
                "/usr/bin/curl", ["-s", "-o", "/dev/null", "-w", "%{http_code} %{redirect_url}"] + words, output: .pipe)
            return curl.text()
        }
        let site = "https://chat.example:\(server.port)", resolve = ["--resolve", "chat.example:80:127.0.0.1"]
        #expect(try moved(resolve + ["http://chat.example/one/channels/two?a=b"]) == "301 \(site)/one/channels/two?a=b")
        #expect(try moved(resolve + ["-d", "x", "http://chat.example/api/v4/users/login"]) == "301 \(site)/api/v4/users/login")
        #expect(try moved(["-H", "Host: a b", "http://127.0.0.1/"]).hasPrefix("400"))
        #expect(try moved(["-k", "https://127.0.0.1:\(server.port)/api/v4/system/ping"]).hasPrefix("200"))
    }

    private static func canListen(on port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = port.bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
