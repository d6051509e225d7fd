internal import Database
internal import Wire

/// What somebody says of a file that they will send in parts.
struct UploadDraft: Sendable {
    let channel: ID<Channel>
    let filename: String
    let fileSize: Int64
    let isImport: Bool

    init(_ fields: JSONFields) throws {
        channel = ID(try fields.string("channel_id") ?? "")
        filename = try fields.string("filename") ?? ""
        fileSize = try fields.integer("file_size") ?? 0
        isImport = try fields.string("type") == "import"
    }
}

/// Begins a file that comes in parts.
struct CreateUpload {
    let draft: UploadDraft
    let access: Access
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> UploadSession {
        if draft.isImport {
            try access.system(to: .manageSystem)
        } else {
            let place = try access.channel(draft.channel, to: .uploadFile, in: tx)
            guard place.channel.deleteAt == 0 else { throw APIError.uploadToArchive }
        }
        let settings = services.settings.current
        guard draft.fileSize > 0 else { throw APIError.uploadSizeWrong }
        guard draft.isImport || draft.fileSize <= settings[FileSettings.maxFileSize] else { throw APIError.uploadTooLarge }
        let name = draft.filename.split(separator: "/").last.map(String.init) ?? "."
        guard name.unicodeScalars.count <= 256, !name.utf8.contains(0) else { throw APIError.uploadNameWrong }
        var upload = UploadSession(
            id: services.newID(), user: access.user, channel: draft.channel, filename: name, fileSize: draft.fileSize)
        upload.createAt = services.now()
        if draft.isImport { upload.type = "import" }
        try tx.uploads.insert(upload, path: "\(ContinueUpload.folder(of: upload.id))\(upload.createAt)")
        return upload
    }
}

extension APIError {
    static let uploadToArchive = APIError(
        "app.upload.create.cannot_upload_to_deleted_channel.app_error", 400, "The channel is archived.")
}
