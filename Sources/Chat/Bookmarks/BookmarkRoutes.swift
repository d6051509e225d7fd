internal import Database
internal import Network
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/channels/{channel_id}/bookmarks | | read_channel_content | |
/// | POST | /api/v4/channels/{channel_id}/bookmarks | `CreateBookmark` | add_bookmark_…_channel | channel_bookmark_created |
/// | PATCH | /api/v4/channels/{channel_id}/bookmarks/{bookmark_id} | `UpdateBookmark` | edit_bookmark_…_channel | channel_bookmark_updated |
/// | POST | /api/v4/channels/{channel_id}/bookmarks/{bookmark_id}/sort_order | `SortBookmark` | order_bookmark_…_channel | channel_bookmark_sorted |
/// | DELETE | /api/v4/channels/{channel_id}/bookmarks/{bookmark_id} | `DeleteBookmark` | delete_bookmark_…_channel | channel_bookmark_deleted |
///
/// Changes run under READ COMMITTED: they stand in line behind the channel's lock and must see what the one before them wrote.
struct BookmarkRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/channels/{channel_id}/bookmarks", all)
        routes.signedIn("POST", "/api/v4/channels/{channel_id}/bookmarks", create)
        routes.signedIn("PATCH", "/api/v4/channels/{channel_id}/bookmarks/{bookmark_id}", update)
        routes.signedIn("POST", "/api/v4/channels/{channel_id}/bookmarks/{bookmark_id}/sort_order", sort)
        routes.signedIn("DELETE", "/api/v4/channels/{channel_id}/bookmarks/{bookmark_id}", delete)
    }

    @Sendable func all(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let channel: ID<Channel> = try request.id(0, "channel_id"), since = request.asked.number("bookmarks_since") ?? 0
        let bookmarks = try await services.db.read { tx in
            let place = try context.access.readable(channel, in: tx)
            return try tx.bookmarks.all(in: place.channel.id, since: since)
        }
        return HTTPResponse(json: bookmarks)
    }

    @Sendable func create(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let create = CreateBookmark(
            channel: try request.id(0, "channel_id"), wish: try request.decode(as: "channelBookmark") { try BookmarkWish($0) },
            access: context.access, connectionID: context.connectionID, services: services)
        return HTTPResponse(status: 201, json: try await services.db.write(isolation: .readCommitted) { try create.run(in: $0) })
    }

    @Sendable func update(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let update = UpdateBookmark(
            id: try request.id(1, "bookmark_id"), channel: try request.id(0, "channel_id"),
            wish: try request.decode(as: "channelBookmarkPatch") { try BookmarkWish($0) }, access: context.access,
            connectionID: context.connectionID, services: services)
        return HTTPResponse(json: try await services.db.write(isolation: .readCommitted) { try update.run(in: $0) })
    }

    @Sendable func sort(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        // the body is a number alone; every fault of it is the same to the client
        guard let index = try? request.value().integer else { throw APIError.invalidParameter("channelBookmarkSortOrder") }
        let sort = SortBookmark(
            id: try request.id(1, "bookmark_id"), channel: try request.id(0, "channel_id"), index: index, access: context.access,
            connectionID: context.connectionID, services: services)
        return HTTPResponse(json: try await services.db.write(isolation: .readCommitted) { try sort.run(in: $0) })
    }

    @Sendable func delete(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let delete = DeleteBookmark(
            id: try request.id(1, "bookmark_id"), channel: try request.id(0, "channel_id"), access: context.access,
            connectionID: context.connectionID, services: services)
        return HTTPResponse(json: try await services.db.write(isolation: .readCommitted) { try delete.run(in: $0) })
    }
}
