internal import CCurl
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#endif

/// One request to a service that the operator named.
struct PlainRequest: Sendable {
    enum Body: Sendable {
        case none
        case bytes([UInt8])
        /// A part of a file, read while it is sent.
        case file(SpooledFile, Range<Int>)
    }

    var method: String
    var url: String
    var fields: [(name: String, value: String)] = []
    var body = Body.none
    var timeout = 30_000
    var responseLimit = 1 << 20
}

struct PlainResponse: Sendable {
    var status = 0
    /// Names in small letters.
    var fields: [(name: String, value: String)] = []
    var body: [UInt8] = []

    func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }
    var text: String { String(decoding: body, as: UTF8.self) }
}

/// Requests to services whose addresses come from the configuration: no redirects are followed, no proxy is used, nothing is
/// guarded. Addresses that people send are for the guarded client. Each request blocks a thread of the pool; connections are
/// kept and used again.
final class PlainClient: Sendable {
    private let pool: WorkerPool
    private let idle = Mutex<[Easy]>([])

    /// A handle of libcurl: used by one thread at a time.
    private struct Easy: @unchecked Sendable {  // taken out of `idle` by whoever uses it
        let handle: UnsafeMutableRawPointer
    }

    init(pool: WorkerPool) { self.pool = pool }

    deinit { idle.withLock { for easy in $0 { curl_easy_cleanup(easy.handle) } } }

    /// Throws `OutsideError.failed` when no answer came.
    func send(_ request: PlainRequest) async throws -> PlainResponse { try await pool.run { [self] in try sendNow(request) } }

    private func sendNow(_ request: PlainRequest) throws(OutsideError) -> PlainResponse {
        guard let easy = idle.withLock({ $0.popLast() }) ?? curl_easy_init().map(Easy.init) else { throw .failed("libcurl") }
        defer {
            curl_easy_reset(easy.handle)
            idle.withLock { $0.append(easy) }
        }
        let exchange = Exchange(request)
        var list: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(list) }
        for field in request.fields + [(name: "Expect", value: "")] {
            list = curl_slist_append(list, field.value.isEmpty ? "\(field.name):" : "\(field.name): \(field.value)")
        }
        ccurl_set_list(easy.handle, CURLOPT_HTTPHEADER, list)
        let code = withExtendedLifetime(exchange) {
            exchange.prepare(easy.handle)
            return curl_easy_perform(easy.handle)
        }
        guard code == CURLE_OK else {
            throw exchange.isTooLarge ? .tooLarge : .failed("HTTP: \(String(cString: curl_easy_strerror(code)))")
        }
        var status = 0
        ccurl_get(easy.handle, CURLINFO_RESPONSE_CODE, &status)
        exchange.response.status = status
        return exchange.response
    }
}

/// What libcurl's callbacks need while one request is under way, on one thread.
private final class Exchange {
    let request: PlainRequest
    var response = PlainResponse()
    private(set) var isTooLarge = false
    private var sent = 0

    init(_ request: PlainRequest) { self.request = request }

    private static func of(_ pointer: UnsafeMutableRawPointer?) -> Exchange {
        Unmanaged.fromOpaque(pointer!).takeUnretainedValue()  // what `prepare` gave, and libcurl gives back unchanged
    }

    func prepare(_ easy: UnsafeMutableRawPointer) {
        let me = Unmanaged.passUnretained(self).toOpaque()
        for option in [CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_READDATA, CURLOPT_SEEKDATA] { ccurl_set_data(easy, option, me) }
        for (option, value) in [
            (CURLOPT_URL, request.url), (CURLOPT_CUSTOMREQUEST, request.method), (CURLOPT_PROTOCOLS_STR, "http,https"), (CURLOPT_PROXY, ""),
        ] { ccurl_set_text(easy, option, value) }
        ccurl_set(easy, CURLOPT_TIMEOUT_MS, request.timeout)
        ccurl_set(easy, CURLOPT_CONNECTTIMEOUT_MS, min(request.timeout, 10_000))
        ccurl_set(easy, CURLOPT_NOSIGNAL, 1)
        ccurl_set(easy, CURLOPT_PATH_AS_IS, 1)  // a signed path must arrive as it was signed
        if request.method == "HEAD" { ccurl_set(easy, CURLOPT_NOBODY, 1) }
        if let size = bodySize {
            ccurl_set(easy, CURLOPT_UPLOAD, 1)
            ccurl_set_offset(easy, CURLOPT_INFILESIZE_LARGE, size)
        }
        ccurl_on_write(easy) { bytes, _, count, me in Exchange.of(me).receive(UnsafeRawBufferPointer(start: bytes, count: count)) }
        ccurl_on_header(easy) { bytes, _, count, me in Exchange.of(me).receiveHead(UnsafeRawBufferPointer(start: bytes, count: count)) }
        ccurl_on_read(easy) { room, _, count, me in Exchange.of(me).give(UnsafeMutableRawBufferPointer(start: room, count: count)) }
        ccurl_on_seek(easy) { me, offset, _ in  // a kept connection that turns out dead is tried again from the start
            Exchange.of(me).sent = Int(offset)
            return CURL_SEEKFUNC_OK
        }
    }

    private var bodySize: Int? {
        switch request.body {
        case .none: nil
        case .bytes(let bytes): bytes.count
        case .file(_, let range): range.count
        }
    }

    private func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard response.body.count + bytes.count <= request.responseLimit else {
            isTooLarge = true
            return bytes.count ^ 1  // another count ends the transfer
        }
        response.body.append(contentsOf: bytes)
        return bytes.count
    }

    private func receiveHead(_ bytes: UnsafeRawBufferPointer) -> Int {
        let line = String(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("HTTP/") { response.fields = [] }  // after a 100
        guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")), response.fields.count < 200 else { return bytes.count }
        let value = line.utf8[line.utf8.index(after: colon)...].drop { $0 == 32 || $0 == 9 }.prefix { $0 != 13 && $0 != 10 }
        response.fields.append((line[..<colon].lowercased(), String(decoding: value, as: UTF8.self)))
        return bytes.count
    }

    private func give(_ room: UnsafeMutableRawBufferPointer) -> Int {
        switch request.body {
        case .none: return 0
        case .bytes(let bytes):
            let count = min(room.count, bytes.count - sent)
            bytes.withUnsafeBytes { room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[sent..<sent + count])) }
            sent += count
            return count
        case .file(let file, let range):
            let count = pread(file.descriptor, room.baseAddress, min(room.count, range.count - sent), range.lowerBound + sent)
            guard count >= 0 else { return Int(CURL_READFUNC_ABORT) }
            sent += count
            return count
        }
    }
}
