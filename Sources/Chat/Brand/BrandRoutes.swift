internal import Database
internal import Network
internal import Outside
internal import Wire

/// Doors to the picture on the page where people log in.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/brand/image | show | | |
/// | POST | /api/v4/brand/image | set | edit_brand | |
/// | DELETE | /api/v4/brand/image | remove | edit_brand | |
struct BrandRoutes {
    private static let path = "brand/image.png"
    let services: Services

    func register(on routes: inout Routes) {
        routes.open("GET", "/api/v4/brand/image", show)
        routes.signedIn("POST", "/api/v4/brand/image", set)
        routes.signedIn("DELETE", "/api/v4/brand/image", remove)
    }

    /// For everybody: it is shown before there is a session.
    @Sendable func show(_ request: HTTPRequest, _ visitor: Visitor) async throws -> HTTPResponse {
        do {
            return HTTPResponse(contentType: "image/png", bytes: try await services.files.read(Self.path, range: nil))
        } catch OutsideError.notFound { return HTTPResponse(status: 404, json: [UInt8]()) }
    }

    /// The picture is kept in its size, as PNG, whatever came.
    @Sendable func set(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .editBrand)
        let settings = services.settings.current
        let form = PictureForm(unreadable: .brandUnreadable, missing: .brandMissing, tooLarge: .brandTooLarge)
        let bytes = try form.bytes(of: request, settings), limit = Int(settings[FileSettings.maxImageResolution])
        guard let header = PictureHeader(bytes), header.fits(limit) else { throw APIError.brandOutOfLimits }
        let png = try await services.draw(orThrow: .brandNoPicture) { try PNG.encode(Picture.decode(bytes, pixelLimit: limit)) }
        try await services.files.write(.bytes(png), to: Self.path)
        try await note(request, context)
        return HTTPResponse(status: 201, json: ["status": "OK"] as JSONObject)
    }

    @Sendable func remove(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .editBrand)
        do { _ = try await services.files.size(of: Self.path) } catch OutsideError.notFound { throw APIError.brandNotThere }
        try await services.files.remove(Self.path)
        try await note(request, context)
        return .ok
    }

    private func note(_ request: HTTPRequest, _ context: SignedIn) async throws {
        let source = AuditSource(request, session: context.session)
        try await services.db.write { [services] tx in try services.audit(source, in: tx) }
    }
}

extension APIError {
    static let brandUnreadable = APIError("api.admin.upload_brand_image.parse.app_error", 400, "The picture must come in a form.")
    static let brandMissing = APIError("api.admin.upload_brand_image.no_file.app_error", 400, "The form has no file in its field image.")
    static let brandTooLarge = APIError("api.admin.upload_brand_image.too_large.app_error", 413, "The picture is too large.")
    static let brandOutOfLimits = APIError(
        "brand.save_brand_image.check_image_limits.app_error", 400, "The file is no picture, or one with too many pixels.")
    static let brandNoPicture = APIError("brand.save_brand_image.decode.app_error", 400, "The picture cannot be read.")
    static let brandNotThere = APIError("api.admin.delete_brand_image.storage.not_found", 404, "There is no picture to remove.")
}
