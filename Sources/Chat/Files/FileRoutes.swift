internal import Database
internal import Network
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/files | `UploadFile` | upload_file | |
struct FileRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/files", upload)
    }

    /// A form with files, or one file as the body with its name in the query.
    @Sendable func upload(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        guard services.settings.current[FileSettings.enableFileAttachments] else { throw APIError.attachmentsOff }
        let upload = try Upload(request)
        guard upload.channel.isWellFormed else { throw APIError.invalidURLParameter("channel_id") }
        let limit = services.settings.current[FileSettings.maxFileSize]
        guard upload.files.allSatisfy({ $0.bytes.count <= limit }) else { throw APIError.fileTooLarge }
        guard upload.files.allSatisfy({ $0.name.utf8.count <= 256 }) else { throw APIError.fileNameTooLong }
        try await services.db.read { _ = try context.access.channel(upload.channel, to: .uploadFile, in: $0) }
        var infos: [FileInfo] = []
        for file in upload.files {
            infos.append(
                try await UploadFile(
                    name: file.name, bytes: file.bytes, channel: upload.channel, user: context.user, services: services
                ).run())
        }
        var json = JSONWriter()
        json.object { json in
            json.field("file_infos", infos)
            json.field("client_ids", upload.clientIDs)
        }
        return HTTPResponse(status: 201, json: json.bytes)
    }
}

/// What an upload brings, in either of its forms.
private struct Upload {
    var channel: ID<Channel>
    var files: [(name: String, bytes: [UInt8])] = []
    var clientIDs: [String] = []

    init(_ request: HTTPRequest) throws {
        let query = request.asked
        channel = ID(query.text("channel_id"))
        if request.field("content-type")?.lowercased().hasPrefix("multipart/") == true {
            guard let form = Multipart(request) else { throw APIError.uploadUnreadable }
            read(form)
            guard clientIDs.isEmpty || clientIDs.count == files.count else { throw APIError.clientIDsWrong }
            guard !files.isEmpty else { throw APIError.uploadUnreadable }
            return
        }
        let name = Self.base(query.text("filename"))
        guard !name.isEmpty else { throw APIError.invalidURLParameter("filename") }
        guard channel.isWellFormed else { throw APIError.invalidURLParameter("channel_id") }
        guard !request.body.isEmpty else { throw APIError.uploadUnreadable }
        files = [(name, request.body)]
        if let id = query["client_id"] { clientIDs = [id] }
    }

    private mutating func read(_ form: Multipart) {
        for part in form.parts {
            if !part.filename.isEmpty {
                files.append((Self.base(part.filename), Array(part.bytes)))
            } else if part.name == "channel_id" {
                channel = ID(part.text)
            } else if part.name == "client_ids" {
                clientIDs.append(part.text)
            }
        }
    }

    /// The last part of a path; nothing of it can lead out of the folder.
    private static func base(_ name: String) -> String {
        let base = name.split(separator: "/").last.map(String.init) ?? ""
        return base == "." || base == ".." || base.utf8.contains(0) ? "" : base
    }
}
