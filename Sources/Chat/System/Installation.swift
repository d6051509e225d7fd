public import Database
internal import Outside
internal import Wire

/// What tells this installation from others: made at its first start, kept in `systems`, never changed.
public struct Installation: Sendable {
    /// Mobile apps keep their local database under it.
    var diagnosticID: String
    /// Base64 of the DER form: clients check signed pushes with it.
    var publicKey: String
    /// Milliseconds, as text.
    var date: String
    /// The newest migration of Mattermost's that the tables have.
    var schemaVersion: String
    /// `production`, `test` or `dev`.
    var environment: String
    /// Signs pushes.
    var signingKey: SigningKey?

    /// Before the database was looked at.
    public static let unknown = Installation(diagnosticID: "", publicKey: "", date: "0", schemaVersion: "", environment: "production")

    /// Reads the rows and makes those that are missing.
    public static func load(
        from db: any Database, now: Int64, newID: @escaping @Sendable () -> String, environment: String
    ) async throws -> Installation {
        let fresh = try SigningKey()
        let rows = try await db.write { tx in
            var rows = try tx.systems.all()
            let born = try tx.systems.firstAccountAt() ?? now
            let wanted: [(String, () -> String)] = [
                ("AsymmetricSigningKey", { SigningKeyRow(fresh.numbers).text }),
                ("DiagnosticId", newID),
                ("FirstServerRunTimestamp", { String(now) }),
                ("InstallationDate", { String(born) }),
                ("PostActionCookieSecret", { #"{"key":"\#(Base64.encode(SecureRandom.shared.bytes(32)))"}"# }),
            ]
            for (name, value) in wanted where rows[name, default: ""].isEmpty { rows[name] = try tx.systems.keep(name, value()) }
            rows["schema"] = try tx.systems.schemaVersion()
            return rows
        }
        let key = try SigningKey(try SigningKeyRow(rows["AsymmetricSigningKey", default: ""]).numbers)
        return Installation(
            diagnosticID: rows["DiagnosticId", default: ""], publicKey: key.publicKey, date: rows["InstallationDate", default: "0"],
            schemaVersion: rows["schema", default: ""], environment: environment, signingKey: key)
    }
}

/// The signing key as its row has it: three whole numbers of up to 78 digits, larger than JSON readers keep exactly.
struct SigningKeyRow {
    let numbers: SigningKey.Numbers

    init(_ numbers: SigningKey.Numbers) { self.numbers = numbers }

    init(_ text: String) throws {
        guard let x = Self.digits("x", in: text), let y = Self.digits("y", in: text), let d = Self.digits("d", in: text) else {
            throw OutsideError.malformed("signing key in systems")
        }
        numbers = SigningKey.Numbers(x: x, y: y, d: d)
    }

    var text: String { #"{"ecdsa_key":{"curve":"P-256","x":\#(numbers.x),"y":\#(numbers.y),"d":\#(numbers.d)}}"# }

    private static func digits(_ key: String, in text: String) -> String? {
        guard let range = text.firstRange(of: "\"\(key)\"") else { return nil }
        let digits = text[range.upperBound...].drop { $0 == ":" || $0 == " " }.prefix { $0.isASCII && $0.isNumber }
        return digits.isEmpty ? nil : String(digits)
    }
}
