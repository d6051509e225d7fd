internal import Database
internal import Wire

/// Every statement that reads `jobs`.
struct JobQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var jobs: JobQueries<Access> { .init(tx: self) } }

/// A piece of work in the background, as administrators see it.
struct Job: Sendable, JSONWritable {
    static let columns: Columns = "id, type, priority, createat, startat, lastactivityat, status, progress, data"

    let id: String
    let type: String
    let priority: Int64
    let createAt: Int64
    let startAt: Int64
    let lastActivityAt: Int64
    let status: String
    let progress: Int64
    let data: String

    init(_ row: inout Row) {
        id = row.string()
        type = row.string()
        priority = row.integer()
        createAt = row.integer()
        startAt = row.integer()
        lastActivityAt = row.integer()
        status = row.string()
        progress = row.integer()
        data = row.string()
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", id)
            json.field("type", type)
            json.field("priority", priority)
            json.field("create_at", createAt)
            json.field("start_at", startAt)
            json.field("last_activity_at", lastActivityAt)
            json.field("status", status)
            json.field("progress", progress)
            json.key("data")
            json.raw(json: data.isEmpty ? "null".utf8 : data.utf8)
        }
    }
}

extension JobQueries {
    func find(_ id: String) throws -> Job? { try tx.first("SELECT \(Job.columns) FROM jobs WHERE id = \(id)") { Job(&$0) } }

    /// Newest first.
    func page(types: [String], status: String?, limit: Int64, offset: Int64) throws -> [Job] {
        let inStatus: SQL = if let status { "AND status = \(status)" } else { "" }
        return try tx.rows(
            """
            SELECT \(Job.columns) FROM jobs WHERE type \(in: types) \(inStatus) ORDER BY createat DESC, id DESC LIMIT \(limit) OFFSET \(offset)
            """
        ) { Job(&$0) }
    }
}
