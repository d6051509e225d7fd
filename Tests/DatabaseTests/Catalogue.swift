import Database
import Foundation

/// What a database consists of, one line a thing: the committed one was read from Mattermost 11.6's own database.
enum Catalogue {
    /// The record: `kind`, then what identifies it, tab-separated.
    static func record() throws -> [[String]] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "mattermost-11.6.catalogue.tsv")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// The same lines read from a PostgreSQL database, without what is only ours.
    static func read(_ tx: Transaction<ReadOnly>) throws -> [[String]] {
        var lines: [[String]] = []
        for (kind, width, sql) in queries {
            lines += try tx.rows(sql) { row in [kind] + (0..<width).map { _ in row.string() } }
        }
        return lines.filter {
            !$0[1].hasPrefix("martlet_") && !($0[0] == "index" && $0[2].hasPrefix("martlet_")) && !$0[1].hasPrefix("configuration")
        }
    }

    private static let queries: [(String, Int, SQL)] = [
        (
            "column", 5,
            """
            SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'not null' ELSE 'null' END,
                coalesce(pg_get_expr(d.adbin, d.adrelid), '')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
            WHERE n.nspname = 'public' AND c.relkind = 'r'
            """
        ),
        (
            "constraint", 3,
            """
            SELECT c.relname, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
            JOIN pg_namespace n ON n.oid = k.connamespace WHERE n.nspname = 'public' AND k.contype <> 'n'
            """
        ),
        (
            "index", 3,
            """
            SELECT t.relname, i.relname, replace(pg_get_indexdef(i.oid), 'public.', '') FROM pg_index x
            JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
            JOIN pg_namespace n ON n.oid = t.relnamespace
            WHERE n.nspname = 'public' AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.oid)
            """
        ),
        (
            "enum", 2,
            """
            SELECT t.typname, string_agg('''' || e.enumlabel || '''', ', ' ORDER BY enumsortorder)
            FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY 1
            """
        ),
        (
            "view", 2,
            """
            SELECT matviewname, btrim(regexp_replace(definition, '\\s+', ' ', 'g')) FROM pg_matviews WHERE schemaname = 'public'
            """
        ),
        (
            "option", 2,
            """
            SELECT c.relname, array_to_string(c.reloptions, ', ') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.reloptions IS NOT NULL
            """
        ),
        ("migration", 2, "SELECT version, name FROM db_migrations"),
    ]
}
