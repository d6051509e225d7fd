internal import Database
internal import Outside
internal import Wire

/// Somebody presses a button in a message: the address behind it is asked, and may change the message or say something to them.
struct PressButton: Sendable {
    let id: ID<Post>
    let button: String
    /// What was chosen in a menu.
    let choice: String
    let access: Access
    let services: Services
    /// What an integration's message keeps of how it was sent, whatever the answer says.
    private static let kept = ["from_webhook", "override_username", "override_icon_url"]
    /// Bytes of an answer that are read.
    private static let byteLimit = 1 << 20

    /// A pressed button and where it is.
    private struct Pressed: Sendable {
        let post: Post
        let button: PostButton
        let channel: Channel
        let team: String
        let username: String
    }

    /// Says the trigger's id, with which the integration may open a dialog.
    func run() async throws -> String {
        let pressed = try await services.db.read { tx in
            guard let post = try tx.posts.find(id), post.deleteAt == 0, let place = try access.standing(in: post.channel, tx),
                place.isReadable
            else { throw APIError.forbidden }
            guard let found = PostButton(button, of: post) else { throw APIError.buttonUnknown }
            let team = place.channel.team.raw.isEmpty ? nil : try tx.teams.find(place.channel.team)
            return Pressed(
                post: post, button: found, channel: place.channel, team: team?.name ?? "",
                username: try tx.users.find(access.user)?.username ?? "")
        }
        let trigger = services.newToken(), answer = try await ask(pressed, trigger)
        guard answer.update != nil || !answer.text.isEmpty else { return trigger }
        try await services.db.write { tx in try take(answer, pressed, tx) }
        return trigger
    }

    /// What an integration may say.
    private struct Answer: Sendable {
        var update: (message: String, props: JSONObject?)?
        var text = ""
    }

    private func ask(_ pressed: Pressed, _ trigger: String) async throws -> Answer {
        let settings = services.settings.current
        var request = FetchRequest(
            "POST", pressed.button.address,
            reach: .guarded(AddressGuard(allowing: settings[ServiceSettings.allowedUntrustedInternalConnections])),
            fields: [("Content-Type", "application/json"), ("Accept", "application/json"), ("User-Agent", Outbound.agent)],
            body: JSONWriter.bytes(of: JSONValue.object(body(pressed, trigger))))
        request.timeout = .seconds(settings[ServiceSettings.outgoingIntegrationRequestsTimeout])
        request.limit = Self.byteLimit
        do {
            let response = try await services.outbound.send(request)
            guard response.status == 200 else { throw APIError.buttonFailed }
            return try Self.read(response.body)
        } catch {
            services.log.warn("a button's address gave no answer", ["error": "\(error)", "post_id": id.raw])
            throw APIError.buttonFailed
        }
    }

    private func body(_ pressed: Pressed, _ trigger: String) -> JSONObject {
        var context = pressed.button.context
        if !choice.isEmpty { context = (context ?? JSONObject()).with("selected_option", .string(choice)) }
        var body: JSONObject = [
            "user_id": .string(access.user.raw), "user_name": .string(pressed.username), "channel_id": .string(pressed.channel.id.raw),
            "channel_name": .string(pressed.channel.name), "team_id": .string(pressed.channel.team.raw),
            "team_domain": .string(pressed.team),
            "post_id": .string(id.raw), "trigger_id": .string(signed(trigger)), "type": .string(pressed.button.kind),
            "data_source": .string(choice.isEmpty ? "" : pressed.button.source),
        ]
        if let context { body["context"] = .object(context) }
        return body
    }

    /// Who pressed and when, so that nobody else's dialog opens and none too late.
    private func signed(_ trigger: String) -> String {
        let text = "\(trigger):\(access.user):\(services.now()):"
        return Base64.encode(Array((text + Base64.encode(services.settings.signature(text))).utf8))
    }

    private static func read(_ bytes: [UInt8]) throws -> Answer {
        let fields = try JSONFields(JSONReader.read(bytes))
        var answer = Answer(text: try fields.string("ephemeral_text") ?? "")
        if let update = try fields.fields("update") {
            answer.update = (try update.string("message") ?? "", try update.object("props"))
        }
        return answer
    }

    private func take(_ answer: Answer, _ pressed: Pressed, _ tx: Transaction<ReadWrite>) throws {
        let old = pressed.post.props.object
        if let update = answer.update {
            var props = update.props ?? old
            for key in Self.kept { props[key] = old[key] }
            try ReplacePost(id: id, message: update.message, props: props, access: access, services: services).run(in: tx)
        }
        guard !answer.text.isEmpty else { return }
        try PostRules.checkMessage(answer.text)
        var note = Post.ephemeral(answer.text, in: pressed.channel.id, by: access.user, services)
        note.root = pressed.post.isReply ? pressed.post.root : pressed.post.id
        var props = JSONObject()
        for key in Self.kept where old[key] != nil { props[key] = old[key] }
        note.props = JSONText(props)
        tx.tell(.ephemeralMessage(PostView(note), to: access.user))
    }
}

extension JSONObject {
    fileprivate func with(_ key: String, _ value: JSONValue) -> JSONObject {
        var object = self
        object[key] = value
        return object
    }
}
