internal import Database
internal import Synchronization
public import Wire

/// The words that people of this server want to be called by, beside their user names: their own keywords and, when they
/// say so, their first names. Kept in memory, because every message is held against them and nearly nobody has any: a
/// message without such a word costs no query.
public final class KeywordBook: Sendable {
    struct Keyword: Sendable, Hashable {
        let user: ID<User>
        /// As it must stand; in small letters when that does not matter.
        let text: String
        let isExact: Bool
    }

    /// Which answers in threads call somebody for whom threads are not collapsed.
    enum AnswerWish: Sendable { case toOwnMessages, wherePresent }

    /// What one person wants to be called by.
    fileprivate struct Wishes { let user: ID<User>; var keywords: [Keyword]; var answers: AnswerWish? }

    fileprivate struct Page: Sendable {
        var isLoaded = false
        /// Grows when everything is forgotten: what was read before does not count.
        var epoch = 0
        var stale: Set<ID<User>> = []
        /// By the word in small letters.
        var words: [String: [Keyword]] = [:]
        /// Keywords that are no single word (of other scripts, with blanks or signs): looked for in the whole text.
        var phrases: [Keyword] = []
        var answers: [ID<User>: AnswerWish] = [:]
        var isEmpty: Bool { words.isEmpty && phrases.isEmpty }
    }

    /// Hits are messages for which nothing had to be read.
    let count = CacheCount()
    private let page = Mutex(Page())

    public init() {}

    /// Follows what transactions on any node committed.
    public func heed(_ signal: Signal) {
        guard case .userChanged(let user) = signal else { return }
        page.withLock { _ = $0.stale.insert(user) }
        count.invalidated()
    }

    /// Everybody is read again with the next message.
    func forgetAll() {
        page.withLock { page in
            page.isLoaded = false
            page.epoch += 1
        }
    }

    /// Reads what changed since the last message. The first time everybody with keywords.
    func refresh<A>(in tx: Transaction<A>) throws {
        let (isLoaded, stale, epoch) = page.withLock { page in
            defer { page.stale = [] }
            return (page.isLoaded, page.stale, page.epoch)
        }
        if isLoaded && stale.isEmpty { return count.hit() }
        count.miss()
        let fresh = try isLoaded ? tx.users.keywords(of: Array(stale)) : tx.users.keywords()
        page.withLock { page in
            guard page.epoch == epoch else { return }
            if isLoaded { page.remove(stale) } else { page.empty() }
            for wishes in fresh {
                for keyword in wishes.keywords { page.add(keyword) }
                page.answers[wishes.user] = wishes.answers
            }
        }
    }

    /// Whether anybody has keywords, so that a message's words are worth collecting.
    var isEmpty: Bool { page.withLock { $0.isEmpty } }

    /// Who wants to be called by answers in threads, by its wish; empty for most servers.
    var answerWishes: [ID<User>: AnswerWish] { page.withLock { $0.answers } }

    /// Who may be called by these words; whether they are there is for the caller to find out.
    func called(by words: Set<String>, in text: String) -> Set<ID<User>> {
        page.withLock { page in
            var people: Set<ID<User>> = []
            for word in words {
                for keyword in page.words[word.lowercased()] ?? [] where !keyword.isExact || keyword.text == word {
                    people.insert(keyword.user)
                }
            }
            if !page.phrases.isEmpty {
                let small = text.lowercased()
                for keyword in page.phrases where (keyword.isExact ? text : small).contains(keyword.text) { people.insert(keyword.user) }
            }
            return people
        }
    }
}

extension KeywordBook.Page {
    fileprivate mutating func add(_ keyword: KeywordBook.Keyword) {
        let isWord = keyword.text.utf8.allSatisfy {
            $0 < 0x80
                && ($0 >= 0x30 && $0 <= 0x39 || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F
                    || $0 == 0x40)
        }
        if isWord { words[keyword.text.lowercased(), default: []].append(keyword) } else { phrases.append(keyword) }
    }

    /// Nobody wants anything, as far as is known, and everybody was asked.
    fileprivate mutating func empty() { (isLoaded, words, phrases, answers) = (true, [:], [], [:]) }

    fileprivate mutating func remove(_ users: Set<ID<User>>) {
        phrases.removeAll { users.contains($0.user) }
        for user in users { answers[user] = nil }
        for (word, keywords) in words where keywords.contains(where: { users.contains($0.user) }) {
            let kept = keywords.filter { !users.contains($0.user) }
            words[word] = kept.isEmpty ? nil : kept
        }
    }
}

extension UserQueries {
    /// The keywords of everybody who has some.
    fileprivate func keywords() throws -> [KeywordBook.Wishes] {
        try keywords(
            """
            deleteat = 0 AND (COALESCE(notifyprops ->> 'mention_keys', '') <> '' OR notifyprops ->> 'first_name' = 'true'
                OR notifyprops ->> 'comments' IN ('any', 'root'))
            """)
    }

    fileprivate func keywords(of users: [ID<User>]) throws -> [KeywordBook.Wishes] { try keywords("deleteat = 0 AND id \(in: users)") }

    private func keywords(_ condition: SQL) throws -> [KeywordBook.Wishes] {
        try tx.rows("SELECT id, firstname, notifyprops FROM users WHERE \(condition)") { row in
            let user: ID<User> = row.next(), firstName: String = row.next(), props = row.next(JSONText.self).texts
            var keywords = (props["mention_keys"] ?? "").split(separator: ",").map { $0.lowercased().trimmed }.filter { !$0.isEmpty }
                .map { KeywordBook.Keyword(user: user, text: $0, isExact: false) }
            if props["first_name"] == "true", !firstName.isEmpty {
                keywords.append(KeywordBook.Keyword(user: user, text: firstName, isExact: true))
            }
            let answers: KeywordBook.AnswerWish? =
                props["comments"] == "any" ? .wherePresent : props["comments"] == "root" ? .toOwnMessages : nil
            return KeywordBook.Wishes(user: user, keywords: keywords, answers: answers)
        }
    }
}
