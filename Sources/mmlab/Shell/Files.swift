import Glibc

/// The few things that are done with files.
enum Files {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func text(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&piece, 1, piece.count, file)
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += piece[..<count]
        }
    }

    /// Writes for the owner's eyes only.
    static func write(_ text: String, to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Shell.Refusal(description: "\(path) cannot be written: \(String(cString: strerror(errno)))") }
        defer { close(file) }
        let bytes = Array(text.utf8)
        guard Glibc.write(file, bytes, bytes.count) == bytes.count else {
            throw Shell.Refusal(description: "\(path) was not written whole")
        }
    }

    /// A file for the owner's eyes, for as long as `body` runs.
    static func lending<T>(_ text: String, _ body: (String) throws -> T) throws -> T {
        var name = Array("/tmp/mmlab.XXXXXX".utf8CString)
        let file = mkstemp(&name)
        guard file >= 0 else { throw Shell.Refusal(description: "no temporary file: \(String(cString: strerror(errno)))") }
        close(file)
        let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(path) }
        try write(text, to: path)
        return try body(path)
    }
}
