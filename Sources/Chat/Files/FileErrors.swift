internal import Wire

extension APIError {
    static let attachmentsOff = APIError("api.file.attachments.disabled.app_error", 501, "This server takes no files.")
    static let uploadUnreadable = APIError("api.file.upload_file.read_request.app_error", 400, "The upload could not be read.")
    static let clientIDsWrong = APIError(
        "api.file.upload_file.incorrect_number_of_client_ids.app_error", 400, "There must be one client id for each file, or none.")
    static let fileTooLarge = APIError(
        "api.file.upload_file.too_large_detailed.app_error", 413, "The file is larger than this server takes.")
    static let pictureTooManyPixels = APIError(
        "api.file.upload_file.large_image_detailed.app_error", 400, "The picture has more pixels than this server takes.")
    static let fileNotStored = APIError("api.file.write_file.app_error", 500, "The file could not be kept.")
    static let fileNameTooLong = APIError("api.file.write_file.app_error", 400, "The name of the file is too long.")

    static let fileContentUnknown = APIError("api.file.get_file_info.app_error", 404, "There is no such file.")
    static let fileNotFound = APIError("app.file_info.get.app_error", 404, "There is no such file, or its message was deleted.")
    static let fileLost = APIError("api.file.file_reader.app_error", 404, "The content of the file is missing.")
    static let fileWithoutThumbnail = APIError(
        "api.file.get_file_thumbnail.no_thumbnail.app_error", 400, "The file has no small picture.")
    static let fileWithoutPreview = APIError("api.file.get_file_preview.no_preview.app_error", 400, "The file has no preview.")

    static let publicLinksOff = APIError("api.file.get_public_link.disabled.app_error", 403, "This server makes no public links.")
    static let publicLinkNoPost = APIError("api.file.get_public_link.no_post.app_error", 400, "The file is in no message yet.")
    static let publicLinkInvalid = APIError("api.file.get_file.public_invalid.app_error", 400, "This is no valid link to a file.")

    static let uploadNotFound = APIError("app.upload.get.app_error", 404, "There is no such upload.")
    static let uploadForbidden = APIError("api.upload.get_upload.forbidden.app_error", 403, "The upload is somebody else's.")
    static let uploadsForbidden = APIError(
        "api.user.get_uploads_for_user.forbidden.app_error", 403, "Uploads can be listed by those who made them only.")
    static let uploadTooLarge = APIError(
        "app.upload.create.upload_too_large.app_error", 413, "The file is larger than this server takes.")
    static let uploadSizeWrong = APIError("model.upload_session.is_valid.file_size.app_error", 400, "The size must be a positive number.")
    static let uploadNameWrong = APIError("model.upload_session.is_valid.filename.app_error", 400, "The name of the file is too long.")
    static let uploadLengthWrong = APIError(
        "api.upload.upload_data.invalid_content_length", 400, "More was sent than is missing of the file.")
    static let uploadPartTooSmall = APIError(
        "app.upload.upload_data.first_part_too_small.app_error", 400,
        "The first part must have at least \(ContinueUpload.smallestFirstPart) bytes, or be the whole file.")
    static let uploadConcurrent = APIError(
        "app.upload.upload_data.concurrent.app_error", 400, "Another part of the same file is being sent.")
}
