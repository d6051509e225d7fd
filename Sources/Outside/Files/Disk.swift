#if canImport(Glibc)
    internal import Glibc
#endif

/// The system's file calls with errors instead of `errno`. All of them block: only for a pool's thread.
enum Disk {
    struct Entry {
        let name: String
        let isFolder: Bool
    }

    static func error(_ call: String) -> OutsideError {
        errno == ENOENT || errno == ENOTDIR ? .notFound : .failed("\(call): \(String(cString: strerror(errno)))")
    }

    static func open(_ place: String, _ flags: Int32) throws(OutsideError) -> Int32 {
        let file = Glibc.open(place, flags | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw error("open") }
        return file
    }

    /// Throws `notFound` for a folder: it is no file.
    static func size(_ file: Int32) throws(OutsideError) -> Int {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw error("fstat") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notFound }
        return Int(status.st_size)
    }

    static func read(_ file: Int32, _ range: Range<Int>) throws(OutsideError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count), done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                pread(file, $0.baseAddress.map { $0 + done }, range.count - done, range.lowerBound + done)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw error("read") }
            if count == 0 { break }
            done += count
        }
        bytes.removeLast(bytes.count - done)
        return bytes
    }

    static func write(_ file: Int32, _ bytes: [UInt8]) throws(OutsideError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress.map { $0 + done }, bytes.count - done) }
            guard count >= 0 || errno == EINTR else { throw error("write") }
            done += max(0, count)
        }
    }

    /// Makes the folders that are missing, and flushes the one above each: without that a crash could lose a new folder and its files.
    static func makeFolders(_ folder: String, below root: String) throws(OutsideError) {
        var status = stat()
        if stat(folder, &status) == 0 { return }
        let above = String(folder.prefix(upTo: folder.lastIndex(of: "/") ?? folder.startIndex))
        if !above.isEmpty { try makeFolders(above, below: root) }
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw error("mkdir") }
        if folder.utf8.count > root.utf8.count { try flushFolder(above) }
    }

    static func flushFolder(_ folder: String) throws(OutsideError) {
        let file = try open(folder, O_RDONLY | O_DIRECTORY)
        defer { close(file) }
        guard fsync(file) == 0 else { throw error("fsync") }
    }

    static func entries(_ folder: String) -> [Entry] {
        guard let open = opendir(folder) else { return [] }
        defer { closedir(open) }
        var entries: [Entry] = []
        while let entry = readdir(open) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if name == "." || name == ".." { continue }
            var status = stat()
            guard stat("\(folder)/\(name)", &status) == 0 else { continue }
            entries.append(Entry(name: name, isFolder: status.st_mode & S_IFMT == S_IFDIR))
        }
        return entries
    }
}
