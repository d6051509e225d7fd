internal import Database
internal import Wire

/// What a client asked for, read from its body.
struct SearchDraft: Sendable {
    var terms: String
    var isOr = false
    /// How many seconds the client's clock is ahead of UTC.
    var offset: Int64 = 0
    var includesArchived = false
    var page: Int64 = 0
    var perPage: Int64 = 60

    init(_ fields: JSONFields) throws {
        guard let terms = try fields.string("terms"), !terms.isEmpty else { throw APIError.invalidParameter("terms") }
        self.terms = String(terms.prefix(Self.limit))
        isOr = try fields.bool("is_or_search") ?? false
        offset = min(max(try fields.integer("time_zone_offset") ?? 0, -86_400), 86_400)
        includesArchived = try fields.bool("include_deleted_channels") ?? false
        page = min(max(try fields.integer("page") ?? 0, 0), 10_000)
        perPage = try fields.integer("per_page").map { $0 <= 0 ? 60 : min($0, 200) } ?? 60
    }

    /// A query that is longer is cut.
    private static let limit = 4_096
    /// The first page is this long whatever was asked for, as on the recorded server; the next ones go on behind it.
    private static let first: Int64 = 100

    /// The query in the language of the engine, with names looked up; `nil` when it finds nothing for sure.
    func request<A>(by user: ID<User>, in team: ID<Team>?, now: Int64, _ tx: Transaction<A>) throws -> SearchRequest? {
        let query = SearchQuery(terms)
        guard !query.findsNothing else { return nil }
        return SearchRequest(
            user: user, team: team, includesArchived: includesArchived,
            words: SearchWordsOf(query, isOr: isOr, dialect: tx.dialect),
            spans: query.days.map { $0.span(now: now, offset: offset) }, authors: query.from,
            places: try SearchPlaces(user: user).run(query.places, in: tx), extensions: query.extensions,
            limit: page == 0 ? Self.first : perPage, offset: page == 0 ? 0 : Self.first + (page - 1) * perPage)
    }
}

/// Turns `@name` and `@one,two` into the names of direct and group messages with them; other names stay.
struct SearchPlaces {
    let user: ID<User>

    func run<A>(_ choice: SearchQuery.Choice, in tx: Transaction<A>) throws -> SearchQuery.Choice {
        let names = (choice.wanted + choice.unwanted).filter { $0.hasPrefix("@") }.flatMap(Self.people)
        guard !names.isEmpty else { return choice }
        let ids = Dictionary(try tx.search.people(named: names).map { ($0.name, $0.id) }) { first, _ in first }
        return SearchQuery.Choice(wanted: choice.wanted.map { place($0, ids) }, unwanted: choice.unwanted.map { place($0, ids) })
    }

    private static func people(_ name: String) -> [String] { name.dropFirst().split(separator: ",").map(String.init) }

    /// Somebody who is not there stays a name that no channel has.
    private func place(_ name: String, _ ids: [String: ID<User>]) -> String {
        guard name.hasPrefix("@") else { return name }
        let people = Self.people(name), found = people.compactMap { ids[$0] }
        guard let first = found.first, found.count == people.count else { return name }
        return found.count == 1 ? ChannelRules.directName(user, first) : OpenGroupChannel.name(of: Array(Set(found + [user])))
    }
}

/// Messages that somebody may read, by words and filters.
struct FindPosts {
    let draft: SearchDraft
    let team: ID<Team>?
    let access: Access
    let services: Services

    func run<A>(in tx: Transaction<A>) throws -> PostList {
        var list = PostList()
        if let request = try draft.request(by: access.user, in: team, now: services.now(), tx) {
            list = PostList(try tx.search.posts(request))
        }
        list.isFound = true
        guard !list.posts.isEmpty else { return list }
        let counts = try tx.posts.replyCounts(of: Array(Set(list.posts.map(\.threadID))))
        for index in list.posts.indices { list.posts[index].replyCount = counts[list.posts[index].threadID] ?? 0 }
        try CompletePosts(access: access, services: services).run(on: &list.posts, in: tx)
        return list
    }
}

/// Files of messages that somebody may read, by names, contents and filters.
struct FindFiles {
    let draft: SearchDraft
    let team: ID<Team>?
    let access: Access
    let services: Services

    func run<A>(in tx: Transaction<A>) throws -> FileList {
        guard let request = try draft.request(by: access.user, in: team, now: services.now(), tx) else { return FileList(files: []) }
        let ids = try tx.search.files(request)
        let found = Dictionary(try tx.files.find(ids).map { ($0.id, $0) }) { first, _ in first }
        return FileList(files: ids.compactMap { found[$0] })
    }
}

/// Files as the search answers them.
struct FileList: Sendable, JSONWritable {
    let files: [FileInfo]

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("order", files.map(\.id))
            json.key("file_infos")
            json.object { json in
                for file in files {
                    json.key(text: file.id)
                    file.write(to: &json)
                }
            }
            json.field("next_file_info_id", "")
            json.field("prev_file_info_id", "")
            json.field("first_inaccessible_file_time", 0)
        }
    }
}
