/// What somebody typed, for LIKE: `%`, `_` and the escape stand for themselves in it.
public struct LikePattern: Sendable {
    private let text: String

    /// No name or description that is searched is as long, so a longer text finds nothing either way; SQLite refuses patterns of
    /// more than 50,000 bytes.
    private static let limit = 2_000

    /// For what begins with the text.
    public static func beginning(_ text: String) -> LikePattern { LikePattern(text: escaped(text) + "%") }

    /// For what holds the text somewhere.
    public static func holding(_ text: String) -> LikePattern { LikePattern(text: "%" + escaped(text) + "%") }

    private static func escaped(_ text: String) -> String {
        var pattern = ""
        for scalar in text.unicodeScalars.prefix(limit) {
            if scalar == "%" || scalar == "_" || scalar == "\\" { pattern.unicodeScalars.append("\\") }
            pattern.unicodeScalars.append(scalar)
        }
        return pattern
    }

    /// Whether one of the columns is like that.
    public func fits(_ columns: SQL...) -> SQL {
        "(\(columns.map { "\($0) LIKE \(text) ESCAPE '\\'" as SQL }.joined(by: " OR ")))"
    }
}
