internal import Database

/// What somebody typed to find a channel or a person: every word must occur, without regard to case.
struct SearchWords {
    let words: [String]

    /// More are not looked at: nobody types them, and each is a condition of its own.
    private static let limit = 32

    init(_ term: String) {
        words = term.lowercased().split(maxSplits: Self.limit, whereSeparator: \.isWhitespace).prefix(Self.limit).map(String.init)
    }

    /// ` AND (…)` for each word, which must be in one of the columns.
    private func condition(_ match: (LikePattern) -> SQL) -> SQL {
        words.map { " AND \(match(.holding($0)))" as SQL }.joined(by: "")
    }

    /// Channels by name, display name and purpose.
    var ofChannels: SQL { condition { $0.fits("LOWER(c.name)", "LOWER(c.displayname)", "LOWER(c.purpose)") } }

    /// People by user name, nickname and full name, as `users u`.
    var ofUsers: SQL {
        condition { $0.fits("LOWER(u.username)", "LOWER(u.nickname)", "LOWER(u.firstname)", "LOWER(u.lastname)") }
    }
}
