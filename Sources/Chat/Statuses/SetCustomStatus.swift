internal import Database
internal import Wire

/// Says what somebody is doing, or with `nil` that they say nothing. What was said lately stays at hand.
struct SetCustomStatus {
    let user: User
    let status: CustomStatus?
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        var wanted = user, props = user.props.object
        props["customStatus"] = .string(status.map { JSONWriter.text(of: $0) } ?? "")
        wanted.props = JSONText(props)
        _ = try ChangeUser(old: user, wanted: wanted, services: services).run(in: tx)
        guard let status else { return }
        var recent = try RecentStatuses.find(of: user.id, in: tx).filter { $0.text != status.text }
        recent.insert(status, at: 0)
        try RecentStatuses.save(Array(recent.prefix(RecentStatuses.limit)), of: user.id, services, in: tx)
    }
}

/// Forgets one of the things that somebody said lately.
struct ForgetCustomStatus {
    let user: ID<User>
    let emoji: String
    let text: String
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        let recent = try RecentStatuses.find(of: user, in: tx)
        let kept = recent.filter { $0.text != text || $0.emoji != emoji }
        guard kept.count < recent.count else { throw APIError.recentStatusNotFound }
        try RecentStatuses.save(kept, of: user, services, in: tx)
    }
}

/// What somebody said lately: a preference, which clients read.
enum RecentStatuses {
    static let limit = 5
    private static let category = "custom_status", name = "recent_custom_statuses"

    /// What is damaged counts as nothing.
    static func find(of user: ID<User>, in tx: Transaction<ReadWrite>) throws -> [CustomStatus] {
        guard let row = try tx.preferences.find(name, in: category, of: user) else { return [] }
        let items = (try? JSONReader.read(row.value))?.array ?? []  // see above
        return items.compactMap { item in try? CustomStatus(JSONFields(item)) }  // see above
    }

    static func save(_ statuses: [CustomStatus], of user: ID<User>, _ services: Services, in tx: Transaction<ReadWrite>) throws {
        let preference = Preference(user: user, category: category, name: name, value: JSONWriter.text(of: statuses))
        try SetPreferences(user: user, preferences: [preference], services: services).run(in: tx)
    }
}

extension APIError {
    static let customStatusDisabled = APIError("api.custom_status.disabled", 501, "Saying what one is doing is switched off here.")
    static let statusEmojiUnknown = APIError(
        "api.custom_status.set_custom_statuses.emoji_not_found", 400, "There is no emoji of this name.")
    static let recentStatusNotFound = APIError(
        "api.custom_status.recent_custom_statuses.delete.app_error", 400, "This is not among what was said lately.")
}
