#if canImport(Glibc)
    internal import Glibc
#endif

/// Files in a folder of this machine. A file is written beside the others, flushed and then renamed, so that a reader or a
/// crash never meets half of it.
public struct DirectoryStore: FileStore {
    private static let chunk = 1 << 18
    private let root: String
    private let pool: WorkerPool

    public var spool: SpoolFolder { SpoolFolder(path: root + "/.spool", pool: pool) }
    public var pieceSize: Int { Self.chunk }

    /// `root` is made when the first file comes.
    public init(root: String, pool: WorkerPool) {
        self.root = root.hasSuffix("/") ? String(root.dropLast()) : root
        self.pool = pool
    }

    public func write(_ source: FileSource, to path: String) async throws {
        let place = try place(of: path)
        try await pool.run { [root] in
            let folder = String(place.prefix(upTo: place.lastIndex(of: "/") ?? place.startIndex)), drafts = root + "/.spool"
            try Disk.makeFolders(folder, below: root)
            if case .spooled(let file) = source, try file.move(to: place) { return try Disk.flushFolder(folder) }
            try Disk.makeFolders(drafts, below: root)
            let draft = "\(drafts)/\(Token.secret(20)).part"
            do {
                try Self.fill(draft, from: source)
                guard rename(draft, place) == 0 else { throw Disk.error("rename") }
                try Disk.flushFolder(folder)
            } catch {
                unlink(draft)
                throw error
            }
        }
    }

    public func read(_ path: String, range: Range<Int>?) async throws -> [UInt8] {
        let place = try place(of: path)
        return try await pool.run {
            let file = try Disk.open(place, O_RDONLY)
            defer { close(file) }
            let size = try Disk.size(file)
            let range = range.map { max(0, $0.lowerBound)..<max(0, $0.upperBound) } ?? 0..<size
            return try Disk.read(file, range.clamped(to: 0..<size))
        }
    }

    public func size(of path: String) async throws -> Int {
        let place = try place(of: path)
        return try await pool.run {
            let file = try Disk.open(place, O_RDONLY)
            defer { close(file) }
            return try Disk.size(file)
        }
    }

    /// Whether files can be made in the folder, or it can be made where it is to be.
    public func works() async -> Bool {
        do {
            return try await pool.run { [root] in
                if access(root, W_OK) == 0 { return true }
                guard errno == ENOENT else { return false }
                let parent = root.split(separator: "/").dropLast().joined(separator: "/")
                return access(root.hasPrefix("/") ? "/" + parent : parent.isEmpty ? "." : parent, W_OK) == 0
            }
        } catch { return false }  // too much to do
    }

    public func remove(_ path: String) async throws {
        let place = try place(of: path)
        try await pool.run {
            guard unlink(place) == 0 || errno == ENOENT || errno == ENOTDIR else { throw Disk.error("unlink") }
        }
    }

    public func list(_ folder: String) async throws -> [String] {
        let folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        let start = folder.isEmpty ? root : try place(of: folder)
        return try await pool.run {
            var found: [String] = [], waiting = [(start, folder)]
            while let (place, name) = waiting.popLast() {
                for entry in Disk.entries(place) where !name.isEmpty || !entry.name.hasPrefix(".") {
                    let path = name.isEmpty ? entry.name : "\(name)/\(entry.name)"
                    if entry.isFolder { waiting.append(("\(place)/\(entry.name)", path)) } else { found.append(path) }
                }
            }
            return found.sorted()
        }
    }

    /// Refuses every path that could lead out of the folder, or to what is ours in it, before the disk is touched.
    private func place(of path: String) throws(OutsideError) -> String {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let areGood = parts.allSatisfy { part in
            !part.isEmpty && part.count <= 255 && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8) && !part.contains(0)
        }
        guard areGood, parts.first?.first != UInt8(ascii: "."), path.utf8.count <= 1024 else { throw .badPath }
        return "\(root)/\(path)"
    }

    private static func fill(_ draft: String, from source: FileSource) throws(OutsideError) {
        let file = try Disk.open(draft, O_WRONLY | O_CREAT | O_EXCL)
        defer { close(file) }
        switch source {
        case .bytes(let bytes): try Disk.write(file, bytes)
        case .spooled(let spooled):
            var at = 0
            while at < spooled.size {
                let bytes = try spooled.readNow(at..<at + chunk)
                if bytes.isEmpty { break }
                try Disk.write(file, bytes)
                at += bytes.count
            }
        }
        guard fsync(file) == 0 else { throw Disk.error("fsync") }
    }
}
