internal import Database
internal import Network
internal import Outside
internal import Wire

/// Doors to a team's picture.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/teams/{team_id}/image | show | view_team, or list_public_teams for open ones | |
/// | POST | /api/v4/teams/{team_id}/image | set | manage_team | update_team |
/// | DELETE | /api/v4/teams/{team_id}/image | remove | manage_team | update_team |
struct TeamIconRoutes {
    static let side = 128
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/teams/{team_id}/image", show)
        routes.signedIn("POST", "/api/v4/teams/{team_id}/image", set)
        routes.signedIn("DELETE", "/api/v4/teams/{team_id}/image", remove)
    }

    private static func path(of team: ID<Team>) -> String { "teams/\(team)/teamIcon.png" }

    @Sendable func show(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id")
        let team = try await services.db.readOne { try context.access.visible(id, in: $0).team }
        guard team.lastTeamIconUpdate > 0 else { throw APIError.teamIconNotFound }
        let etag = String(team.lastTeamIconUpdate)
        if request.field("if-none-match") == etag { return HTTPResponse(status: 304, fields: [(name: "ETag", value: etag)]) }
        do {
            let bytes = try await services.files.read(Self.path(of: id), range: nil)
            return HTTPResponse(
                contentType: "image/png", fields: [(name: "ETag", value: etag), (name: "Cache-Control", value: "max-age=86400, private")],
                bytes: bytes)
        } catch { throw APIError.teamIconNotFound }
    }

    /// The picture is kept small and as PNG, whatever came.
    @Sendable func set(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id")
        _ = try await services.db.readOne { try context.access.team(id, to: .manageTeam, in: $0) }
        let settings = services.settings.current
        let form = PictureForm(unreadable: .teamIconUnreadable, missing: .teamIconMissing, tooLarge: .teamIconTooLarge)
        let bytes = try form.bytes(of: request, settings), limit = Int(settings[FileSettings.maxImageResolution])
        let png = try await services.draw(orThrow: .teamIconNoPicture) {
            try PNG.encode(Picture.decode(bytes, pixelLimit: limit, enough: Self.side).square(Self.side))
        }
        try await services.files.write(.bytes(png), to: Self.path(of: id))
        try await change(id, context, to: services.now())
        return .ok
    }

    @Sendable func remove(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await change(try request.id(0, "team_id"), context, to: 0)
        return .ok
    }

    private func change(_ id: ID<Team>, _ context: SignedIn, to time: Int64) async throws {
        try await services.db.write { tx in
            var team = try context.access.team(id, to: .manageTeam, in: tx).team
            try tx.teams.setIcon(at: time, of: id)
            team.lastTeamIconUpdate = time
            tx.tell(.teamUpdated(team))
        }
    }
}

extension APIError {
    static let teamIconNotFound = APIError("api.team.get_team_icon.read_file.app_error", 404, "The team has no picture.")
    static let teamIconUnreadable = APIError("api.team.set_team_icon.parse.app_error", 400, "The picture must come in a form.")
    static let teamIconMissing = APIError("api.team.set_team_icon.no_file.app_error", 400, "The form has no file in its field image.")
    static let teamIconTooLarge = APIError("api.team.set_team_icon.too_large.app_error", 413, "The picture is too large.")
    static let teamIconNoPicture = APIError("api.team.set_team_icon.decode.app_error", 400, "The file is no picture that can be read.")
}
