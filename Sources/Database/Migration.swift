/// One step of the schema: what to run on each engine, and how to take it back.
public struct Migration: Sendable {
    /// How a step is undone.
    public enum Reverse: Sendable {
        case script(sqlite: String, postgres: String)
        /// Not at all, with the reason an operator is told.
        case impossible(String)
    }

    public let version: Int64
    public let name: String
    let sqlite: String
    let postgres: String
    let reverse: Reverse
    let isPresent: @Sendable (Transaction<ReadOnly>) throws -> Bool

    /// - Parameter isPresent: whether the database has what this step makes from somewhere else; it is then only noted as
    ///   done. Throws `MigrationError` to refuse the database.
    public init(
        version: Int64, name: String, sqlite: String, postgres: String, reverse: Reverse,
        isPresent: @escaping @Sendable (Transaction<ReadOnly>) throws -> Bool = { _ in false }
    ) {
        self.version = version
        self.name = name
        self.sqlite = sqlite
        self.postgres = postgres
        self.reverse = reverse
        self.isPresent = isPresent
    }
}

/// Why a database cannot be brought to the version of this server. The text is for the operator.
public struct MigrationError: Error, Equatable, Sendable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}
