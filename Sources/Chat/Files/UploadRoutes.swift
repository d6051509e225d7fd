internal import Database
internal import Network
internal import Outside
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/uploads | `CreateUpload` | upload_file, or manage_system for imports | |
/// | GET | /api/v4/uploads/{upload_id} | how far it has come | own | |
/// | POST | /api/v4/uploads/{upload_id} | `ContinueUpload` | own, upload_file | |
/// | GET | /api/v4/users/{user_id}/uploads | what is under way | own | |
struct UploadRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/uploads", create)
        routes.signedIn("GET", "/api/v4/uploads/{upload_id}", find)
        routes.signedIn("POST", "/api/v4/uploads/{upload_id}", add)
        routes.signedIn("GET", "/api/v4/users/{user_id}/uploads", list)
    }

    @Sendable func create(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        guard services.settings.current[FileSettings.enableFileAttachments] else { throw APIError.attachmentsOff }
        let draft = try request.decode(as: "upload") { try UploadDraft($0) }
        let create = CreateUpload(draft: draft, access: context.access, services: services)
        return HTTPResponse(status: 201, json: try await services.db.write { try create.run(in: $0) })
    }

    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<UploadSession> = try request.id(0, "upload_id")
        return HTTPResponse(
            json: try await services.db.read { try context.access.ownUpload(id, or: .uploadForbidden, in: $0) })
    }

    @Sendable func add(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        guard services.settings.current[FileSettings.enableFileAttachments] else { throw APIError.attachmentsOff }
        let id: ID<UploadSession> = try request.id(0, "upload_id")
        let upload = try await services.db.read { tx in
            let upload = try context.access.ownUpload(id, or: .forbidden, in: tx)
            if upload.type == "import" {
                try context.access.system(to: .manageSystem)
            } else {
                _ = try context.access.channel(upload.channel, to: .uploadFile, in: tx)
            }
            return upload
        }
        let part = try await services.files.spool.begin()
        let brokenOff = try await ReceivePart(missing: upload.missing).run(request, into: part)
        let info = try await ContinueUpload(upload: upload, services: services).run(part, brokenOff: brokenOff)
        return info.map { HTTPResponse(json: $0) } ?? HTTPResponse(status: 204)
    }

    @Sendable func list(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        guard try request.userID(0, context) == context.user else { throw APIError.uploadsForbidden }
        return HTTPResponse(json: try await services.db.read { try $0.uploads.all(of: context.user) })
    }
}
