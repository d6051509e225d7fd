internal import Database
internal import Synchronization
internal import Wire

/// What roles allow and which roles a scheme stands for, ready for every request: loaded at start, read again after
/// `Signal.rolesChanged`. One of the few caches; roles change about never and are asked about always.
public final class RoleBook: Sendable {
    private struct Page: Sendable {
        var roles: [String: PermissionSet] = [:]
        var schemes: [String: SchemeRoles] = [:]
        /// Which reading this is, and how many were begun.
        var turn = 0
        var turns = 0
    }
    private let page = Mutex(Page())

    public init() {}

    /// The union of what these roles allow; unknown names allow nothing.
    func permissions(of names: some Sequence<some StringProtocol>) -> PermissionSet {
        page.withLock { page in
            var union = PermissionSet()
            for name in names { if let set = page.roles[String(name)] { union.formUnion(set) } }
            return union
        }
    }

    /// The role names that a scheme's flags stand for; without a scheme the built-in ones.
    func schemeRoles(_ scheme: String?) -> SchemeRoles {
        guard let scheme, !scheme.isEmpty else { return .builtIn }
        return page.withLock { $0.schemes[scheme] } ?? .builtIn
    }

    /// Reads all roles and schemes again. Of two readings at once that one holds which was begun later: it has seen every change
    /// that the other was begun for.
    func load(from db: any Database) async throws {
        let turn = page.withLock { page in
            page.turns += 1
            return page.turns
        }
        let fresh = try await db.read { tx in
            var page = Page()
            for role in try tx.roles.all() where role.deleteAt == 0 {
                page.roles[role.name] = PermissionSet(role.permissions.compactMap(Permission.init(name:)))
            }
            for (id, roles) in try tx.roles.schemes() { page.schemes[id] = roles }
            return page
        }
        page.withLock { page in
            guard turn > page.turn else { return }
            let turns = page.turns
            page = fresh
            (page.turn, page.turns) = (turn, turns)
        }
    }
}

/// Which roles the three flags of a membership stand for.
struct SchemeRoles: Sendable {
    var teamGuest = "team_guest"
    var teamUser = "team_user"
    var teamAdmin = "team_admin"
    var channelGuest = "channel_guest"
    var channelUser = "channel_user"
    var channelAdmin = "channel_admin"
    static let builtIn = SchemeRoles()
}

/// What a membership row says about roles.
struct RoleFlags: Sendable, Hashable {
    var explicit: String
    var isGuest: Bool
    var isUser: Bool
    var isAdmin: Bool

    /// The effective role names in a team: the explicit ones, then what the flags stand for.
    func teamRoles(_ scheme: SchemeRoles) -> [String] { roles(scheme.teamGuest, scheme.teamUser, scheme.teamAdmin) }
    func channelRoles(_ scheme: SchemeRoles) -> [String] { roles(scheme.channelGuest, scheme.channelUser, scheme.channelAdmin) }

    private func roles(_ guest: String, _ user: String, _ admin: String) -> [String] {
        var names = explicit.split(separator: " ").map(String.init)
        for (flag, name) in [(isGuest, guest), (isUser, user), (isAdmin, admin)] where flag && !names.contains(name) { names.append(name) }
        return names
    }
}
