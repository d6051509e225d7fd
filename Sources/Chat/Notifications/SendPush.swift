internal import Database
internal import Outside
internal import Wire

/// Gives one push to the proxy. Tried again when nobody answered, never when somebody did: then it may have arrived.
struct SendPush: Sendable {
    let services: Services
    private static let tries = 3

    /// What the proxy said of a device.
    enum Answer: Sendable { case taken, removed, refused, unreadable }

    func run(_ message: PushMessage, to device: PushDevice) async {
        var message = addressed(message, to: device)
        message.ackID = services.newToken()
        message.signature = token(message)
        var pause = Duration.milliseconds(250)
        for attempt in 1...Self.tries {
            do {
                switch try await send(message) {
                case .removed: try await forget(device)
                case .taken: if message.kind == .message { services.figures.posts.add(.pushes) }
                case .refused, .unreadable: break
                }
                return
            } catch FetchError.failed(_) where attempt < Self.tries {
                try? await Task.sleep(for: pause)  // only cancelled when the process ends
                pause *= 4
            } catch {
                return services.log.warn("a push could not be sent", ["user": device.user.raw, "error": "\(error)"])
            }
        }
    }

    /// Whether the proxy knows a device, for an app that has just been set up.
    func test(_ name: String) async -> Answer {
        var message = addressed(PushMessage(kind: .test), to: PushDevice(session: ID(""), user: ID(""), name: name))
        (message.badge, message.version) = (-1, "2")
        do { return try await send(message) } catch { return .unreadable }
    }

    private func addressed(_ message: PushMessage, to device: PushDevice) -> PushMessage {
        var message = message
        (message.platform, message.deviceID) = (device.platform, device.id)
        message.serverID = services.settings.diagnosticID
        return message
    }

    private func send(_ message: PushMessage) async throws -> Answer {
        let response = try await services.outbound.send(Self.request("send_push", JSONWriter.bytes(of: message), services))
        guard response.status == 200, let status = Self.status(in: response.body) else {
            services.log.warn("the push proxy gave no answer that can be read", ["status": "\(response.status)"])
            return .unreadable
        }
        switch status.text {
        case "OK", "": return .taken
        case "REMOVE": return .removed
        default:
            services.log.warn("the push proxy refused a push", ["error": status.error])
            return .refused
        }
    }

    /// What the proxy says; `nil` for what is no answer of one.
    private static func status(in body: [UInt8]) -> (text: String, error: String)? {
        do {
            let answer = try JSONReader.read(body)
            return answer.object == nil ? nil : (answer["status"]?.string ?? "OK", answer["error"]?.string ?? "")
        } catch { return nil }
    }

    /// A call of the proxy's, which the administrator chose.
    static func request(_ path: String, _ body: [UInt8], _ services: Services) -> FetchRequest {
        let server = services.settings.current[EmailSettings.pushNotificationServer]
        let base = server.hasSuffix("/") ? String(server.dropLast()) : server
        var request = FetchRequest(
            "POST", "\(base)/api/v1/\(path)", reach: .anywhere,
            fields: [("User-Agent", Outbound.agent), ("Content-Type", ""), ("Accept", "")], body: body)
        request.timeout = .seconds(30)
        return request
    }

    /// Lets the app see that the push is from this server.
    private func token(_ message: PushMessage) -> String {
        let claims: JSONValue = ["ack_id": .string(message.ackID), "device_id": .string(message.deviceID)]
        let head = JSONWriter.bytes(of: ["alg": "ES256", "typ": "JWT"] as JSONValue), body = JSONWriter.bytes(of: claims)
        let text = [head, body].map { Base64.encode($0, padded: false, urlSafe: true) }.joined(separator: ".")
        return "\(text).\(Base64.encode(services.settings.rawSignature(text), padded: false, urlSafe: true))"
    }

    /// The app is gone from the device: nothing is pushed there until it comes back under another id.
    private func forget(_ device: PushDevice) async throws {
        try await services.db.write { tx in
            guard let session = try tx.sessions.find(device.session) else { return }
            var props = session.props.object
            props["last_removed_device_id"] = .string(device.name)
            try tx.sessions.update(session.id, props: JSONText(props))
            tx.signal(.userChanged(session.user))
        }
    }
}
