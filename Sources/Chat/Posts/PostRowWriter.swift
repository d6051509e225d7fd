internal import Database
internal import Wire

/// Writes posts as JSON straight from the rows, without a value in between: nearly every post of nearly every page has
/// nothing that lies in another table, and is sent as it was stored. The others are left out here and made whole.
///
/// What it has written are the members of the page's `posts`, one after the other with their commas, so that a page where
/// nothing is to be replaced is one piece.
struct PostRowWriter: ~Copyable {
    private var sink: ByteSink
    /// `","channel_id":"…","root_id":"`: the same in every row.
    private let channel: [UInt8]
    private(set) var rows: [Written] = []
    /// Threads that rows of the page answer in.
    private(set) var roots: Set<ID<Post>> = []
    /// Something was marked in the channel at some time.
    private(set) var mayHavePriorities = false
    /// For the page's tag: what was sent and when it changed last.
    private(set) var fingerprint = Fingerprint()

    struct Written {
        /// Where the post's id stands, without quotes.
        let id: Range<Int>
        /// The member of `posts`, without a comma before it.
        let range: Range<Int>
        /// Has files, reactions, previews or attachments, or was deleted.
        let isPartial: Bool
    }

    init(channel: ID<Channel>, expected: Int) {
        sink = ByteSink(capacity: 700 * expected + 512)
        rows.reserveCapacity(expected)
        var start = ByteSink(capacity: 64)
        start.append("\",\"channel_id\":\"")
        var id = channel.raw
        id.withUTF8 { start.appendEscaped(UnsafeRawBufferPointer($0)) }
        start.append("\",\"root_id\":\"")
        self.channel = Array(start.bytes(0..<start.count))
    }

    func id(of row: Written) -> ID<Post> { ID(String(decoding: sink.bytes(row.id), as: UTF8.self)) }
    var ids: [ID<Post>] { rows.map { id(of: $0) } }
    /// Those that have something which lies in another table.
    var partial: [ID<Post>] { rows.lazy.filter(\.isPartial).map { id(of: $0) } }

    /// One row in the order of `Post.columns`, and whether something was marked in its channel.
    mutating func write(_ row: inout Row) {
        if !rows.isEmpty { sink.append(",") }
        let begin = sink.count
        sink.append("\"")
        quote(&row)
        let id = begin + 1..<sink.count
        sink.append("\":{\"id\":\"")
        sink.append(again: id)
        sink.append("\",\"create_at\":")
        sink.append(row.integer())
        sink.append(",\"update_at\":")
        let updateAt = row.integer()
        sink.append(updateAt)
        sink.append(",\"edit_at\":")
        sink.append(row.integer())
        sink.append(",\"delete_at\":")
        let deleteAt = row.integer()
        sink.append(deleteAt)
        if row.bool() { sink.append(",\"is_pinned\":true,\"user_id\":\"") } else { sink.append(",\"is_pinned\":false,\"user_id\":\"") }
        quote(&row)
        row.skip()
        channel.withUnsafeBytes { sink.append($0) }
        let root = sink.count
        quote(&row)
        if sink.count > root { roots.insert(ID(String(decoding: sink.bytes(root..<sink.count), as: UTF8.self))) }
        let isPlain = writeRest(&row)
        mayHavePriorities = row.bool()
        fingerprint.add(sink.bytes(id), updateAt)
        rows.append(Written(id: id, range: begin..<sink.count, isPartial: !isPlain || deleteAt > 0))
    }

    /// Says whether nothing of the post lies elsewhere.
    private mutating func writeRest(_ row: inout Row) -> Bool {
        sink.append("\",\"original_id\":\"")
        quote(&row)
        sink.append("\",\"message\":\"")
        var isPlain = true
        row.withText { text in
            sink.appendEscaped(text)
            if EmojiText.hasCustomNames(text) || MessageLinks.mayBeIn(text) { isPlain = false }
        }
        sink.append("\",\"type\":\"")
        quote(&row)
        sink.append("\",\"props\":")
        if !writeProps(&row) { isPlain = false }
        sink.append(",\"hashtags\":\"")
        quote(&row)
        sink.append("\",\"file_ids\":[],\"pending_post_id\":\"\"")
        if !row.withText({ $0.count == 2 || $0.isEmpty }) { isPlain = false }
        if row.bool() { isPlain = false }
        if row.nextIsNull() {
            row.skip()
        } else {
            sink.append(",\"remote_id\":\"")
            quote(&row)
            sink.append("\"")
        }
        sink.append(",\"reply_count\":0,\"last_reply_at\":0,\"participants\":null,\"metadata\":{}}")
        return isPlain
    }

    /// Props of a system message are plain; an attachment or a preview shows in its size, so only large ones are looked into.
    private mutating func writeProps(_ row: inout Row) -> Bool {
        let begin = sink.count
        row.withText { sink.append($0) }
        if sink.count == begin { sink.append("{}") }
        guard sink.count - begin > 16 else { return true }
        let props = String(decoding: sink.bytes(begin..<sink.count), as: UTF8.self)
        return !props.contains("\"attachments\"") && !props.contains("\"previewed_post\"")
    }

    private mutating func quote(_ row: inout Row) { row.withText { sink.appendEscaped($0) } }

    /// The whole answer: the posts that were written and those that were made whole, with what comes before and after them. The
    /// first `ascending` rows were written oldest first.
    func page(
        _ whole: [PostView], next: ID<Post>, previous: ID<Post>, hasNext: Bool? = nil, ascending: Int = 0
    ) -> [UInt8] {
        var json = JSONWriter(capacity: 800 * (rows.count + whole.count) + 256)
        json.object { json in
            json.key("order")
            order(into: &json, ascending)
            json.key("posts")
            object(into: &json, whole: whole)
            json.field("next_post_id", next)
            json.field("prev_post_id", previous)
            json.field("has_next", ifPresent: hasNext)
            json.field("first_inaccessible_post_time", 0)
        }
        return json.bytes
    }

    /// The ids of the posts, newest first.
    private func order(into json: inout JSONWriter, _ ascending: Int) {
        var ids = ByteSink(capacity: 32 * rows.count)
        for index in (0..<ascending).reversed() { append(rows[index].id, to: &ids) }
        for index in ascending..<rows.count { append(rows[index].id, to: &ids) }
        json.array(CollectionOfOne(())) { json, _ in if ids.count > 0 { json.raw(json: ids.bytes(0..<ids.count)) } }
    }

    /// In quotes, which stand around it where it was written.
    private func append(_ id: Range<Int>, to ids: inout ByteSink) {
        if ids.count > 0 { ids.append(",") }
        ids.append(UnsafeRawBufferPointer(sink.bytes(id.lowerBound - 1..<id.upperBound + 1)))
    }

    /// The posts as members of a JSON object; those that were made whole instead come from `whole`.
    private func object(into json: inout JSONWriter, whole: [PostView]) {
        json.object { json in
            if whole.isEmpty { if !rows.isEmpty { json.raw(json: sink.bytes(0..<sink.count)) }; return }
            let replaced = Set(whole.lazy.map(\.post.id))
            for row in rows where !replaced.contains(id(of: row)) { json.raw(json: sink.bytes(row.range)) }
            for view in whole {
                json.key(text: view.post.id.raw)
                view.write(to: &json)
            }
        }
    }
}

/// A number that changes with whatever a client could see change in a list of posts.
struct Fingerprint {
    private var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    private var count = 0

    mutating func add(_ id: ID<Post>, _ updateAt: Int64) {
        var id = id.raw
        id.withUTF8 { add($0, updateAt) }
    }

    mutating func add(_ id: UnsafeBufferPointer<UInt8>, _ updateAt: Int64) {
        for byte in id { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
        sum = (sum ^ UInt64(bitPattern: updateAt)) &* 0x100_0000_01B3
        count += 1
    }

    /// The tag of a page with what was made whole for it.
    func etag(with whole: [PostView]) -> String {
        var all = self
        for view in whole { all.add(view.post.id, view.post.updateAt) }
        return all.etag
    }

    /// Names the server's version too: another version may write the same posts differently.
    var etag: String { "11.6.0.\(count).\(String(sum, radix: 16))" }
}
