/// Where attachments and pictures are kept. Five calls, so that a bucket in the cloud can stand in for a folder.
/// Paths are relative, with "/" between their parts.
public protocol FileStore: Sendable {
    /// Puts a whole file there, replacing what was; when it returns, the file survives a crash.
    func write(_ source: FileSource, to path: String) async throws
    /// The bytes in `range`, or all; less than asked for at the file's end. Throws `OutsideError.notFound`.
    func read(_ path: String, range: Range<Int>?) async throws -> [UInt8]
    /// Throws `OutsideError.notFound`.
    func size(of path: String) async throws -> Int
    /// Removing what is not there is no error.
    func remove(_ path: String) async throws
    /// The paths of all files below a folder, sorted; empty when there is no such folder.
    func list(_ folder: String) async throws -> [String]
}

/// What is to be stored: bytes, or a local file that has been received already (it stays where it is).
public enum FileSource: Sendable {
    case bytes([UInt8])
    case file(String)
}
