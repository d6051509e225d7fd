import TestSupport
import Testing

@testable import Outside

struct RedisTests {
    @Test func addressesAreReadInEveryFormThatIsInUse() {
        let plain = RedisAddress("redis.example.com:6380", password: "p", database: 2)
        #expect(plain?.name == "redis.example.com:6380" && plain?.usesTLS == false && plain?.password == "p" && plain?.database == 2)
        #expect(RedisAddress("redis", database: -1)?.name == "redis:6379")
        let full = RedisAddress("rediss://ann:p%40ss@master.cache.amazonaws.com/3", password: "other", database: 1)
        #expect(full?.usesTLS == true && full?.user == "ann" && full?.password == "p@ss" && full?.database == 3 && full?.port == 6379)
        #expect(RedisAddress("redis://[::1]:7000")?.name == "[::1]:7000")
        for wrong in ["", "rediss://", "host:0", "host:70000", "host:port", "[::1", "a b:1", "redis://host/x"] {
            #expect(RedisAddress(wrong) == nil, "\(wrong)")
        }
    }

    @Test func answersAreTheSameInOnePieceAndInAnyTwo() throws {
        let bytes = Array(
            "+OK\r\n:12\r\n$3\r\na\r\n\r\n$-1\r\n_\r\n-ERR no\r\n>3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$2\r\nhi\r\n*0\r\n%1\r\n+a\r\n:1\r\n"
                .utf8)
        let expected: [RedisValue] = [
            .text("OK"), .integer(12), .bytes(Array("a\r\n".utf8)), .none, .none, .error("ERR no"),
            .push([.bytes(Array("message".utf8)), .bytes(Array("c".utf8)), .bytes(Array("hi".utf8))]), .list([]),
            .list([.text("a"), .integer(1)]),
        ]
        for cut in 0...bytes.count {
            var reader = RedisReader(), values: [RedisValue] = []
            for piece in [bytes[..<cut], bytes[cut...]] {
                reader.add(piece)
                while let value = try reader.next() { values.append(value) }
            }
            #expect(values == expected)
        }
    }

    @Test(arguments: [
        "HTTP/1.1 400 Bad Request\r\n", "$99999999999999\r\n", "*-2\r\n", ":x\r\n", "$1\r\nabc\r\n", "+a\rb", "\r\nx\r\n",
        "%9223372036854775807\r\n",
    ])
    func whatIsNoRedisIsRefused(_ text: String) {
        var reader = RedisReader()
        reader.add(Array(text.utf8))
        #expect(throws: RedisReader.Refusal.self) { try reader.next() }
    }

    private func reason(_ address: RedisAddress?) throws -> String {
        let channel = RedisChannel(try #require(address), name: "c")
        do { try channel.open() } catch { return "\(error)" }
        return ""
    }

    @Test func whatIsWrongIsSaidWithoutTheSecret() async throws {
        let redis = try await RedisServer(password: "right")
        let wrong = try reason(RedisAddress("127.0.0.1:\(redis.port)", password: "guess"))
        #expect(wrong.contains("the user or the password is wrong") && !wrong.contains("guess"))
        #expect(try reason(RedisAddress("127.0.0.1:\(redis.port)")).contains("asks for a password"))
        #expect(try reason(RedisAddress("127.0.0.1:\(try RunningServer.freePort())")).contains("nothing listens"))
        #expect(try reason(RedisAddress("redis://:right@127.0.0.1:\(redis.port)")).isEmpty)
    }

    @Test func aChannelHearsItselfAndOthersInOrderAlsoOverTLS() async throws {
        let folder = TestDirectory.shared.path("redis-tls")
        _ = try ChildProcess("/bin/mkdir", ["-p", folder], output: .nowhere).wait()
        let words = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=redis", "-addext",
            "subjectAltName=IP:127.0.0.1", "-keyout", "\(folder)/key.pem", "-out", "\(folder)/cert.pem",
        ]
        #expect(try ChildProcess("/usr/bin/openssl", words, output: .nowhere).wait() == 0)
        let redis = try await RedisServer(password: "right", certificate: folder)
        var address = try #require(RedisAddress("rediss://127.0.0.1:\(redis.port)", password: "right"))
        #expect(try reason(address).contains("not trusted"))
        address.authority = folder + "/cert.pem"
        let one = RedisChannel(address, name: "c"), other = RedisChannel(address, name: "c")
        try one.open()
        try other.open()
        let large = [UInt8](repeating: 7, count: 300_000)
        try one.publish([[1], large, []])
        try other.publish([[2, 3]])
        for channel in [one, other] {
            var heard: [[UInt8]] = []
            while heard.count < 4 {
                let more = try channel.receive(within: 5_000)
                if more.isEmpty { break }
                heard += more
            }
            #expect(heard == [[1], large, [], [2, 3]])
        }
        one.wake()
        #expect(try one.receive(within: 5_000).isEmpty)
    }
}
