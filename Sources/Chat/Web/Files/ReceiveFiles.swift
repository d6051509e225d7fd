internal import Network
internal import Outside
internal import Wire

/// The body of a request, piece by piece: as it comes, or whole when it has come.
struct BodyPieces {
    private let stream: BodyStream?
    private var whole: [UInt8]?

    init(_ request: HTTPRequest) {
        stream = request.bodyStream
        whole = request.body.isEmpty ? nil : request.body
    }

    mutating func next() async throws -> [UInt8]? {
        guard let stream else {
            defer { whole = nil }
            return whole
        }
        do throws(BodyStream.Failure) { return try await stream.next() } catch {
            throw error == .tooLarge ? APIError.fileTooLarge : .uploadUnreadable
        }
    }
}

/// A file as somebody sent it, waiting on disk.
struct IncomingFile: Sendable {
    let name: String
    let content: SpooledFile
}

/// What an upload brings, in either of its forms.
struct IncomingFiles: Sendable {
    var channel: ID<Channel>
    var files: [IncomingFile] = []
    /// `nil` when none could have been sent.
    var clientIDs: [String]?
}

/// Reads an upload to disk while it comes, so that its size costs no memory. `admit` is asked as soon as the channel is known:
/// who may not send there should not have to send it all.
struct ReceiveFiles {
    let services: Services
    let admit: (ID<Channel>) async throws -> Void

    private static let fieldLimit = 64 * 1024
    private static let fieldCount = 100

    func run(_ request: HTTPRequest) async throws -> IncomingFiles {
        let query = request.asked
        let incoming = IncomingFiles(channel: ID(query.text("channel_id")))
        if let parser = MultipartParser(contentType: request.field("content-type") ?? "") {
            return try await form(parser, request, incoming)
        }
        let name = try Self.base(query.text("filename"))
        guard !name.isEmpty else { throw APIError.invalidURLParameter("filename") }
        guard incoming.channel.isWellFormed else { throw APIError.invalidURLParameter("channel_id") }
        try await admit(incoming.channel)
        let file = try await services.files.spool.begin()
        var pieces = BodyPieces(request)
        while let piece = try await pieces.next() { try await append(piece, to: file) }
        guard file.size > 0 else { throw APIError.uploadUnreadable }
        return IncomingFiles(
            channel: incoming.channel, files: [IncomingFile(name: name, content: file)], clientIDs: query["client_id"].map { [$0] })
    }

    private func form(_ parser: MultipartParser, _ request: HTTPRequest, _ start: IncomingFiles) async throws -> IncomingFiles {
        var parser = parser, incoming = start, pieces = BodyPieces(request), part = OpenPart()
        incoming.clientIDs = []
        while let piece = try await pieces.next() {
            parser.receive(piece)
            while let event = try self.event(&parser) {
                switch event {
                case .head(let head): part = try await begin(head, incoming)
                case .data(let bytes): try await part.add(bytes, append)
                case .end: try part.finish(into: &incoming)
                case .finished: return try await checked(incoming)
                }
            }
        }
        throw APIError.uploadUnreadable
    }

    private func event(_ parser: inout MultipartParser) throws -> MultipartParser.Event? {
        do throws(MultipartParser.Refusal) { return try parser.next() } catch { throw APIError.uploadUnreadable }
    }

    private func begin(_ head: MultipartParser.Head, _ incoming: IncomingFiles) async throws -> OpenPart {
        let filename = head.filename ?? ""
        guard !filename.isEmpty else { return OpenPart(field: head.name) }
        let name = try Self.base(filename)
        guard !name.isEmpty else { throw APIError.uploadUnreadable }
        if incoming.files.isEmpty, incoming.channel.isWellFormed { try await admit(incoming.channel) }
        return OpenPart(file: IncomingFile(name: name, content: try await services.files.spool.begin()))
    }

    private func checked(_ incoming: IncomingFiles) async throws -> IncomingFiles {
        guard incoming.channel.isWellFormed else { throw APIError.invalidURLParameter("channel_id") }
        let ids = incoming.clientIDs ?? []
        guard ids.isEmpty || ids.count == incoming.files.count else { throw APIError.clientIDsWrong }
        guard !incoming.files.isEmpty else { throw APIError.uploadUnreadable }
        try await admit(incoming.channel)
        return incoming
    }

    private func append(_ bytes: [UInt8], to file: SpooledFile) async throws {
        guard file.size + bytes.count <= services.settings.current[FileSettings.maxFileSize] else { throw APIError.fileTooLarge }
        do { try await file.append(bytes) } catch let error as OutsideError where error != .tooBusy { throw APIError.fileNotStored }
    }

    /// The last part of a path; nothing of it can lead out of a folder.
    static func base(_ name: String) throws -> String {
        let base = name.split(separator: "/").last.map(String.init) ?? ""
        guard base.unicodeScalars.count <= 256 else { throw APIError.fileNameTooLong }
        return base == "." || base == ".." || base.utf8.contains(0) ? "" : base
    }

    /// The part that is being read.
    private struct OpenPart {
        var field = ""
        var file: IncomingFile?
        var text: [UInt8] = []

        mutating func add(_ bytes: [UInt8], _ append: ([UInt8], SpooledFile) async throws -> Void) async throws {
            if let file { return try await append(bytes, file.content) }
            guard text.count + bytes.count <= ReceiveFiles.fieldLimit else { throw APIError.uploadUnreadable }
            text += bytes
        }

        func finish(into incoming: inout IncomingFiles) throws {
            if let file { incoming.files.append(file); return }
            switch field {
            case "channel_id": incoming.channel = ID(String(decoding: text, as: UTF8.self))
            case "client_ids":
                guard incoming.clientIDs?.count ?? 0 < ReceiveFiles.fieldCount else { throw APIError.uploadUnreadable }
                incoming.clientIDs?.append(String(decoding: text, as: UTF8.self))
            default: break
            }
        }
    }
}
