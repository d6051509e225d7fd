internal import Database
internal import Realtime
internal import Wire

/// What clients may ask through a WebSocket (facts: websocket.md section 5). Every id goes through `Access`, as over HTTP.
struct SocketActions {
    let services: Services

    func perform(_ request: SocketRequest) async throws(APIError) -> JSONObject {
        do {
            switch request.action {
            case "ping": return pong()
            case "user_typing": return try await type(request)
            case "posted_notify_ack": return JSONObject()
            default: throw APIError.unknownAction
            }
        } catch let error as APIError {
            throw error
        } catch {
            services.log.error("a socket's action failed", ["action": request.action, "error": "\(error)"])
            throw .internalFailure
        }
    }

    private func pong() -> JSONObject {
        ["text": "pong", "version": .string(services.settings.versionID), "server_time": .integer(services.now()), "node_id": ""]
    }

    private func type(_ request: SocketRequest) async throws -> JSONObject {
        guard let channel = request.data["channel_id"]?.string, ID<Channel>(channel).isWellFormed else {
            throw APIError.invalidSocketParameter("channel_id")
        }
        let access = Access(session: request.session, roles: services.roles)
        do {
            _ = try await services.db.readOne { tx in try access.channel(ID(channel), to: .createPost, in: tx).channel.id }
        } catch is APIError {
            throw APIError.invalidSocketParameter("channel_id")
        }
        services.hub.publish(.typing(request.session.user, in: ID(channel), thread: request.data["parent_id"]?.string ?? ""))
        return JSONObject()
    }

    func connected(_ session: Session) async {}
    func disconnected(_ session: Session, isLast: Bool) async {}
}

extension Event {
    /// Somebody types; everybody in the channel hears but they themselves.
    static func typing(_ user: ID<User>, in channel: ID<Channel>, thread: String) -> Event {
        Event("typing", to: Event.Broadcast(channel: channel, omitUsers: [user])) { json in
            json.field("parent_id", thread)
            json.field("user_id", user)
        }
    }
}

extension APIError {
    static let unknownAction = APIError("api.web_socket_router.bad_action.app_error", 500, "The server knows no such action.")
    static func invalidSocketParameter(_ name: String) -> APIError {
        APIError("api.websocket_handler.invalid_param.app_error", 400, "Invalid or missing \(name) in the message.")
    }
}
