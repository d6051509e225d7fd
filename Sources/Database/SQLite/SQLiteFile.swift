#if canImport(Glibc)
    internal import Glibc
#endif

/// The file under the engine: SQLite's own words for a missing directory or right are "unable to open database file".
enum SQLiteFile {
    /// Makes the directory; says plainly what stands in the way.
    static func prepare(_ path: String) throws {
        let directory = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        if !directory.isEmpty { try makeDirectory(directory) }
        let place = directory.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : directory
        guard access(place, W_OK) == 0 else {
            throw failure("The directory \(place) is not writable (\(reason())); SQLite keeps files beside the database.")
        }
        guard access(path, F_OK) != 0 || access(path, R_OK | W_OK) == 0 else {
            throw failure("The database file \(path) is not writable: \(reason()).")
        }
    }

    private static func makeDirectory(_ directory: String) throws {
        var made = ""
        for part in directory.split(separator: "/", omittingEmptySubsequences: false) {
            made += part
            defer { made += "/" }
            if made.isEmpty || mkdir(made, 0o750) == 0 || errno == EEXIST { continue }
            if access(made, F_OK) == 0 { continue }
            throw failure("The directory \(directory) for the database cannot be made: \(reason()).")
        }
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
    private static func failure(_ sentence: String) -> DatabaseError { .engine(code: "open", message: sentence) }
}
