internal import CCurl

/// An HTTP client on libcurl's multi interface. Its executor is a thread that waits in `curl_multi_poll`, so the actor's
/// state, curl's handles and curl's callbacks share one thread and need no lock; no event loop waits for anybody's server.
///
/// One for the process. A guarded request always opens a connection of its own: curl reuses a connection without asking the
/// guard again. No proxy, cookie jar or `.netrc` of the environment is used.
public actor Fetch {
    /// Starts its thread at the first use and lives as long as the process.
    public static let shared = Fetch()

    private nonisolated let thread = FetchThread()
    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }
    private var transfers: [Int: FetchTransfer] = [:]
    private var lastID = 0

    private init() {
        ccurl_multi_set(thread.multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, 256)
        ccurl_multi_set(thread.multi, CURLMOPT_MAX_HOST_CONNECTIONS, 32)
        thread.start { [self] id, result in assumeIsolated { $0.end(id, result) } }
    }

    /// Throws a `FetchError`, or a `CancellationError` when the task is cancelled, which also closes the connection.
    public func send(_ request: FetchRequest) async throws -> FetchResponse {
        let deadline = ContinuousClock.now + request.timeout
        guard var url = FetchURL.absolute(request.url) else { throw FetchError.malformedRequest }
        var left = request.redirects
        while true {
            var hop = request
            hop.url = url
            hop.timeout = deadline - .now
            guard hop.timeout > .zero else { throw FetchError.timedOut }
            var response = try await transfer(hop)
            response.url = url
            guard request.body.isEmpty, request.redirects > 0, let next = Self.redirect(response) else { return response }
            guard left > 0 else { throw FetchError.tooManyRedirects }
            guard let target = FetchURL.absolute(next, from: url) else { throw FetchError.malformedRequest }
            (url, left) = (target, left - 1)
        }
    }

    private static func redirect(_ response: FetchResponse) -> String? {
        [301, 302, 303, 307, 308].contains(response.status) ? response.field("location") : nil
    }

    private func transfer(_ request: FetchRequest) async throws -> FetchResponse {
        lastID += 1
        let id = lastID  // not the handle's address: curl may give that to the next transfer before a late cancellation comes
        let transfer = try FetchTransfer(request, id: id)
        return try await withTaskCancellationHandler {
            try Task.checkCancellation()
            return try await withCheckedThrowingContinuation { continuation in
                transfer.continuation = continuation
                transfers[id] = transfer
                curl_multi_add_handle(thread.multi, transfer.easy)
            }
        } onCancel: {  // runs after the job above, which added the transfer
            thread.execute { self.assumeIsolated { $0.end(id, .failure(CancellationError())) } }
        }
    }

    private func end(_ id: Int, _ result: Result<FetchResponse, any Error>) {
        guard let transfer = transfers.removeValue(forKey: id) else { return }
        curl_multi_remove_handle(thread.multi, transfer.easy)
        transfer.continuation?.resume(with: result)
    }
}
