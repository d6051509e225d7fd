internal import Database
internal import Wire

/// For whom threads are collapsed: the server decides for all, or people choose and the server says what holds without a choice.
struct CollapsedThreads {
    private let mode: String

    init(_ services: Services) { mode = services.settings.current[ServiceSettings.collapsedThreads] }

    /// Whether they are for anybody.
    var areAllowed: Bool { mode != "disabled" }

    func areOn<A>(for user: ID<User>, in tx: Transaction<A>) throws -> Bool { try of([user], in: tx).contains(user) }

    /// Those of these people for whom they are. Costs a query only where people may choose.
    func of<A>(_ users: [ID<User>], in tx: Transaction<A>) throws -> Set<ID<User>> {
        switch mode {
        case "disabled": return []
        case "always_on": return Set(users)
        default:
            let choices = try tx.preferences.collapsedThreads(of: users)
            return Set(users.filter { choices[$0] ?? (mode == "default_on") })
        }
    }
}
