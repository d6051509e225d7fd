internal import Wire

extension Event {
    static func bookmarkCreated(_ bookmark: Bookmark, omitting connection: String) -> Event {
        Event("channel_bookmark_created", to: .readers(of: bookmark.channel, omitting: connection)) {
            $0.field("bookmark", JSONWriter.text(of: bookmark))
        }
    }

    static func bookmarkUpdated(_ change: BookmarkChange, omitting connection: String) -> Event {
        Event("channel_bookmark_updated", to: .readers(of: change.updated.channel, omitting: connection)) {
            $0.field("bookmarks", JSONWriter.text(of: change))
        }
    }

    static func bookmarkDeleted(_ bookmark: Bookmark, omitting connection: String) -> Event {
        Event("channel_bookmark_deleted", to: .readers(of: bookmark.channel, omitting: connection)) {
            $0.field("bookmark", JSONWriter.text(of: bookmark))
        }
    }

    static func bookmarksSorted(_ bookmarks: [Bookmark], in channel: ID<Channel>, omitting connection: String) -> Event {
        Event("channel_bookmark_sorted", to: .readers(of: channel, omitting: connection)) {
            $0.field("bookmarks", JSONWriter.text(of: bookmarks))
        }
    }
}

extension Event.Broadcast {
    fileprivate static func readers(of channel: ID<Channel>, omitting connection: String) -> Event.Broadcast {
        var broadcast = Event.Broadcast(channel: channel)
        broadcast.omitConnection = connection
        return broadcast
    }
}
