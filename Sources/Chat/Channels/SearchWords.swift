internal import Database

/// What somebody typed to find a channel or a person: every word must occur, without regard to case.
struct SearchWords {
    let words: [String]

    init(_ term: String) { words = term.lowercased().split(whereSeparator: \.isWhitespace).map(String.init) }

    /// `%word%`, with what LIKE would take for a wildcard escaped.
    static func pattern(_ word: String) -> String {
        var pattern = "%"
        for character in word {
            if character == "%" || character == "_" || character == "\\" { pattern.append("\\") }
            pattern.append(character)
        }
        return pattern + "%"
    }

    /// ` AND (…)` for each word, where `match` says what a pattern is compared with.
    func condition(_ match: (String) -> SQL) -> SQL {
        words.map { SQL(" AND (") + match(Self.pattern($0)) + ")" }.joined(by: "")
    }

    /// Channels by name, display name and purpose.
    var ofChannels: SQL {
        condition { pattern in
            """
            LOWER(c.name) LIKE \(pattern) ESCAPE '\\' OR LOWER(c.displayname) LIKE \(pattern) ESCAPE '\\' \
            OR LOWER(c.purpose) LIKE \(pattern) ESCAPE '\\'
            """
        }
    }

    /// People by user name, nickname and full name, as `users u`.
    var ofUsers: SQL {
        condition { pattern in
            """
            LOWER(u.username) LIKE \(pattern) ESCAPE '\\' OR LOWER(u.nickname) LIKE \(pattern) ESCAPE '\\' \
            OR LOWER(u.firstname) LIKE \(pattern) ESCAPE '\\' OR LOWER(u.lastname) LIKE \(pattern) ESCAPE '\\'
            """
        }
    }
}
