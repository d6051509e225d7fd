internal import Wire

/// What can be wrong with a group. Ids and statuses are contract.
extension APIError {
    static let groupsAreOff = APIError("api.custom_groups.feature_disabled", 501, "Groups are switched off on this server.")
    static let groupSourceForeign = APIError("app.group.crud_permission", 400, "Only groups that were made here can be changed here.")
    static let groupNeedsReference = APIError(
        "api.custom_groups.must_be_referenceable", 400, "A group that people make must be one that messages can call.")
    static let groupHasRemoteID = APIError("api.custom_groups.no_remote_id", 400, "A group that people make has no remote_id.")
    static let groupNameTaken = APIError("app.custom_group.unique_name", 400, "Another group has this name already.")
    static let groupNameIsUsername = APIError("app.group.username_conflict", 400, "Somebody has this name as their username.")
    static let usernameIsGroupName = APIError("app.user.group_name_conflict", 400, "A group has this name already.")

    /// A field of a group that breaks its rule; `rule` is the part of the id that names it.
    static func invalidGroup(_ rule: String) -> APIError {
        APIError("model.group.\(rule).app_error", 400, "The group's \(rule) is not valid.")
    }
}
