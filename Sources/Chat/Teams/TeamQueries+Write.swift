internal import Database
internal import Wire

extension TeamQueries where Access == ReadWrite {
    /// False when the name is taken.
    func insert(_ team: Team) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO teams (id, createat, updateat, deleteat, displayname, name, description, email, type, companyname, alloweddomains,
                inviteid, schemeid, allowopeninvite, lastteamiconupdate, groupconstrained, cloudlimitsarchived)
            VALUES (\(team.id), \(team.createAt), \(team.updateAt), 0, \(team.displayName), \(team.name), \(team.description),
                \(team.email), \(team.type.rawValue), \(team.companyName), \(team.allowedDomains), \(team.inviteID), \(team.schemeID),
                \(team.allowOpenInvite), 0, \(team.groupConstrained), FALSE)
            ON CONFLICT (name) DO NOTHING
            """) == 1
    }

    /// Stores what people can change about a team.
    func update(_ team: Team) throws {
        try tx.execute(
            """
            UPDATE teams SET updateat = \(team.updateAt), deleteat = \(team.deleteAt), displayname = \(team.displayName),
                description = \(team.description), type = \(team.type.rawValue), companyname = \(team.companyName),
                alloweddomains = \(team.allowedDomains), inviteid = \(team.inviteID), schemeid = \(team.schemeID),
                allowopeninvite = \(team.allowOpenInvite), groupconstrained = \(team.groupConstrained)
            WHERE id = \(team.id)
            """)
    }

    /// When the picture was last set; zero when there is none. The row's own time follows it, zero too.
    func setIcon(at time: Int64, of team: ID<Team>) throws {
        try tx.execute("UPDATE teams SET lastteamiconupdate = \(time), updateat = \(time) WHERE id = \(team)")
    }
}

extension TeamQueries where Access == ReadWrite {
    /// The teams of a scheme that is gone have the built-in roles.
    func leaveScheme(_ scheme: String) throws { try tx.execute("UPDATE teams SET schemeid = NULL WHERE schemeid = \(scheme)") }
}
