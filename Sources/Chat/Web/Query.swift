internal import Network

/// What clients ask for behind the question mark, read the way they write it.
struct Query {
    private let request: HTTPRequest

    fileprivate init(_ request: HTTPRequest) { self.request = request }

    /// The first value of a name, `nil` when it is not there.
    subscript(_ name: String) -> String? { request.queryValue(name) }

    /// Every value of a name, in order.
    func all(_ name: String) -> [String] { request.queryValues(name) }

    /// A value that clients may leave out: empty then.
    func text(_ name: String) -> String { self[name] ?? "" }

    /// What clients write for yes; everything else is no.
    func flag(_ name: String) -> Bool { ["true", "1", "t", "T", "TRUE", "True"].contains(text(name)) }

    /// A whole number; what is none counts as missing.
    func number(_ name: String) -> Int64? { self[name].flatMap { Int64($0) } }
}

/// Which part of a list a client asked for: `page` from 0 and `per_page`. What is no number or negative falls back
/// silently, too much is capped: clients rely on never being refused for it.
struct Paging: Sendable {
    let page: Int64
    let perPage: Int64

    init(_ query: Query, fallback: Int64 = 60, most: Int64 = 200) {
        page = query.number("page").map { $0 < 0 || $0 > 1 << 31 ? 0 : $0 } ?? 0
        perPage = query.number("per_page").map { $0 < 0 ? fallback : min($0, most) } ?? fallback
    }

    init(page: Int64, perPage: Int64) {
        self.page = page
        self.perPage = perPage
    }

    var offset: Int64 { page * perPage }
}

extension HTTPRequest {
    /// What stands in the query.
    var asked: Query { Query(self) }
    /// The page that was asked for.
    var paging: Paging { Paging(asked) }
}
