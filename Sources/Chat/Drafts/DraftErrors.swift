internal import Wire

extension APIError {
    static let draftsAreOff = APIError("api.drafts.disabled.app_error", 501, "This server does not keep drafts.")
    static let channelArchivedForDrafts = APIError(
        "api.draft.create_draft.can_not_draft_to_deleted.error", 400, "The channel is archived: nothing can be written there.")
    static let draftTooLong = APIError("app.draft.save.app_error", 400, "The draft is longer than the server keeps.")
    static let draftTooManyFiles = APIError("model.draft.is_valid.file_ids.app_error", 400, "The draft has too many files.")
    static let draftPropsTooLong = APIError("model.draft.is_valid.props.app_error", 400, "The props of the draft are too long.")
    static let draftRootInvalid = APIError("model.draft.is_valid.root_id.app_error", 400, "This is no message that a draft could answer.")
    static let draftPriorityTooLong = APIError("model.draft.is_valid.priority.app_error", 400, "The priority of the draft is too long.")
}
