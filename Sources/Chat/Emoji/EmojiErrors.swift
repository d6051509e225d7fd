internal import Wire

extension APIError {
    static let emojiAreOff = APIError("api.emoji.disabled.app_error", 501, "This server has no emoji of its own.")
    static let emojiFormUnreadable = APIError("api.emoji.create.parse.app_error", 400, "The emoji must come in a form with its picture.")
    static let emojiTooLarge = APIError("api.emoji.create.too_large.app_error", 413, "The picture of an emoji has at most 512 KiB.")
    static let emojiForOther = APIError("api.emoji.create.other_user.app_error", 403, "Nobody adds emoji in another's name.")
    static let emojiNameInvalid = APIError(
        "model.emoji.name.app_error", 400, "The name has 1 to 64 letters, digits, underscores, hyphens or plus signs.")
    static let emojiNameOfEverybody = APIError(
        "model.emoji.system_emoji_name.app_error", 400, "Everybody has an emoji of this name already.")
    static let emojiNameTaken = APIError("api.emoji.create.duplicate.app_error", 400, "There is an emoji of this name already.")
    static let emojiTooManyPixels = APIError(
        "api.emoji.upload.large_image.too_large.app_error", 400, "The picture of an emoji is at most 1028 pixels wide and high.")
    static let emojiNoPicture = APIError("api.emoji.upload.image.app_error", 400, "The picture must be a PNG, a JPEG or a GIF.")
    static let emojiNotFound = APIError("app.emoji.get.no_result", 404, "There is no such emoji.")
    static let emojiPictureMissing = APIError("api.emoji.get_image.read.app_error", 404, "The picture of the emoji is gone.")
    static let tooManyEmojiNames = APIError(
        "api.emoji.get_multiple_by_name_too_many.request_error", 400, "Ask for at most 200 emoji at once.")
}
