internal import Database
internal import Wire

/// Adds a link or a file to what a channel keeps at hand.
struct CreateBookmark: Sendable {
    let channel: ID<Channel>
    let wish: BookmarkWish
    let access: Access
    let connectionID: String
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> Bookmark {
        let place = try BookmarkDeed.create.place(channel, access, in: tx)
        guard let type = Bookmark.Kind(rawValue: wish.type ?? "") else { throw APIError.bookmarkInvalid("type") }
        var bookmark = Bookmark(id: services.newID(), channel: place.channel.id, owner: access.user)
        bookmark.type = type
        wish.apply(to: &bookmark)
        bookmark.parentID = wish.parentID ?? ""
        bookmark.createAt = services.now()
        bookmark.updateAt = bookmark.createAt
        try BookmarkRules.check(bookmark)
        try tx.bookmarks.lock(place.channel.id)
        let others = try tx.bookmarks.all(in: place.channel.id)
        guard others.count < BookmarkRules.perChannel else { throw APIError.tooManyBookmarks }
        bookmark.sortOrder = (others.map(\.sortOrder).max() ?? -1) + 1
        if type == .file { bookmark.file = try takeFile(bookmark, access, tx) }
        try tx.bookmarks.insert(bookmark)
        tx.tell(.bookmarkCreated(bookmark, omitting: connectionID))
        return bookmark
    }
}

/// Changes a bookmark. Somebody else's is replaced by one of the caller's own, so that nobody's name stands at what another wrote.
struct UpdateBookmark: Sendable {
    let id: ID<Bookmark>
    let channel: ID<Channel>
    let wish: BookmarkWish
    let access: Access
    let connectionID: String
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> BookmarkChange {
        let place = try BookmarkDeed.update.place(channel, access, in: tx)
        try tx.bookmarks.lock(place.channel.id)
        guard let old = try tx.bookmarks.find(id, in: place.channel.id) else { throw APIError.bookmarkNotFound }
        var bookmark = old
        wish.apply(to: &bookmark)
        bookmark.updateAt = max(services.now(), old.updateAt + 1)
        try BookmarkRules.check(bookmark)
        if bookmark.type == .file, bookmark.fileID != old.fileID {
            bookmark.file = try takeFile(bookmark, access, tx)
            try tx.files.removeOfBookmark(old.fileID, at: bookmark.updateAt)
        }
        let change = try old.owner == access.user ? inPlace(bookmark, tx) : replacing(old, with: bookmark, tx)
        tx.tell(.bookmarkUpdated(change, omitting: connectionID))
        return change
    }

    private func inPlace(_ bookmark: Bookmark, _ tx: Transaction<ReadWrite>) throws -> BookmarkChange {
        try tx.bookmarks.update(bookmark)
        return BookmarkChange(updated: bookmark)
    }

    private func replacing(_ old: Bookmark, with changed: Bookmark, _ tx: Transaction<ReadWrite>) throws -> BookmarkChange {
        var deleted = old, bookmark = changed
        (deleted.deleteAt, deleted.updateAt) = (changed.updateAt, changed.updateAt)
        try tx.bookmarks.update(deleted)
        bookmark.id = services.newID()
        bookmark.owner = access.user
        bookmark.createAt = changed.updateAt
        bookmark.originalID = old.id.raw
        try tx.bookmarks.insert(bookmark)
        return BookmarkChange(updated: bookmark, deleted: deleted)
    }
}

/// Takes a bookmark away, and its file.
struct DeleteBookmark: Sendable {
    let id: ID<Bookmark>
    let channel: ID<Channel>
    let access: Access
    let connectionID: String
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> Bookmark {
        let place = try BookmarkDeed.delete.place(channel, access, in: tx)
        try tx.bookmarks.lock(place.channel.id)
        guard var bookmark = try tx.bookmarks.find(id, in: place.channel.id) else { throw APIError.bookmarkNotFound }
        bookmark.updateAt = max(services.now(), bookmark.updateAt + 1)
        bookmark.deleteAt = bookmark.updateAt
        try tx.bookmarks.update(bookmark)
        if !bookmark.fileID.isEmpty { try tx.files.removeOfBookmark(bookmark.fileID, at: bookmark.deleteAt) }
        tx.tell(.bookmarkDeleted(bookmark, omitting: connectionID))
        return bookmark
    }
}

/// Puts a bookmark in another place among the others.
struct SortBookmark: Sendable {
    let id: ID<Bookmark>
    let channel: ID<Channel>
    let index: Int64
    let access: Access
    let connectionID: String
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> [Bookmark] {
        let place = try BookmarkDeed.sort.place(channel, access, in: tx)
        try tx.bookmarks.lock(place.channel.id)
        var bookmarks = try tx.bookmarks.all(in: place.channel.id)
        guard let from = bookmarks.firstIndex(where: { $0.id == id }) else { throw APIError.bookmarkNotFound }
        guard index >= 0, index < bookmarks.count else { throw APIError.bookmarkSortOutside }
        bookmarks.insert(bookmarks.remove(at: from), at: Int(index))
        let now = services.now()
        for place in bookmarks.indices where bookmarks[place].sortOrder != Int64(place) {
            bookmarks[place].sortOrder = Int64(place)
            bookmarks[place].updateAt = max(now, bookmarks[place].updateAt + 1)
            try tx.bookmarks.update(bookmarks[place])
        }
        tx.tell(.bookmarksSorted(bookmarks, in: place.channel.id, omitting: connectionID))
        return bookmarks
    }
}

/// The author's own upload becomes the bookmark's file.
private func takeFile(_ bookmark: Bookmark, _ access: Access, _ tx: Transaction<ReadWrite>) throws -> FileInfo {
    guard
        let file = try tx.files.giveToBookmark(bookmark.fileID, of: access.user, in: bookmark.channel, at: bookmark.updateAt)
    else { throw APIError.bookmarkFileTaken }
    return file
}
