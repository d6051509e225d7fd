/// Where attachments and pictures are kept. Seven calls, so that a bucket in the cloud can stand in for a folder.
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
    /// Whether files can be kept there now, for whoever asks how the server is. Writes nothing: anybody may ask.
    func works() async -> Bool
    /// Where what comes in waits until it is whole: on a disk of this machine, as near to the store as can be.
    var spool: SpoolFolder { get }
    /// How much to read at once when a file is sent on: small for a disk, more where each call goes over a network.
    var pieceSize: Int { get }
}

/// What is to be stored.
public enum FileSource: Sendable {
    case bytes([UInt8])
    /// What was received piece by piece; the store may move it instead of copying it.
    case spooled(SpooledFile)

    public var size: Int {
        switch self {
        case .bytes(let bytes): bytes.count
        case .spooled(let file): file.size
        }
    }
}
