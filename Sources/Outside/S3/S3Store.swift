internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#endif

/// Files in a bucket of an S3-compatible store.
public struct S3Store: FileStore {
    let place: S3Place
    let client: PlainClient
    private let identity: AWSIdentity
    private let region: S3Region
    public let spool: SpoolFolder

    /// One request for each megabyte: a few of them on the way are little memory, and their overhead is small.
    public var pieceSize: Int { 1 << 20 }

    /// Throws what is wrong with the configuration; talks to nobody yet. `spool` is a folder of this machine.
    public init(_ place: S3Place, environment: AWSEnvironment, spool: String, threads: Int = 16) throws(OutsideError) {
        try place.check()
        let pool = WorkerPool(threads: threads, queueLimit: 4_096)
        self.place = place
        client = PlainClient(pool: pool)
        self.spool = SpoolFolder(path: spool, pool: WorkerPool(threads: 2, queueLimit: 4_096))
        region = S3Region(place, fallback: environment.region, client: client)
        let configured = place.accessKey.isEmpty ? nil : AWSKeys(accessKey: place.accessKey, secretKey: place.secretKey)
        let named = place.region.isEmpty ? environment.region : place.region
        identity = AWSIdentity(
            configured: configured, environment: environment, region: named.isEmpty ? "us-east-1" : named, client: client)
    }

    public func write(_ source: FileSource, to path: String) async throws {
        guard source.size > place.partSize, case .spooled(let file) = source else {
            let body: PlainRequest.Body =
                switch source {
                case .bytes(let bytes): .bytes(bytes)
                case .spooled(let file): .file(file, 0..<file.size)
                }
            _ = try await send("PUT", key(path), fields: storageFields, body: body)
            return
        }
        try await writeParts(file, to: key(path))
    }

    public func read(_ path: String, range: Range<Int>?) async throws -> [UInt8] {
        guard let range else { return try await send("GET", key(path), limit: .max).body }
        guard !range.isEmpty else { return [] }
        let field = (name: "range", value: "bytes=\(max(0, range.lowerBound))-\(range.upperBound - 1)")
        let answer = try await send("GET", key(path), fields: [field], limit: range.count + 1, accepting: [206, 200, 416])
        return answer.status == 416 ? [] : answer.body
    }

    public func size(of path: String) async throws -> Int {
        let answer = try await send("HEAD", key(path))
        guard let size = answer.field("content-length").flatMap(Int.init) else { throw OutsideError.malformed("S3: no length") }
        return size
    }

    public func remove(_ path: String) async throws {
        _ = try await send("DELETE", key(path), accepting: [200, 204, 404])
    }

    public func list(_ folder: String) async throws -> [String] {
        let folder = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/", prefix = self.prefix
        var found: [String] = [], next = ""
        repeat {
            var query = [("list-type", "2"), ("prefix", prefix + folder), ("encoding-type", "url")]
            if !next.isEmpty { query.append(("continuation-token", next)) }
            let xml = try await send("GET", "", query: query, limit: 1 << 24).text
            found += XMLText.all("Key", in: xml[...]).map { String(Self.unescaped($0).dropFirst(prefix.count)) }
            next = XMLText.first("IsTruncated", in: xml) == "true" ? XMLText.first("NextContinuationToken", in: xml) ?? "" : ""
        } while !next.isEmpty
        return found.sorted()
    }

    /// Whether the bucket answers and its keys are good. Once: whoever asks will ask again.
    public func works() async -> Bool {
        do { return try await sendOnce("HEAD", "", [], [], .none, 1 << 16).status == 200 } catch { return false }
    }

    // MARK: Parts

    /// In constant memory: each part is read from disk while it is sent. A failure takes back the parts that arrived.
    private func writeParts(_ file: SpooledFile, to key: String) async throws {
        let begun = try await send("POST", key, query: [("uploads", "")], fields: storageFields, body: .bytes([])).text
        guard let upload = XMLText.first("UploadId", in: begun) else { throw OutsideError.malformed("S3: no UploadId") }
        do {
            var list = "", number = 0
            let size = max(place.partSize, (file.size + 9_999) / 10_000)
            for start in stride(from: 0, to: file.size, by: size) {
                number += 1
                let sent = try await send(
                    "PUT", key, query: [("partNumber", "\(number)"), ("uploadId", upload)],
                    body: .file(file, start..<min(file.size, start + size)))
                list += "<Part><PartNumber>\(number)</PartNumber><ETag>\(sent.field("etag") ?? "")</ETag></Part>"
            }
            let body = Array("<CompleteMultipartUpload>\(list)</CompleteMultipartUpload>".utf8)
            let done = try await send("POST", key, query: [("uploadId", upload)], body: .bytes(body)).text
            // S3 may say 200 and then what went wrong.
            guard XMLText.first("ETag", in: done) != nil else { throw OutsideError.failed("S3: the parts could not be put together") }
        } catch {
            // The first failure is what counts; a bucket's own rules remove what stays.
            _ = try? await send("DELETE", key, query: [("uploadId", upload)], accepting: [204, 200, 404])
            throw error
        }
    }

    private var storageFields: [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        if place.isEncrypted { fields.append((name: "x-amz-server-side-encryption", value: "AES256")) }
        if !place.storageClass.isEmpty { fields.append((name: "x-amz-storage-class", value: place.storageClass)) }
        return fields
    }

    // MARK: Requests

    private var prefix: String { place.prefix.isEmpty || place.prefix.hasSuffix("/") ? place.prefix : place.prefix + "/" }

    /// The same rules as for a folder: no path that leads out, none that is no path.
    private func key(_ path: String) throws(OutsideError) -> String {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let areGood = parts.allSatisfy { !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) && !$0.contains(0) }
        guard areGood, path.utf8.count <= 900 else { throw .badPath }
        return prefix + path
    }

    private func send(
        _ method: String, _ key: String, query: [(String, String)] = [], fields: [(name: String, value: String)] = [],
        body: PlainRequest.Body = .none, limit: Int = 1 << 20, accepting accepted: [Int] = [200, 206]
    ) async throws -> PlainResponse {
        var attempt = 1
        while true {
            do {
                let answer = try await sendOnce(method, key, query, fields, body, limit)
                if accepted.contains(answer.status) { return answer }
                guard answer.status >= 500, attempt < 3 else { throw Self.error(method, answer) }
            } catch let error as OutsideError where attempt < 3 && Self.mayPass(error) {}
            try await Task.sleep(for: .milliseconds(attempt * attempt * 100 + Int.random(in: 0..<100)))
            attempt += 1
        }
    }

    private func sendOnce(
        _ method: String, _ key: String, _ query: [(String, String)], _ fields: [(name: String, value: String)],
        _ body: PlainRequest.Body, _ limit: Int
    ) async throws -> PlainResponse {
        let region = try await region.name(), (origin, base) = place.address(region: region)
        let signature = AWSSignature(keys: try await identity.keys(), region: region, origin: origin)
        let payload = place.usesTLS ? AWSSignature.unsignedPayload : try await hash(of: body)
        var request = signature.request(method, base + key, query: query, fields: fields, payload: payload, at: Int64(time(nil)))
        (request.body, request.timeout, request.responseLimit) = (body, place.timeout, limit)
        return try await client.send(request)
    }

    /// Without TLS the signature covers the content.
    private func hash(of body: PlainRequest.Body) async throws -> String {
        switch body {
        case .none: AWSSignature.hex(Digest.sha256([]))
        case .bytes(let bytes): AWSSignature.hex(Digest.sha256(bytes))
        case .file(let file, let range): AWSSignature.hex(try await file.sha256(range))
        }
    }

    private static func mayPass(_ error: OutsideError) -> Bool {
        if case .failed(let text) = error { return text.hasPrefix("HTTP:") }
        return false
    }

    private static func error(_ method: String, _ answer: PlainResponse) -> OutsideError {
        if answer.status == 404 { return .notFound }
        return .failed("S3: \(method) was answered \(answer.status) \(XMLText.first("Code", in: answer.text) ?? "")")
    }

    private static func unescaped(_ text: String) -> String {
        var bytes: [UInt8] = [], rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16), digits.count == 2 {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? 32 : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// The region of a bucket: as configured, as the environment says, or as S3 itself says to anybody who asks.
actor S3Region {
    private let place: S3Place
    private let fallback: String
    private let client: PlainClient
    private var known: String?

    init(_ place: S3Place, fallback: String, client: PlainClient) {
        self.place = place
        self.fallback = fallback
        self.client = client
        known = place.region.isEmpty ? nil : place.region
    }

    func name() async throws -> String {
        if let known { return known }
        guard place.isAmazon else { known = fallback.isEmpty ? "us-east-1" : fallback; return known ?? "us-east-1" }
        let scheme = place.usesTLS ? "https" : "http"
        let answer = try await client.send(
            PlainRequest(method: "HEAD", url: "\(scheme)://s3.amazonaws.com/\(place.bucket)", timeout: 5_000))
        let found = answer.field("x-amz-bucket-region") ?? (fallback.isEmpty ? "us-east-1" : fallback)
        known = found
        return found
    }
}
