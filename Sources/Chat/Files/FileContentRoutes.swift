internal import Database
internal import Network
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/files/{file_id} | `GiveFile` | read_channel | |
/// | HEAD | /api/v4/files/{file_id} | `GiveFile` | read_channel | |
/// | GET | /api/v4/files/{file_id}/thumbnail | `GiveFile` | read_channel | |
/// | HEAD | /api/v4/files/{file_id}/thumbnail | `GiveFile` | read_channel | |
/// | GET | /api/v4/files/{file_id}/preview | `GiveFile` | read_channel | |
/// | HEAD | /api/v4/files/{file_id}/preview | `GiveFile` | read_channel | |
/// | GET | /files/{file_id}/public | `PublicLink`, `GiveFile` | the link's hash | |
/// | HEAD | /files/{file_id}/public | `PublicLink`, `GiveFile` | the link's hash | |
struct FileContentRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        for method in ["GET", "HEAD"] {
            routes.signedIn(method, "/api/v4/files/{file_id}", content)
            routes.signedIn(method, "/api/v4/files/{file_id}/thumbnail", thumbnail)
            routes.signedIn(method, "/api/v4/files/{file_id}/preview", preview)
            routes.open(method, "/files/{file_id}/public", shared)
        }
    }

    @Sendable func content(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<FileInfo> = try request.id(0, "file_id")
        let found = try await services.db.read {
            try context.access.readable(id, evenDeleted: true, or: .fileContentUnknown, in: $0)
        }
        return try await give(found, request)
    }

    @Sendable func thumbnail(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await picture(request, context, { $0.thumbnail }, or: .fileWithoutThumbnail)
    }

    @Sendable func preview(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await picture(request, context, { $0.preview }, or: .fileWithoutPreview)
    }

    /// All smaller pictures are called JPEGs, as clients know them.
    private func picture(
        _ request: HTTPRequest, _ context: SignedIn, _ path: (FilePlace) -> String, or none: APIError
    ) async throws -> HTTPResponse {
        let id: ID<FileInfo> = try request.id(0, "file_id")
        let found = try await services.db.read {
            try context.access.readable(id, evenDeleted: false, or: .fileNotFound, in: $0)
        }
        let path = path(found.file.place)
        guard !path.isEmpty else { throw none }
        return try await give(found, request, path: path, type: "image/jpeg")
    }

    /// For browsers without an account: what is wrong is a page.
    @Sendable func shared(_ request: HTTPRequest, _ visitor: Visitor) async throws -> HTTPResponse {
        do {
            let id: ID<FileInfo> = try request.id(0, "file_id"), settings = services.settings.current
            guard settings[FileSettings.enablePublicLink] else { throw APIError.publicLinksOff }
            let link = PublicLink(hash: request.asked.text("h"), salt: settings[FileSettings.publicLinkSalt])
            return try await give(try await services.db.read { try link.readable(id, in: $0) }, request)
        } catch let error as APIError {
            return HTTPResponse(status: error.status, contentType: "text/html", bytes: PublicLink.refusal(error))
        }
    }

    private func give(
        _ found: AccessibleFile, _ request: HTTPRequest, path: String? = nil, type: String? = nil
    ) async throws -> HTTPResponse {
        let file = found.file
        return try await GiveFile(
            path: path ?? file.place.path, name: file.info.name, type: type ?? file.info.mimeType, changedAt: file.info.updateAt,
            isDownload: request.asked.flag("download"), store: services.files, log: services.log
        ).answer(request)
    }
}
