public import Database
public import Wire

/// Ids are text in the database.
extension ID: SQLBindable, SQLReadable {
    public var sqlValue: SQLValue { .text(raw) }
    public init(_ row: inout Row) { self.init(row.string()) }
}
