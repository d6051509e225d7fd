internal import Database
internal import Wire

/// What a scheme is asked to be; what is not said stays.
struct SchemeDraft: Sendable {
    let name: String?
    let displayName: String?
    let description: String?

    init(_ fields: JSONFields) throws {
        name = try fields.string("name")
        displayName = try fields.string("display_name")
        description = try fields.string("description")
    }

    func applied(to old: Scheme) throws -> Scheme {
        var scheme = old
        if let name, !name.isEmpty { scheme.name = name }
        if let displayName { scheme.displayName = displayName }
        if let description { scheme.description = description }
        guard RoleRules.isName(scheme.name), (1...128).contains(scheme.displayName.count), scheme.description.count <= 1024,
            !(scheme.displayName + scheme.description).utf8.contains(0)
        else { throw APIError.schemeInvalid }
        return scheme
    }
}

/// Makes a scheme with roles of its own, which begin as the built-in ones are now and can then be changed apart from them.
struct CreateScheme {
    let draft: SchemeDraft
    let scope: Scheme.Scope
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> Scheme {
        let empty = Scheme(id: services.newID(), name: services.newToken(), displayName: "", description: "", scope: scope)
        var scheme = try draft.applied(to: empty)
        if try tx.schemes.isTaken(name: scheme.name) { throw APIError.schemeInvalid }
        scheme.createAt = services.now()
        scheme.updateAt = scheme.createAt
        for part in SchemePart.all(scope) { scheme[keyPath: part.path] = try role(part, of: scheme, in: tx) }
        try tx.schemes.insert(scheme)
        tx.signal(.rolesChanged)
        return scheme
    }

    private func role(_ part: SchemePart, of scheme: Scheme, in tx: Transaction<ReadWrite>) throws -> String {
        let model = try tx.roles.find(name: part.model)
        let role = Role(
            id: services.newID(), name: services.newToken(), displayName: "\(part.title) Role for Scheme \(scheme.name)", description: "",
            createAt: scheme.createAt, updateAt: scheme.createAt, permissions: model?.permissions ?? [], isSchemeManaged: true,
            isBuiltIn: false, schemeID: scheme.id.raw)
        try tx.roles.insert(role)
        return role.name
    }
}

/// One of the roles that a scheme stands for: where it is kept, and which built-in role it begins as.
struct SchemePart: Sendable {
    let path: any WritableKeyPath<Scheme, String> & Sendable
    let model: String
    let title: String

    static func all(_ scope: Scheme.Scope) -> [SchemePart] {
        scope == .team ? ofTeam + ofChannel + ofPlaybook : ofChannel
    }

    private static let ofTeam = [
        SchemePart(path: \.teamAdminRole, model: "team_admin", title: "Team Admin"),
        SchemePart(path: \.teamUserRole, model: "team_user", title: "Team User"),
        SchemePart(path: \.teamGuestRole, model: "team_guest", title: "Team Guest"),
    ]
    private static let ofChannel = [
        SchemePart(path: \.channelAdminRole, model: "channel_admin", title: "Channel Admin"),
        SchemePart(path: \.channelUserRole, model: "channel_user", title: "Channel User"),
        SchemePart(path: \.channelGuestRole, model: "channel_guest", title: "Channel Guest"),
    ]
    private static let ofPlaybook = [
        SchemePart(path: \.playbookAdminRole, model: "playbook_admin", title: "Playbook Admin"),
        SchemePart(path: \.playbookMemberRole, model: "playbook_member", title: "Playbook Member"),
        SchemePart(path: \.runAdminRole, model: "run_admin", title: "Run Admin"),
        SchemePart(path: \.runMemberRole, model: "run_member", title: "Run Member"),
    ]
}

/// Renames a scheme, or takes it away: then teams and channels that used it have the built-in roles again.
struct ChangeScheme {
    let scheme: Scheme
    let services: Services

    func patch(_ draft: SchemeDraft, in tx: Transaction<ReadWrite>) throws -> Scheme {
        var changed = try draft.applied(to: scheme)
        if changed.name != scheme.name, try tx.schemes.isTaken(name: changed.name) { throw APIError.schemeInvalid }
        changed.updateAt = services.now()
        try tx.schemes.update(changed)
        return changed
    }

    func delete(in tx: Transaction<ReadWrite>) throws {
        var gone = scheme
        gone.deleteAt = services.now()
        gone.updateAt = gone.deleteAt
        try tx.schemes.update(gone)
        try tx.schemes.deleteRoles(of: scheme.id, at: gone.deleteAt)
        if scheme.scope == .team { try tx.teams.leaveScheme(scheme.id.raw) } else { try tx.channels.leaveScheme(scheme.id.raw) }
        tx.signal(.rolesChanged)
    }
}

/// Lets a channel use the roles of a scheme, or those of its team again.
struct ChangeChannelScheme {
    let channel: ID<Channel>
    /// Empty for the team's roles.
    let scheme: String
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        if !scheme.isEmpty {
            guard let found = try tx.schemes.find(ID(scheme)) else { throw APIError.schemeNotFound }
            guard found.scope == .channel else { throw APIError.channelSchemeScopeWrong }
        }
        guard try tx.channels.find(channel) != nil else { throw APIError.channelNotFound }
        try tx.channels.use(scheme: scheme.isEmpty ? nil : scheme, in: channel, at: services.now())
        tx.signal(.rolesChanged)
        tx.tell(Event("channel_scheme_updated", to: Event.Broadcast(channel: channel)))
    }
}
