internal import Outside
internal import Wire

/// Links to files that need no account: the hash can be made by those only who know the server's salt.
struct PublicLink {
    /// What came with the link.
    let hash: String
    let salt: String

    static func hash(of id: ID<FileInfo>, salt: String) -> String {
        String(
            Base64.encode(Digest.sha256(Array((salt + id.raw).utf8))).map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }.filter { $0 != "=" })
    }

    /// Takes as long for a wrong hash as for the right one. Without a salt nothing opens.
    func opens(_ id: ID<FileInfo>) -> Bool {
        !salt.isEmpty && Digest.isSame(Self.hash(of: id, salt: salt).utf8, hash.utf8)
    }

    /// What a browser shows when the link opens nothing.
    static func refusal(_ error: APIError) -> [UInt8] {
        Array(
            """
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>File</title>
            <p>\(error.message)</p>
            </html>

            """.utf8)
    }
}
