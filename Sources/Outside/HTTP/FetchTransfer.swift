internal import CCurl

#if canImport(Glibc)
    internal import Glibc
#endif

/// One request on its way: the easy handle and what curl's callbacks need. Touched on the client's thread only.
final class FetchTransfer {
    let easy: UnsafeMutableRawPointer
    let id: Int
    var continuation: CheckedContinuation<FetchResponse, any Error>?
    private let request: FetchRequest
    private let host: String
    private var list: UnsafeMutablePointer<curl_slist>?
    private var response = FetchResponse()
    private var failure: FetchError?
    /// Ended on purpose with what is there.
    private var isEnough = false
    private var headBytes = 0
    private var headIsRead = false
    private var sent = 0

    static func of(_ easy: UnsafeMutableRawPointer) -> FetchTransfer {
        var me: UnsafeMutableRawPointer?
        ccurl_get_data(easy, CURLINFO_PRIVATE, &me)
        return from(me)
    }

    private static func from(_ me: UnsafeMutableRawPointer?) -> FetchTransfer {
        guard let me else { preconditionFailure("curl lost what it was given") }
        return Unmanaged.fromOpaque(me).takeUnretainedValue()
    }

    init(_ request: FetchRequest, id: Int) throws(FetchError) {
        // By bytes: to Swift "\r\n" is one character, which is neither "\r" nor "\n".
        let texts = [request.method, request.url] + request.fields.flatMap { [$0.name, $0.value] }
        guard !texts.contains(where: { $0.utf8.contains { $0 == 13 || $0 == 10 || $0 == 0 } }) else { throw .malformedRequest }
        guard let host = FetchURL.host(request.url) else { throw .malformedRequest }
        guard let easy = curl_easy_init() else { throw .failed("no memory") }
        (self.easy, self.request, self.host, self.id) = (easy, request, host, id)
        setUp()
        setBody()
        setCallbacks()
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(list)
    }

    private func setUp() {
        ccurl_set_text(easy, CURLOPT_URL, request.url)
        ccurl_set_text(easy, CURLOPT_CUSTOMREQUEST, request.method)
        ccurl_set_text(easy, CURLOPT_PROTOCOLS_STR, "http,https")
        ccurl_set_text(easy, CURLOPT_PROXY, "")  // one from the environment would connect in the guard's place
        ccurl_set_text(easy, CURLOPT_ACCEPT_ENCODING, "gzip")
        let (seconds, attoseconds) = request.timeout.components
        ccurl_set(easy, CURLOPT_TIMEOUT_MS, max(1, Int(seconds * 1000 + attoseconds / 1_000_000_000_000_000)))
        ccurl_set(easy, CURLOPT_NOSIGNAL, 1)
        ccurl_set(easy, CURLOPT_FOLLOWLOCATION, 0)  // each redirect is a request of its own
        if request.method == "HEAD" { ccurl_set(easy, CURLOPT_NOBODY, 1) }
        if case .guarded = request.reach {
            ccurl_set(easy, CURLOPT_FRESH_CONNECT, 1)
            ccurl_set(easy, CURLOPT_FORBID_REUSE, 1)
        }
    }

    private func setBody() {
        var fields = request.fields
        if !request.body.isEmpty {
            ccurl_set(easy, CURLOPT_UPLOAD, 1)
            ccurl_set_offset(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(request.body.count))
            fields.append(("Expect", ""))  // else curl waits up to a second for a "100 Continue" that few servers send
        }
        for field in fields {
            list = curl_slist_append(list, field.value.isEmpty ? "\(field.name):" : "\(field.name): \(field.value)")
        }
        ccurl_set_list(easy, CURLOPT_HTTPHEADER, list)
    }

    private func setCallbacks() {
        let me = Unmanaged.passUnretained(self).toOpaque()
        for option in [
            CURLOPT_PRIVATE, CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_READDATA, CURLOPT_SEEKDATA, CURLOPT_OPENSOCKETDATA,
        ] {
            ccurl_set_data(easy, option, me)
        }
        ccurl_on_write(easy) { bytes, _, count, me in
            FetchTransfer.from(me).receive(UnsafeRawBufferPointer(start: bytes, count: count))
        }
        ccurl_on_header(easy) { bytes, _, count, me in
            FetchTransfer.from(me).receiveHead(UnsafeRawBufferPointer(start: bytes, count: count))
        }
        ccurl_on_read(easy) { buffer, _, count, me in
            FetchTransfer.from(me).read(UnsafeMutableRawBufferPointer(start: buffer, count: count))
        }
        ccurl_on_seek(easy) { me, offset, _ in  // a kept connection that turns out dead is tried again from the start
            FetchTransfer.from(me).sent = Int(offset)
            return CURL_SEEKFUNC_OK
        }
        ccurl_on_socket(easy) { me, _, address in FetchTransfer.from(me).socket(for: address) }
    }
}

extension FetchTransfer {
    /// curl has resolved the name and is about to connect to exactly this address.
    private func socket(for address: UnsafeMutablePointer<curl_sockaddr>?) -> curl_socket_t {
        guard let address, let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return -1 }
        let peer = InternetAddress(socketAddress: UnsafeRawPointer(address) + offset)
        if case .guarded(let wall) = request.reach {
            guard let peer, wall.permits(peer, of: host) else {
                failure = .refused(peer?.description ?? "unknown")
                return -1  // CURL_SOCKET_BAD
            }
        }
        return Glibc.socket(address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.protocol)
    }

    private func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
        failure = nil  // an earlier address of the same name may have been refused before one was good
        if !headIsRead {
            headIsRead = true
            response.status = status
            if request.wantsBody?(response) == false { return stop(bytes) }
        }
        let room = request.limit - response.body.count
        guard bytes.count > room else {
            response.body.append(contentsOf: bytes)
            return bytes.count
        }
        switch request.excess {
        case .fails:
            failure = .tooLarge
            return bytes.count ^ 1  // another count than came ends the transfer
        case .isCut:
            response.body.append(contentsOf: bytes.prefix(room))
            return stop(bytes)
        }
    }

    private func stop(_ bytes: UnsafeRawBufferPointer) -> Int {
        isEnough = true
        return bytes.count ^ 1
    }

    private func receiveHead(_ bytes: UnsafeRawBufferPointer) -> Int {
        headBytes += bytes.count
        guard headBytes <= 64 << 10 else {
            failure = .tooLarge
            return bytes.count ^ 1
        }
        let line = String(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("HTTP/") {  // the answer itself after a 100
            response = FetchResponse()
            return bytes.count
        }
        guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return bytes.count }
        let value = line.utf8[line.utf8.index(after: colon)...].drop { $0 == 32 || $0 == 9 }.prefix { $0 != 13 && $0 != 10 }
        response.fields.append((line[..<colon].lowercased(), String(Substring(value))))
        return bytes.count
    }

    private func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, request.body.count - sent)
        guard count > 0 else { return 0 }
        request.body.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[sent..<sent + count])) }
        sent += count
        return count
    }

    private var status: Int {
        var status = 0
        ccurl_get(easy, CURLINFO_RESPONSE_CODE, &status)
        return status
    }

    /// What came of it, once curl is done.
    func result(_ code: CURLcode) -> Result<FetchResponse, any Error> {
        if code == CURLE_OK || isEnough {
            response.status = status
            return .success(response)
        }
        if let failure { return .failure(failure) }
        return .failure(code == CURLE_OPERATION_TIMEDOUT ? FetchError.timedOut : .failed(String(cString: curl_easy_strerror(code))))
    }
}
