internal import Wire

/// What a client says about a team that it wants to make or change. A field that it leaves out is `nil`.
struct TeamDraft {
    var id: String?
    var name: String?
    var displayName: String?
    var description: String?
    var type: String?
    var companyName: String?
    var allowedDomains: String?
    var allowOpenInvite: Bool?
    var schemeID: String?
    var groupConstrained: Bool?

    init(_ fields: JSONFields) throws {
        id = try fields.string("id")
        name = try fields.string("name")
        displayName = try fields.string("display_name")
        description = try fields.string("description")
        type = try fields.string("type")
        companyName = try fields.string("company_name")
        allowedDomains = try fields.string("allowed_domains")
        allowOpenInvite = try fields.bool("allow_open_invite")
        schemeID = try fields.string("scheme_id")
        groupConstrained = try fields.bool("group_constrained")
    }

    /// The team with the fields that were given; name and type stay what they are.
    func applied(to team: Team) -> Team {
        var team = team
        if let displayName { team.displayName = displayName }
        if let description { team.description = description }
        if let companyName { team.companyName = companyName }
        if let allowedDomains { team.allowedDomains = allowedDomains }
        if let allowOpenInvite { team.allowOpenInvite = allowOpenInvite }
        return team
    }

    /// The team with all fields replaced: what was left out becomes empty.
    func replacing(_ team: Team) -> Team {
        var team = team
        team.displayName = displayName ?? ""
        team.description = description ?? ""
        team.companyName = companyName ?? ""
        team.allowedDomains = allowedDomains ?? ""
        team.allowOpenInvite = allowOpenInvite ?? false
        return team
    }
}
