internal import Database
internal import Wire

/// Lets a team use the roles of a scheme, or the built-in ones again.
struct ChangeTeamScheme {
    let team: ID<Team>
    /// Empty for the built-in roles.
    let scheme: String
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        if !scheme.isEmpty {
            guard let found = try tx.schemes.find(ID(scheme)) else { throw APIError.schemeNotFound }
            guard found.scope == .team else { throw APIError.schemeScopeWrong }
        }
        guard var team = try tx.teams.find(team) else { throw APIError.teamNotFound }
        team.schemeID = scheme.isEmpty ? nil : scheme
        team.updateAt = services.now()
        try tx.teams.update(team)
        tx.signal(.rolesChanged)
        tx.tell(.teamSchemeUpdated(team))
    }
}
