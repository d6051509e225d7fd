/// What PostgreSQL knows before it looks for messages: the caller's channels, the ids of the authors, and how close together
/// the newest messages are. All of it is of the same snapshot as the search itself.
struct SearchGround: Sendable {
    var places: [String] = []
    var authors: [String] = []
    /// Of the times that are meant: the newest message, the oldest that is meant at all, and the last of the nearest.
    var newest: Int64 = 0
    var oldest: Int64 = 0
    var near: Int64 = 0
    /// How many there are from `near` on.
    var nearCount: Int64 = 0

    /// About how many messages lie between a time and the newest.
    fileprivate func count(since begin: Int64) -> Double {
        Double(nearCount) * Double(newest - begin) / Double(max(1, newest - near))
    }

    /// The time since when there are about so many.
    fileprivate func begin(of count: Double) -> Int64? {
        let span = Double(max(1, newest - near)) * count / Double(max(1, nearCount))
        return span < Double(newest - oldest) / 2 ? newest - Int64(span) : nil
    }
}

/// One look: among the messages since a time, or among all.
struct SearchStage: Sendable {
    let ground: SearchGround
    /// `nil` for all.
    let begin: Int64?
    /// Whether so few are looked through that each is read, whatever its words are.
    var isNear = false

    /// Where to look when so many were found: among at least eight times as many, and as many as should hold what is wanted.
    /// Where it would be half of all, among all.
    func next(found: Int, wanted: Int64) -> SearchStage {
        guard let begin, ground.nearCount > 0 else { return SearchStage(ground: ground, begin: nil) }
        let looked = ground.count(since: begin)
        let needed = found == 0 ? 16 * looked : max(8 * looked, 2 * looked * Double(wanted) / Double(found))
        return SearchStage(ground: ground, begin: ground.begin(of: needed))
    }

    /// Of more marks of one kind the conditions of the statement do the same for less.
    private static let most = 4

    /// What the words must be found together with.
    var marks: [[String]] {
        var marks: [[String]] = []
        if (1...Self.most).contains(ground.authors.count) { marks.append(ground.authors.map(SearchMark.author)) }
        if (1...Self.most).contains(ground.places.count) { marks.append(ground.places.map(SearchMark.channel)) }
        let begin = begin ?? ground.oldest
        if begin <= ground.newest, let times = SearchMark.times(begin...ground.newest) { marks.append(times) }
        return marks
    }
}
