internal import Database
internal import Outside
internal import Wire

/// Keeps a file that somebody sent for a channel. The journal is written first, then the store, then the row: a row always has
/// its file, and a file that lost its row to a crash is found again and removed.
struct UploadFile: Sendable {
    let file: IncomingFile
    let channel: ID<Channel>
    let user: ID<User>
    let services: Services

    /// `also` runs in the transaction that writes the row.
    func run(also: @escaping @Sendable (Transaction<ReadWrite>) throws -> Void = { _ in }) async throws -> FileInfo {
        var info = FileInfo(id: services.newToken(), user: user, channel: channel, name: file.name)
        info.createAt = services.now()
        info.updateAt = info.createAt
        info.fileExtension = Self.ending(of: file.name)
        info.size = Int64(file.content.size)
        info.mimeType = MimeType.of(info.fileExtension)
        let facts = try await ExamineFile(content: file.content, mimeType: info.mimeType, services: services).run()
        (info.width, info.height, info.hasPreviewImage) = (Int64(facts.width), Int64(facts.height), facts.isPreviewed)
        info.miniPreview = facts.mini.isEmpty ? nil : Base64.encode(facts.mini)
        let place = Self.place(of: info, facts)
        try await store(facts, at: place, info.createAt)
        let stored = info
        try await services.db.write { tx in
            guard try tx.fileJournal.settle(place.all) else { throw APIError.fileNotStored }
            try tx.files.insert(stored, at: place, miniPreview: facts.mini.isEmpty ? nil : facts.mini, content: facts.text)
            try also(tx)
        }
        return info
    }

    private func store(_ facts: FileFacts, at place: FilePlace, _ time: Int64) async throws {
        try await services.db.write { try $0.fileJournal.expect(place.all, at: time) }
        do {
            if !place.thumbnail.isEmpty { try await services.files.write(.bytes(facts.thumbnail), to: place.thumbnail) }
            if !place.preview.isEmpty { try await services.files.write(.bytes(facts.preview), to: place.preview) }
            try await services.files.write(.spooled(file.content), to: place.path)
        } catch let error as OutsideError where error != .tooBusy {
            services.log.error("a file could not be stored", ["error": "\(error)"])
            throw APIError.fileNotStored
        }
    }

    private static func place(of info: FileInfo, _ facts: FileFacts) -> FilePlace {
        var place = FilePlace(of: info)
        let ending = facts.isPNG ? "png" : "jpg"
        if !facts.thumbnail.isEmpty { place.thumbnail = place.beside("_thumb.\(ending)") }
        if !facts.preview.isEmpty { place.preview = place.beside("_preview.\(ending)") }
        return place
    }

    /// In small letters, without the dot; at most what the column holds.
    private static func ending(of name: String) -> String {
        guard let dot = name.lastIndex(of: ".") else { return "" }
        let ending = name[name.index(after: dot)...].lowercased()
        return ending.unicodeScalars.count <= 64 ? ending : ""
    }
}
