internal import Database

/// Has PostgreSQL look at what its tables hold, when it never has: after a restore or an import it plans by guesses until its own
/// round comes by, and reads whole tables (measured: three times the work for the same requests).
struct MeasureTables {
    /// Smaller ones are read whole anyway. Bytes.
    var least: Int64 = 100_000

    func run(in tx: Transaction<ReadWrite>) throws {
        guard tx.dialect == .postgres else { return }
        let isUnknown = try tx.exists(
            """
            SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = current_schema() AND c.relkind = 'r' AND c.reltuples <= 0 AND pg_relation_size(c.oid) >= \(least)
            """)
        if isUnknown { try tx.execute("ANALYZE") }
    }
}
