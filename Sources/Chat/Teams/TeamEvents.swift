internal import Wire

extension Event {
    /// Somebody is in a team now; told to them alone.
    static func addedToTeam(_ user: ID<User>, _ team: ID<Team>) -> Event {
        Event("added_to_team", to: Broadcast(user: user)) { json in
            json.field("team_id", team)
            json.field("user_id", user)
        }
    }

    /// Somebody left: told to the team, and to them in an event of their own, because they are in the team no longer.
    static func leftTeam(_ user: ID<User>, _ team: ID<Team>) -> [Event] {
        [Broadcast(team: team, omitUsers: [user]), Broadcast(user: user)].map { broadcast in
            Event("leave_team", to: broadcast) { json in
                json.field("team_id", team)
                json.field("user_id", user)
            }
        }
    }

    static func teamUpdated(_ team: Team) -> Event { change("update_team", team) }
    static func teamDeleted(_ team: Team) -> Event { change("delete_team", team) }
    static func teamRestored(_ team: Team) -> Event { change("restore_team", team) }
    static func teamSchemeUpdated(_ team: Team) -> Event { change("update_team_scheme", team) }

    /// What every member may see of the team.
    private static func change(_ name: String, _ team: Team) -> Event {
        var team = team
        team.email = ""
        team.inviteID = ""
        return Event(name, to: Broadcast(team: team.id)) { $0.field("team", JSONWriter.text(of: team)) }
    }

    /// Somebody's roles in a team changed; told to them alone.
    static func teamRolesUpdated(_ member: TeamMember) -> Event {
        Event("memberrole_updated", to: Broadcast(user: member.user)) { $0.field("member", JSONWriter.text(of: member)) }
    }
}
