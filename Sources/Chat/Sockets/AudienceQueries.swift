internal import Database
internal import Wire

/// Who is where, for the hub's directory: one query a place.
struct AudienceQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var audiences: AudienceQueries<Access> { .init(tx: self) } }

extension AudienceQueries {
    func members(of channel: ID<Channel>) throws -> [ID<User>] {
        try tx.rows("SELECT userid FROM channelmembers WHERE channelid = \(channel)") { $0.next() }
    }

    func members(of team: ID<Team>) throws -> [ID<User>] {
        try tx.rows("SELECT userid FROM teammembers WHERE teamid = \(team) AND deleteat = 0") { $0.next() }
    }

    func shareChannel(_ one: ID<User>, _ other: ID<User>) throws -> Bool {
        try tx.first(
            """
            SELECT 1 FROM channelmembers a JOIN channelmembers b ON b.channelid = a.channelid
            WHERE a.userid = \(one) AND b.userid = \(other) LIMIT 1
            """
        ) { _ in true } ?? false
    }
}
