internal import Database
internal import Network
internal import Outside
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/notifications/ack | AcknowledgePush | signed in | |
/// | POST | /api/v4/notifications/test | SendTestNotification | signed in | posted |
struct NotificationRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/notifications/ack", acknowledge)
        routes.signedIn("POST", "/api/v4/notifications/test", test)
    }

    @Sendable func acknowledge(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let receipt: PushReceipt
        do { receipt = try PushReceipt(request.json()) } catch { throw APIError.receiptUnreadable }
        guard services.settings.current[EmailSettings.sendPushNotifications] else { throw APIError.pushesAreOff }
        let isForwarded = await forward(receipt)
        guard receipt.isIDLoaded else {
            guard isForwarded else { throw APIError.receiptNotForwarded }
            return .ok
        }
        guard !receipt.post.isEmpty else { return HTTPResponse(contentType: "application/json") }
        let message = try await services.db.read { [services] tx in
            let post = try context.access.readable(ID<Post>(receipt.post), in: tx)
            return try FetchPush(post: post, receipt: receipt, user: context.user, services: services).run(in: tx)
        }
        return HTTPResponse(json: message)
    }

    private func forward(_ receipt: PushReceipt) async -> Bool {
        do {
            let request = SendPush.request("ack", JSONWriter.bytes(of: receipt), services)
            return try await services.outbound.send(request).status == 200
        } catch {
            services.log.warn("a receipt could not be forwarded to the push proxy", ["error": "\(error)"])
            return false
        }
    }

    @Sendable func test(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await services.db.write { [services] tx in
            guard let user = try tx.users.find(context.user) else { throw APIError.userNotFound }
            let bot = try SystemBot(services: services).run(in: tx)
            let channel = try OpenDirectChannel(between: bot, and: user, services: services).run(in: tx)
            let draft = PostDraft(channel: channel.id, message: "If you are told of this message, your notifications work.")
            _ = try CreatePost(draft: draft, access: Access(of: bot, services: services), services: services, setsOnline: false).run(in: tx)
        }
        return .ok
    }
}

/// What an app says about a push that arrived.
struct PushReceipt: JSONWritable {
    let id: String
    let receivedAt: Int64
    let platform: String
    let kind: String
    let post: String
    let isIDLoaded: Bool

    init(_ fields: JSONFields) throws {
        id = try fields.string("id") ?? ""
        receivedAt = try fields.integer("received_at") ?? 0
        platform = try fields.string("platform") ?? ""
        kind = try fields.string("type") ?? ""
        post = try fields.string("post_id") ?? ""
        isIDLoaded = try fields.bool("is_id_loaded") ?? false
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", id)
            json.field("received_at", receivedAt)
            json.field("platform", platform)
            json.field("type", kind)
            json.field("post_id", ifNotEmpty: post)
            json.field("is_id_loaded", isIDLoaded)
        }
    }
}

extension APIError {
    static let receiptUnreadable = APIError(
        "api.push_notifications_ack.message.parse.app_error", 400, "This is no receipt of a notification.")
    static let pushesAreOff = APIError("api.push_notification.disabled.app_error", 501, "This server sends no push notifications.")
    static let receiptNotForwarded = APIError(
        "api.push_notifications_ack.forward.app_error", 500, "The push proxy did not take the receipt.")
}
