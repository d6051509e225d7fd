internal import Database
internal import Network
internal import Outside
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/files | `ReceiveFiles`, `UploadFile` | upload_file | |
/// | GET | /api/v4/files/{file_id}/info | what is known of a file | read_channel | |
/// | GET | /api/v4/files/{file_id}/link | `PublicLink` | read_channel | |
struct FileRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/files", upload)
        routes.signedIn("GET", "/api/v4/files/{file_id}/info", info)
        routes.signedIn("GET", "/api/v4/files/{file_id}/link", link)
    }

    /// A form with files, or one file as the body with its name in the query.
    @Sendable func upload(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        guard services.settings.current[FileSettings.enableFileAttachments] else { throw APIError.attachmentsOff }
        let receive = ReceiveFiles(services: services) { channel in
            try await services.db.read { _ = try context.access.channel(channel, to: .uploadFile, in: $0) }
        }
        let incoming = try await receive.run(request)
        var infos: [FileInfo] = []
        for file in incoming.files {
            infos.append(try await UploadFile(file: file, channel: incoming.channel, user: context.user, services: services).run())
        }
        var json = JSONWriter()
        json.object { json in
            json.field("file_infos", infos)
            if let ids = incoming.clientIDs { json.field("client_ids", ids) } else { json.field("client_ids", orNull: String?.none) }
        }
        return HTTPResponse(status: 201, json: json.bytes)
    }

    @Sendable func info(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<FileInfo> = try request.id(0, "file_id")
        let found = try await services.db.read {
            try context.access.readable(id, evenDeleted: false, or: .fileNotFound, in: $0)
        }
        var response = HTTPResponse(json: found.file.info)
        response.fields.append((name: "Cache-Control", value: "max-age=2592000, private"))
        return response
    }

    @Sendable func link(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<FileInfo> = try request.id(0, "file_id"), settings = services.settings.current
        guard settings[FileSettings.enablePublicLink] else { throw APIError.publicLinksOff }
        let found = try await services.db.read {
            try context.access.readable(id, evenDeleted: false, or: .fileNotFound, in: $0)
        }
        guard !found.file.info.post.raw.isEmpty else { throw APIError.publicLinkNoPost }
        let hash = PublicLink.hash(of: id, salt: settings[FileSettings.publicLinkSalt])
        return HTTPResponse(json: ["link": .string("\(site(request))/files/\(id)/public?h=\(hash)")] as JSONValue)
    }

    /// Where people reach this server: as it is configured, or as the request came.
    private func site(_ request: HTTPRequest) -> String {
        guard services.siteURL.isEmpty else { return services.siteURL }
        return "\(request.isSecure ? "https" : "http")://\(request.field("host") ?? "localhost")"
    }
}
