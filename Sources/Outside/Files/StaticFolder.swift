#if canImport(Glibc)
    internal import Glibc
#endif

/// Files of a folder as a web server gives them out: read only, piece by piece, on a thread of its own so that a slow disk
/// holds up no event loop.
public final class StaticFolder: Sendable {
    /// One file, as it was when it was found.
    public struct File: Sendable {
        public let path: String
        public let size: Int
        /// Seconds since 1970.
        public let modifiedAt: Int64
    }

    private let root: String
    private let pool = WorkerPool(threads: 1, queueLimit: 4_096)

    public init(root: String) { self.root = root }

    /// The file at a path with `/` between its parts; `nil` when there is none, or when the path leaves the folder.
    public func find(_ path: String) async throws -> File? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard !parts.isEmpty, !parts.contains(where: { $0.hasPrefix(".") || $0.contains("\0") || $0.contains("\\") }) else { return nil }
        let full = root + "/" + parts.joined(separator: "/"), root = root
        return try await pool.run {
            var status = stat()
            guard stat(full, &status) == 0, status.st_mode & S_IFMT == S_IFREG, Self.isInside(full, root) else { return nil }
            return File(path: full, size: Int(status.st_size), modifiedAt: Int64(status.st_mtim.tv_sec))
        }
    }

    /// A part of the file; shorter than asked at its end.
    public func read(_ file: File, from offset: Int, count: Int) async throws -> [UInt8] {
        try await pool.run {
            let descriptor = try Disk.open(file.path, O_RDONLY)
            defer { close(descriptor) }
            return try Disk.read(descriptor, offset..<offset + count)
        }
    }

    /// A link inside the folder must not lead out of it.
    private static func isInside(_ path: String, _ root: String) -> Bool {
        guard let real = realpath(path, nil), let realRoot = realpath(root, nil) else { return false }
        defer {
            free(real)
            free(realRoot)
        }
        return String(cString: real).hasPrefix(String(cString: realRoot) + "/")
    }
}
