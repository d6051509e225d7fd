internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#endif

/// A folder of files that are still coming in. What a crash leaves there is removed by age.
public struct SpoolFolder: Sendable {
    let path: String
    let pool: WorkerPool

    public init(path: String, pool: WorkerPool) {
        self.path = path
        self.pool = pool
    }

    /// A new, empty file. It goes away with the last who holds it, unless a store has taken it.
    public func begin() async throws -> SpooledFile {
        let path = path, pool = pool
        return try await pool.run {
            try Disk.makeFolders(path, below: path)
            let place = "\(path)/\(Token.secret(20)).part"
            return SpooledFile(descriptor: try Disk.open(place, O_RDWR | O_CREAT | O_EXCL), place: place, pool: pool)
        }
    }

    /// Removes what was last written to before a time, in seconds since 1970: whoever wrote it is gone. Says how many.
    @discardableResult
    public func removeLeftovers(before time: Int64) async throws -> Int {
        let path = path
        return try await pool.run {
            var count = 0
            for entry in Disk.entries(path) where !entry.isFolder && entry.name.hasSuffix(".part") {
                var status = stat()
                guard stat("\(path)/\(entry.name)", &status) == 0, status.st_mtim.tv_sec < time else { continue }
                if unlink("\(path)/\(entry.name)") == 0 { count += 1 }
            }
            return count
        }
    }
}

/// A file that is coming in, on disk from its first byte.
public final class SpooledFile: Sendable {
    let descriptor: Int32
    private let pool: WorkerPool
    private let state: Mutex<State>

    private struct State {
        var size = 0
        /// `nil` when a store has taken the file.
        var place: String?
    }

    init(descriptor: Int32, place: String, pool: WorkerPool) {
        self.descriptor = descriptor
        self.pool = pool
        state = Mutex(State(place: place))
    }

    deinit {
        close(descriptor)
        if let place = state.withLock({ $0.place }) { unlink(place) }
    }

    public var size: Int { state.withLock { $0.size } }

    /// Adds to its end; one call after the other.
    public func append(_ bytes: [UInt8]) async throws {
        try await pool.run { [self] in
            try Disk.write(descriptor, bytes)
            state.withLock { $0.size += bytes.count }
        }
    }

    /// The bytes in `range`, less at the end.
    public func read(_ range: Range<Int>) async throws -> [UInt8] {
        try await pool.run { [self] in try readNow(range) }
    }

    /// Read piece by piece.
    func sha256(_ range: Range<Int>) async throws -> [UInt8] {
        try await pool.run { [self] in
            let hash = RunningHash()
            for start in stride(from: range.lowerBound, to: range.upperBound, by: 1 << 18) {
                hash.add(try readNow(start..<min(range.upperBound, start + (1 << 18))))
            }
            return hash.finish()
        }
    }

    /// The same for those who are on a pool's thread already.
    public func readNow(_ range: Range<Int>) throws(OutsideError) -> [UInt8] { try Disk.read(descriptor, range.clamped(to: 0..<size)) }

    /// Puts it at a place of the same disk; false when that is another disk.
    func move(to target: String) throws(OutsideError) -> Bool {
        guard fsync(descriptor) == 0 else { throw Disk.error("fsync") }
        guard let place = state.withLock({ $0.place }) else { throw .failed("the spooled file was taken before") }
        guard rename(place, target) == 0 else {
            if errno == EXDEV { return false }
            throw Disk.error("rename")
        }
        state.withLock { $0.place = nil }
        return true
    }
}
