internal import CSQLite

/// Where SQLite's own words know ASCII only and PostgreSQL's know Unicode, both engines shall find the same names.
enum SQLiteFunctions {
    static func install(on handle: OpaquePointer?) {
        let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
        let lower: Body = { context, _, values in SQLiteFunctions.change(context, values?[0]) { $0.lowercased() } }
        let upper: Body = { context, _, values in SQLiteFunctions.change(context, values?[0]) { $0.uppercased() } }
        sqlite3_create_function_v2(handle, "lower", 1, flags, nil, lower, nil, nil, nil)
        sqlite3_create_function_v2(handle, "upper", 1, flags, nil, upper, nil, nil, nil)
    }

    private typealias Body = @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void

    private static func change(_ context: OpaquePointer?, _ value: OpaquePointer?, _ fold: (String) -> String) {
        guard let text = sqlite3_value_text(value) else { return sqlite3_result_null(context) }
        let string = String(decoding: UnsafeBufferPointer(start: text, count: Int(sqlite3_value_bytes(value))), as: UTF8.self)
        var folded = fold(string)
        folded.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) {
                sqlite3_result_text(context, $0.baseAddress, Int32($0.count), SQLiteConnection.copies)
            }
        }
    }
}
