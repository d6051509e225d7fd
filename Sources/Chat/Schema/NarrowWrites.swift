internal import Database

extension Schema {
    /// What SQLite writes for a post: every index that a new row falls into at another place is another page in the log, and a
    /// trigger on new posts has the engine copy each of those pages, in case the statement is taken back.
    ///
    /// The index of changes holds what changed after it was written. Clients' names for their messages lie in the order of time.
    /// New posts are no longer put into the search's queue: the last one that the index knows is remembered, and those behind it
    /// are new. It is remembered by its id, because row numbers change when a database is packed. The index of words merges
    /// eight pieces at a time: fewer words are written again.
    static let narrowWrites = Migration(
        version: 9, name: "narrow writes", sqlite: narrow, postgres: "SELECT 1",
        reverse: .script(sqlite: widen, postgres: "SELECT 1"))

    private static let narrow = """
        DROP INDEX idx_posts_channel_id_update_at;
        CREATE INDEX martlet_posts_changed ON posts (channelid, updateat) WHERE updateat <> createat;
        CREATE TABLE martlet_pendingbytime (
            pendingid TEXT NOT NULL, userid TEXT NOT NULL, postid TEXT NOT NULL, createat INTEGER NOT NULL, PRIMARY KEY (pendingid, userid)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO martlet_pendingbytime (pendingid, userid, postid, createat)
            SELECT CASE WHEN instr(pendingid, ':') > 0
                THEN substr(pendingid, instr(pendingid, ':') + 1) || ':' || substr(pendingid, 1, instr(pendingid, ':') - 1)
                ELSE pendingid END, userid, postid, createat FROM martlet_pendingposts;
        DROP TABLE martlet_pendingposts;
        ALTER TABLE martlet_pendingbytime RENAME TO martlet_pendingposts;
        DROP TRIGGER martlet_search_post_added;
        CREATE TABLE martlet_search_seen (id TEXT NOT NULL) STRICT;
        INSERT INTO martlet_search_seen (id) SELECT COALESCE((SELECT id FROM posts ORDER BY rowid DESC LIMIT 1), '');
        CREATE TRIGGER martlet_search_seen_removed AFTER DELETE ON posts WHEN OLD.id = (SELECT id FROM martlet_search_seen) BEGIN
            UPDATE martlet_search_seen
                SET id = COALESCE((SELECT id FROM posts WHERE rowid < OLD.rowid ORDER BY rowid DESC LIMIT 1), '');
        END;
        INSERT INTO martlet_search_postswords (martlet_search_postswords, rank) VALUES ('automerge', 8);
        """

    /// What is not in the index yet goes into the queue. Names that end in no account stay as they are.
    private static let widen = """
        INSERT INTO martlet_search_postswords (martlet_search_postswords, rank) VALUES ('automerge', 4);
        INSERT INTO martlet_search_queue (kind, id) SELECT 0, id FROM posts
            WHERE rowid > COALESCE((SELECT rowid FROM posts WHERE id = (SELECT id FROM martlet_search_seen)), 0);
        DROP TRIGGER martlet_search_seen_removed;
        DROP TABLE martlet_search_seen;
        CREATE TRIGGER martlet_search_post_added AFTER INSERT ON posts
            WHEN NEW.deleteat = 0 AND substr(NEW.type, 1, 7) <> 'system_' BEGIN
            INSERT INTO martlet_search_queue (kind, id) VALUES (0, NEW.id);
        END;
        CREATE TABLE martlet_pendingbyuser (
            userid TEXT NOT NULL, pendingid TEXT NOT NULL, postid TEXT NOT NULL, createat INTEGER NOT NULL, PRIMARY KEY (userid, pendingid)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO martlet_pendingbyuser (userid, pendingid, postid, createat)
            SELECT userid, CASE WHEN substr(pendingid, -27) = ':' || userid
                THEN userid || ':' || substr(pendingid, 1, length(pendingid) - 27) ELSE pendingid END, postid, createat
            FROM martlet_pendingposts;
        DROP TABLE martlet_pendingposts;
        ALTER TABLE martlet_pendingbyuser RENAME TO martlet_pendingposts;
        CREATE INDEX martlet_pendingposts_createat ON martlet_pendingposts (createat);
        DROP INDEX martlet_posts_changed;
        CREATE INDEX idx_posts_channel_id_update_at ON posts (channelid, updateat);
        """
}
