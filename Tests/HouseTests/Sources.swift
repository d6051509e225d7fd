import Foundation

/// The project's own Swift files, as the house rules read them.
struct SourceFile {
    /// Under `Sources`: `Chat/Posts/CreatePost.swift`.
    let path: String
    let text: String
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func all(under folder: String = "Sources") throws -> [SourceFile] {
        let base = root.appending(path: folder)
        var files: [SourceFile] = []
        for case let url as URL in FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)!
        where url.pathExtension == "swift" {
            let path = String(url.path().dropFirst(base.path().count).trimmingPrefix("/"))
            files.append(SourceFile(path: path, text: try String(contentsOf: url, encoding: .utf8)))
        }
        return files
    }
}

/// One rule of the house: what it finds wrong in a file.
protocol HouseRule {
    func complaints(_ file: SourceFile) -> [String]
}

extension HouseRule {
    func complaints(_ path: String, _ text: String) -> [String] { complaints(SourceFile(path: path, text: text)) }
}
