internal import Database
internal import Outside
internal import Wire

/// Keeps a file that somebody sent for a channel. It is stored before its row is written: a row always has its file.
struct UploadFile: Sendable {
    let name: String
    let bytes: [UInt8]
    let channel: ID<Channel>
    let user: ID<User>
    let services: Services

    func run() async throws -> FileInfo {
        var file = FileInfo(id: services.newToken(), user: user, channel: channel, name: name)
        file.createAt = services.now()
        file.updateAt = file.createAt
        file.fileExtension =
            name.split(separator: ".", omittingEmptySubsequences: false).count > 1
            ? String(name.split(separator: ".", omittingEmptySubsequences: false).last ?? "").lowercased() : ""
        file.size = Int64(bytes.count)
        file.mimeType = MimeType.of(file.fileExtension)
        if let picture = PictureHeader(bytes) {
            file.width = Int64(picture.width)
            file.height = Int64(picture.height)
        }
        let path = "\(Day.compact(file.createAt))/teams/noteam/channels/\(channel)/users/\(user)/\(file.id)/\(name)"
        do { try await services.files.write(.bytes(bytes), to: path) } catch is OutsideError { throw APIError.fileNotStored }
        let stored = file
        try await services.db.write { try $0.files.insert(stored, path: path) }
        return file
    }
}

/// Days as they stand in the paths of files.
enum Day {
    /// `20260131` of a time in milliseconds, by the civil calendar at Greenwich.
    static func compact(_ milliseconds: Int64) -> String {
        var days = milliseconds / 86_400_000 + 719_468
        let era = days / 146_097
        days -= era * 146_097
        let year = (days - days / 1_460 + days / 36_524 - days / 146_096) / 365
        let dayOfYear = days - (365 * year + year / 4 - year / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let civil = month < 10 ? month + 3 : month - 9
        let number = (year + era * 400 + (civil <= 2 ? 1 : 0)) * 10_000 + civil * 100 + day
        return String(number)
    }
}
