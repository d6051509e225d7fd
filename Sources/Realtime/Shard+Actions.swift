internal import Network
internal import Wire

/// What clients ask through their sockets.
extension Shard {
    /// `nil` is something that is no frame: the connection is closed.
    func received(_ frame: ClientFrame?, from socket: Socket) {
        guard let hub, let frame else { return close(socket, code: 1003, reason: "not a message this server knows") }
        if case .challenged = socket.state {} else { socket.lastHeard = hub.sources.now() }
        guard socket.waiting.count < 256 else { return close(socket, code: 1008, reason: "too many requests at once") }
        socket.waiting.append(frame)
        if !socket.isBusy { work(socket) }
    }

    /// Answers one frame after the other, so that answers keep their order.
    func work(_ socket: Socket) {
        socket.isBusy = true
        Task {
            while socket.connection != nil, !socket.waiting.isEmpty { await answer(socket.waiting.removeFirst(), socket) }
            socket.isBusy = false
        }
    }

    private func answer(_ frame: ClientFrame, _ socket: Socket) async {
        guard let hub else { return }
        if frame.action == "authentication_challenge" { return await challenge(frame, socket) }
        do throws(APIError) {
            guard !frame.action.isEmpty else { throw .noAction }
            guard frame.sequence > 0 else { throw .badSequence }
            guard let standing = socket.standing, !standing.needsMFA, !socket.isEnded else { throw .notAuthenticated }
            if frame.action.hasPrefix("custom_") { return }  // for plugins, and there are none
            let data = try await perform(frame, socket, standing, hub)
            reply(socket) { json in
                json.field("status", "OK")
                if !data.isEmpty { json.field("data", data) }
                json.field("seq_reply", frame.sequence)
            }
        } catch {
            reply(socket) { json in
                json.field("status", "FAIL")
                json.field("seq_reply", ifNotZero: frame.sequence)
                json.key("error")
                json.raw(json: error.bytes(request: ""))
            }
        }
    }

    private func perform(_ frame: ClientFrame, _ socket: Socket, _ standing: SocketStanding, _ hub: Hub) async throws(APIError)
        -> JSONObject
    {
        if frame.action == "presence" { look(frame.data, socket); return JSONObject() }
        return try await hub.sources.perform(
            SocketRequest(action: frame.action, data: frame.data, session: standing.session, connection: socket.id))
    }

    /// Where the client looks; what is no text is passed over.
    private func look(_ data: JSONObject, _ socket: Socket) {
        if let channel = data["channel_id"]?.string { socket.activeChannel = channel }
        if let thread = data["thread_channel_id"]?.string {
            if data["is_thread_view"]?.bool == true { socket.activeThreadView = thread } else { socket.activeThread = thread }
        }
    }

    private func challenge(_ frame: ClientFrame, _ socket: Socket) async {
        guard let hub, case .challenged = socket.state else { return }  // clients send it on open sockets too
        guard let token = frame.data["token"]?.string, let standing = await hub.sources.session(token) else {
            return cut(socket)
        }
        authenticated(socket, standing, mayResume: false)
        reply(socket) { json in
            json.field("status", "OK")
            json.field("seq_reply", ifNotZero: frame.sequence)
        }
    }

    private func reply(_ socket: Socket, _ members: (inout JSONWriter) -> Void) {
        guard let connection = socket.connection else { return }
        var json = JSONWriter(capacity: 128)
        json.object(members)
        let bytes = json.bytes
        connection.assumeIsolated { connection in
            connection.send { output in
                WebSocket.appendTextHeader(length: bytes.count, to: &output)
                output.append(contentsOf: bytes)
            }
        }
    }
}

extension APIError {
    static let noAction = APIError("api.web_socket_router.no_action.app_error", 400, "The message names no action.")
    static let badSequence = APIError("api.web_socket_router.bad_seq.app_error", 400, "The message needs a sequence number above 0.")
    static let notAuthenticated = APIError(
        "api.web_socket_router.not_authenticated.app_error", 401, "The connection has not been authenticated.")
}
