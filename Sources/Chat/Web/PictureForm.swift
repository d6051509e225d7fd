internal import Network
internal import Wire

/// A picture that comes in a form, in its field `image`: of an account, a team or the page. The refusals say of which.
struct PictureForm {
    let unreadable: APIError
    let missing: APIError
    let tooLarge: APIError

    func bytes(of request: HTTPRequest, _ settings: Settings) throws -> [UInt8] {
        guard let form = Multipart(request) else { throw unreadable }
        guard let file = form.file("image") else { throw missing }
        guard file.bytes.count <= settings[FileSettings.maxFileSize] else { throw tooLarge }
        return Array(file.bytes)
    }
}
