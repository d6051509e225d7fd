internal import Database
internal import Wire

/// Gives a new member of a team the three categories that everybody has.
struct CreateCategories {
    let user: ID<User>
    let team: ID<Team>
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        for category in SidebarCategory.defaults(of: user, in: team) { try tx.categories.insert(category) }
    }
}
