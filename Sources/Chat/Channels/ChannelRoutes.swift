internal import Database
internal import Network
internal import Wire

/// Doors to channels.
struct ChannelRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/channels", create)
        routes.signedIn("GET", "/api/v4/channels/{channel_id}", find)
    }

    @Sendable func create(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let draft = try ChannelDraft.read(try request.json(), id: services.newID())
        let channel = try await services.db.write { [services] tx in
            _ = try context.access.team(
                draft.team, to: draft.type == .open ? .createPublicChannel : .createPrivateChannel, in: tx)
            guard let creator = try tx.users.find(context.user) else { throw APIError.userNotFound }
            return try CreateChannel(draft: draft, creator: creator, services: services).run(in: tx)
        }
        return HTTPResponse(status: 201, json: channel)
    }

    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id")
        let channel = try await services.db.readOne { tx in try context.access.visible(id, in: tx).channel }
        return HTTPResponse(json: channel)
    }
}
