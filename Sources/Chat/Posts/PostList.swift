internal import Wire

/// Posts as clients read them: which are the page, newest first, and those that belong to them.
struct PostList: Sendable, JSONWritable {
    var order: [ID<Post>] = []
    /// Those of the page and what was fetched with them: roots and answers.
    var posts: [PostView] = []
    /// The nearest newer post that is not in the page; empty at the end.
    var next = ID<Post>("")
    var previous = ID<Post>("")
    /// Only where the recorded server says it.
    var hasNext: Bool?
    /// Results of a search say which words matched, and without a search engine that is always null.
    var isFound = false

    init() {}

    /// These posts and no others, in their order.
    init(_ page: [Post]) {
        order = page.map(\.id)
        posts = page.map(PostView.init)
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("order", order)
            json.key("posts")
            json.object { json in
                for view in posts {
                    json.key(text: view.post.id.raw)
                    view.write(to: &json)
                }
            }
            json.field("next_post_id", next)
            json.field("prev_post_id", previous)
            json.field("has_next", ifPresent: hasNext)
            json.field("first_inaccessible_post_time", 0)
            if isFound {
                json.key("matches")
                json.null()
            }
        }
    }

    /// Changes with whatever a client could see change: the posts and when each was changed last.
    var etag: String {
        var fingerprint = Fingerprint()
        for view in posts { fingerprint.add(view.post.id, view.post.updateAt) }
        return fingerprint.etag
    }
}
