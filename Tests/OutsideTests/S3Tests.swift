import TestSupport
import Testing

@testable import Outside

@Suite(.serialized)
struct S3Tests {
    @Test func whatIsWrittenIsReadWholeAndInParts() async throws {
        let world = try await S3World.shared(), store = try world.store(world.place)
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }, path = "räum/a b+c&d=e/$~(1)'\".bin"
        try await store.write(.bytes(bytes), to: path)
        #expect(try await store.read(path, range: nil) == bytes)
        #expect(try await store.read(path, range: 10..<20) == Array(bytes[10..<20]))
        #expect(try await store.read(path, range: 990..<5000) == Array(bytes[990...]))
        #expect(try await store.read(path, range: 5000..<6000).isEmpty)
        #expect(try await store.size(of: path) == 1000)
        try await store.write(.bytes([]), to: "c")
        #expect(try await store.size(of: "c") == 0)
        #expect(try await store.list("") == ["c", path])
        #expect(try await store.list("räum") == [path])
        try await store.remove(path)
        try await store.remove(path)
        await #expect(throws: OutsideError.notFound) { try await store.read(path, range: nil) }
        await #expect(throws: OutsideError.notFound) { try await store.size(of: path) }
        await #expect(throws: OutsideError.badPath) { try await store.read("a/../b", range: nil) }
    }

    @Test func aLargeFileGoesInParts() async throws {
        let world = try await S3World.shared(), store = try world.store(world.place)
        let file = try await store.spool.begin(), piece = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 / 999) }
        for _ in 0..<11 { try await file.append(piece) }
        try await store.write(.spooled(file), to: "large")
        #expect(try await store.size(of: "large") == 11_000_000)
        #expect(try await store.read("large", range: 5_242_870..<5_242_890) == Array(piece[242_870..<242_890]))
        #expect(try await store.read("large", range: 10_999_999..<20_000_000) == [piece[999_999]])
    }

    @Test func aListGoesOnBeyondOnePage() async throws {
        let world = try await S3World.shared(), store = try world.store(world.place)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<1_003 { group.addTask { try await store.write(.bytes([]), to: "many/\(number)") } }
            try await group.waitForAll()
        }
        #expect(try await store.list("many/").count == 1_003)
    }

    @Test func aStoreSaysWhetherItWorks() async throws {
        let world = try await S3World.shared()
        #expect(await (try world.store(world.place)).works())
        var wrong = world.place, other = world.place, away = world.place
        (wrong.secretKey, other.bucket, away.endpoint) = ("wrong", "no-such-bucket", "127.0.0.1:1")
        for place in [wrong, other, away] { #expect(await (try world.store(place)).works() == false, "\(place)") }
    }

    @Test func wrongKeysAndBucketsAreRefused() async throws {
        let world = try await S3World.shared()
        var wrong = world.place
        wrong.secretKey = "wrong"
        await #expect(throws: OutsideError.failed("S3: PUT was answered 403 SignatureDoesNotMatch")) {
            try await world.store(wrong).write(.bytes([1]), to: "a")
        }
        var other = world.place
        other.bucket = "no-such-bucket"
        await #expect(throws: OutsideError.notFound) { try await world.store(other).write(.bytes([1]), to: "a") }
        var keyless = world.place
        (keyless.accessKey, keyless.secretKey) = ("", "")
        await #expect(throws: OutsideError.failed("no keys for S3: neither in the settings nor in the environment")) {
            try await world.store(keyless).write(.bytes([1]), to: "a")
        }
    }

    @Test func aRoleForAWebIdentitySigns() async throws {
        let world = try await S3World.shared()
        var place = world.place
        (place.accessKey, place.secretKey) = ("", "")
        let store = try world.store(
            place,
            [
                "AWS_ROLE_ARN": world.role, "AWS_WEB_IDENTITY_TOKEN_FILE": world.folder + "/web-token", "AWS_REGION": "us-east-1",
                "AWS_ENDPOINT_URL_STS": "http://127.0.0.1:\(world.port)",
            ])
        try await store.write(.bytes([1, 2]), to: "by-role")
        #expect(try await store.read("by-role", range: nil) == [1, 2])
    }

    @Test func aPodsIdentitySignsAndIsRenewed() async throws {
        let world = try await S3World.shared()
        let environment = AWSEnvironment([
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": world.container, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": world.folder + "/pod-token",
        ])
        let client = PlainClient(pool: WorkerPool(threads: 2, queueLimit: 10))
        let identity = AWSIdentity(configured: nil, environment: environment, region: "us-east-1", client: client)
        let first = try await identity.keys(), second = try await identity.keys(), third = try await identity.keys()
        #expect(first.accessKey == world.access && first.secretKey == world.secret && first.sessionToken == "t1")
        #expect(second.sessionToken == "t2" && third == second, "the first had ended already")
        var place = world.place
        (place.accessKey, place.secretKey) = ("", "")
        let wrong = AWSEnvironment(["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://10.0.0.1/v1/credentials"])
        let store = try S3Store(place, environment: wrong, spool: world.folder + "/spool")
        await #expect(throws: OutsideError.malformed("AWS_CONTAINER_CREDENTIALS_FULL_URI is neither TLS nor on this machine")) {
            try await store.size(of: "a")
        }
    }

    @Test(arguments: [
        ("https://elsewhere.example/x", true), ("http://127.0.0.1:8080/x", true), ("http://localhost/x", true), ("http://[::1]:80/x", true),
        ("http://169.254.170.23/v1/credentials", true), ("http://10.0.0.1/x", false), ("http://127.0.0.1@evil.example/x", false),
        ("http://127.0.0.1.evil.example/x", false), ("ftp://127.0.0.1/x", false), ("", false),
    ])
    func theContainersTokenStaysNear(_ url: String, _ isGood: Bool) { #expect(AWSIdentity.mayBeTold(url) == isGood) }
}

/// What needs no store.
struct S3PlaceTests {
    @Test(arguments: ["http://minio:9000", "minio:9000/path", "min io", "host:0", "host:x", ":9000", "a..b", "[::g]", "host:99999"])
    func aMalformedEndpointIsAClearSentence(_ endpoint: String) {
        var place = S3Place(bucket: "media")
        place.endpoint = endpoint
        #expect { try place.check() } throws: { "\($0)".contains("AmazonS3Endpoint: \"\(endpoint)\" is not of the form host or host:port") }
    }

    @Test(arguments: ["", "minio", "minio:9000", "10.0.0.7:9000", "[::1]:9000", "s3.eu-central-1.amazonaws.com"])
    func otherEndpointsAreFine(_ endpoint: String) throws {
        var place = S3Place(bucket: "media")
        place.endpoint = endpoint
        try place.check()
    }

    @Test func theAddressFollowsTheEndpoint() {
        var place = S3Place(bucket: "media")
        #expect(place.address(region: "eu-west-1") == ("https://media.s3.eu-west-1.amazonaws.com", "/"))
        #expect(place.address(region: "cn-north-1").origin == "https://media.s3.cn-north-1.amazonaws.com.cn")
        place.endpoint = "s3.amazonaws.com"
        #expect(place.address(region: "eu-west-1").origin == "https://media.s3.eu-west-1.amazonaws.com")
        place.bucket = "media.example"
        #expect(place.address(region: "eu-west-1") == ("https://s3.eu-west-1.amazonaws.com", "/media.example/"))
        (place.endpoint, place.usesTLS) = ("minio:9000", false)
        #expect(place.address(region: "x") == ("http://minio:9000", "/media.example/"))
        #expect(throws: OutsideError.self) { try S3Place(bucket: "Not A Bucket").check() }
        place.accessKey = "only"
        #expect(throws: OutsideError.self) { try place.check() }
    }

    /// AWS's published examples: "get-vanilla" of its test suite, and three of the S3 guide.
    @Test func signaturesAreThePublishedOnes() {
        let suite = AWSSignature(
            keys: AWSKeys(accessKey: "AKIDEXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), region: "us-east-1",
            service: "service", origin: "https://example.amazonaws.com")
        let guide = AWSSignature(
            keys: AWSKeys(accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), region: "us-east-1",
            origin: "https://examplebucket.s3.amazonaws.com")
        let empty = AWSSignature.hex(Digest.sha256([])), welcome = AWSSignature.hex(Digest.sha256("Welcome to Amazon S3.".utf8))
        let may = { guide.request($0, $1, query: $2, fields: $3, payload: $4, at: 1_369_353_600) }
        let ends = [
            suite.request("GET", "/", payload: empty, at: 1_440_938_160),
            may("GET", "/test.txt", [], [(name: "Range", value: "bytes=0-9")], empty),
            may(
                "PUT", "/test$file.text", [],
                [(name: "Date", value: "Fri, 24 May 2013 00:00:00 GMT"), (name: "x-amz-storage-class", value: "REDUCED_REDUNDANCY")],
                welcome),
            may("GET", "/", [("prefix", "J"), ("max-keys", "2")], [], empty),
        ].map { String($0.fields.last!.value.suffix(64)) }
        #expect(
            ends == [
                "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
            ])
    }

    @Test func answersAreRead() {
        #expect(XMLText.all("Key", in: "<a><Key>x &amp; y&#39;</Key><Key></Key></a>") == ["x & y'", ""])
        #expect(AWSIdentity.member("Token", in: "{\"Token\" : \"a\\/b\\\"c\", \"x\":1}") == "a/b\"c")
        #expect(AWSIdentity.member("Token", in: "{\"Token\": 1}") == nil)
        #expect(AWSIdentity.seconds("2026-11-28T05:48:13Z") == 1_795_844_893)
    }
}
