internal import Database
internal import Wire

/// The right to do a job now, so that of several nodes one does it. It ends by itself when its holder is gone.
///
/// It only spares the others the work: whatever a job does is claimed row by row in the transaction that does it, so that
/// even two holders (a clock that jumped, a node that slept) do nothing twice.
struct Lease: Sendable {
    let name: String
    /// Of this turn, not of the node: a turn that takes long is not joined by the next one.
    let holder: String
    let services: Services

    private static let length: Int64 = 60_000

    init(_ name: String, services: Services) {
        self.name = name
        self.services = services
        holder = services.newToken()
    }

    /// Takes it, or holds it longer. One statement compares and sets.
    func take() async throws -> Bool {
        let now = services.now(), end = now + Self.length
        return try await services.db.write(isolation: .readCommitted) { [name, holder] tx in
            try tx.execute(
                """
                INSERT INTO martlet_leases (name, holder, endsat) VALUES (\(name), \(holder), \(end))
                ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, endsat = excluded.endsat
                    WHERE martlet_leases.endsat <= \(now) OR martlet_leases.holder = excluded.holder
                """) > 0
        }
    }

    /// Lets the next one have it.
    func giveBack() async throws {
        try await services.db.write(isolation: .readCommitted) { [name, holder] tx in
            try tx.execute("DELETE FROM martlet_leases WHERE name = \(name) AND holder = \(holder)")
        }
    }
}
