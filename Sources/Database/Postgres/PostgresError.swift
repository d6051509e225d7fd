internal import CPostgres

/// libpq's failures in our words.
enum PostgresError {
    /// What a result says went wrong; `nil` when nothing did.
    static func error(of result: OpaquePointer?, on handle: OpaquePointer) -> DatabaseError? {
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_PIPELINE_SYNC: return nil
        default: break
        }
        let state = field("C", of: result), message = field("M", of: result)
        if PQstatus(handle) == CONNECTION_BAD { return .connectionLost(message.isEmpty ? "The connection to PostgreSQL broke." : message) }
        return error(state: state, message: message, constraint: field("n", of: result))
    }

    static func error(state: String, message: String, constraint: String) -> DatabaseError {
        switch state {
        case "23505": .uniqueViolation(constraint)
        case "40001", "40P01": .serialization(message)
        // Shutting down, starting up, broken in transit, or a replica after a failover: another connection is needed.
        case "57P01", "57P02", "57P03", "25006": .connectionLost(message)
        case let state where state.hasPrefix("08"): .connectionLost(message)
        default: .engine(code: state, message: message)
        }
    }

    private static func field(_ name: Unicode.Scalar, of result: OpaquePointer?) -> String {
        PQresultErrorField(result, Int32(name.value)).map { String(cString: $0) } ?? ""
    }
}
