internal import Database
internal import Outside
internal import Wire

/// Takes the next part of a file, and with the last one makes the file. Each part is an object of its own until then: a part
/// that breaks off or comes twice can spoil nothing, on whichever node it arrives.
struct ContinueUpload {
    let upload: UploadSession
    let services: Services

    static let smallestFirstPart: Int64 = 5 * 1024 * 1024
    private static let mostParts = 10_000

    static func folder(of id: ID<UploadSession>) -> String { "uploads/\(id)/" }

    /// The file when it is whole now. `brokenOff` says why no more came than `part`: what did come counts all the same.
    func run(_ part: SpooledFile, brokenOff: APIError?) async throws -> FileInfo? {
        let size = Int64(part.size)
        guard upload.fileOffset > 0 || size >= Self.smallestFirstPart || size == upload.fileSize else {
            throw brokenOff ?? APIError.uploadPartTooSmall
        }
        if size == upload.missing { return try await finish(with: part) }
        if size > 0 { try await keep(part) }
        if let brokenOff { throw brokenOff }
        return nil
    }

    private func keep(_ content: SpooledFile) async throws {
        let part = UploadPart(
            offset: upload.fileOffset, size: Int64(content.size), path: Self.folder(of: upload.id) + services.newToken())
        let upload = upload, now = services.now()
        try await services.db.write { tx in
            guard try tx.uploads.parts(of: upload.id).count < Self.mostParts else { throw APIError.uploadPartTooSmall }
            try tx.fileJournal.expect([part.path], at: now)
        }
        do { try await services.files.write(.spooled(content), to: part.path) } catch let error as OutsideError where error != .tooBusy {
            throw APIError.fileNotStored
        }
        try await services.db.write { tx in
            guard try tx.fileJournal.settle([part.path]), try tx.uploads.add(part, to: upload.id) else { throw APIError.uploadConcurrent }
        }
    }

    /// Puts the parts together and keeps the file as if it had come at once.
    private func finish(with last: SpooledFile) async throws -> FileInfo {
        let upload = upload, now = services.now()
        let parts = try await services.db.read { try $0.uploads.parts(of: upload.id) }
        let whole = parts.isEmpty ? last : try await together(parts, last)
        guard Int64(whole.size) == upload.fileSize else { throw APIError.uploadConcurrent }
        let end: @Sendable (Transaction<ReadWrite>) throws -> Void = { tx in
            guard try tx.uploads.remove(upload.id) else { throw APIError.uploadConcurrent }
            try tx.fileJournal.doom(parts.map(\.path), at: now)
        }
        let file = IncomingFile(name: upload.filename, content: whole)
        var info =
            upload.type == "import"
            ? try await keepImport(file, end)
            : try await UploadFile(file: file, channel: upload.channel, user: upload.user, services: services).run(also: end)
        await CleanUpFiles(services: services).remove(parts.map(\.path))
        // The answer says nothing of smaller pictures, as clients know it; the file itself has them.
        (info.hasPreviewImage, info.miniPreview) = (false, nil)
        return info
    }

    /// Where imports are looked for: no attachment, and no row tells of it.
    private func keepImport(_ file: IncomingFile, _ end: @escaping @Sendable (Transaction<ReadWrite>) throws -> Void) async throws
        -> FileInfo
    {
        let path = "import/\(upload.id)_\(file.name)"
        var info = FileInfo(id: services.newToken(), user: upload.user, channel: upload.channel, name: file.name)
        (info.createAt, info.size) = (services.now(), Int64(file.content.size))
        info.updateAt = info.createAt
        let time = info.createAt
        try await services.db.write { try $0.fileJournal.expect([path], at: time) }
        do { try await services.files.write(.spooled(file.content), to: path) } catch let error as OutsideError where error != .tooBusy {
            throw APIError.fileNotStored
        }
        try await services.db.write { tx in
            guard try tx.fileJournal.settle([path]) else { throw APIError.fileNotStored }
            try end(tx)
        }
        return info
    }

    private func together(_ parts: [UploadPart], _ last: SpooledFile) async throws -> SpooledFile {
        let whole = try await services.files.spool.begin(), step = services.files.pieceSize
        for part in parts {
            for start in stride(from: 0, to: Int(part.size), by: step) {
                try await whole.append(try await services.files.read(part.path, range: start..<min(Int(part.size), start + step)))
            }
        }
        for start in stride(from: 0, to: last.size, by: step) { try await whole.append(try await last.read(start..<start + step)) }
        return whole
    }
}

extension UploadSession {
    /// Bytes that have not come yet.
    var missing: Int64 { fileSize - fileOffset }
}
