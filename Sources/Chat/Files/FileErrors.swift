internal import Wire

extension APIError {
    static let attachmentsOff = APIError("api.file.attachments.disabled.app_error", 501, "This server takes no files.")
    static let uploadUnreadable = APIError("api.file.upload_file.read_request.app_error", 400, "The upload could not be read.")
    static let clientIDsWrong = APIError(
        "api.file.upload_file.incorrect_number_of_client_ids.app_error", 400, "There must be one client id for each file, or none.")
    static let fileTooLarge = APIError(
        "api.file.upload_file.too_large_detailed.app_error", 413, "The file is larger than this server takes.")
    static let fileNotStored = APIError("api.file.write_file.app_error", 500, "The file could not be kept.")
    static let fileNameTooLong = APIError("api.file.write_file.app_error", 400, "The name of the file is too long.")
}
