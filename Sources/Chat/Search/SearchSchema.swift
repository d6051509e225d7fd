internal import Database

/// What the search keeps: the words of messages and files, and a queue of what changed. The queue is filled by triggers, in
/// the commit that changes a message, so that no writer can forget it, whatever its kind; the words are written a moment
/// later, in batches (docs/decisions/0006-search.md).
enum SearchSchema {
    static let sqlite = """
        CREATE TABLE martlet_search_queue (seq INTEGER PRIMARY KEY, kind INTEGER NOT NULL, id TEXT NOT NULL) STRICT;
        CREATE TABLE martlet_search_progress (
            kind INTEGER PRIMARY KEY, createat INTEGER NOT NULL, id TEXT NOT NULL
        ) STRICT;
        \(sqliteIndex("posts"))
        \(sqliteIndex("files"))
        CREATE TRIGGER martlet_search_post_added AFTER INSERT ON posts
            WHEN NEW.deleteat = 0 AND substr(NEW.type, 1, 7) <> 'system_' BEGIN
            INSERT INTO martlet_search_queue (kind, id) VALUES (0, NEW.id);
        END;
        CREATE TRIGGER martlet_search_post_changed AFTER UPDATE OF message, hashtags, deleteat, channelid, userid, createat, type ON posts
            WHEN OLD.message IS NOT NEW.message OR OLD.hashtags IS NOT NEW.hashtags OR OLD.deleteat IS NOT NEW.deleteat
                OR OLD.channelid IS NOT NEW.channelid OR OLD.userid IS NOT NEW.userid OR OLD.createat IS NOT NEW.createat
                OR OLD.type IS NOT NEW.type BEGIN
            INSERT INTO martlet_search_queue (kind, id) VALUES (0, NEW.id);
        END;
        CREATE TRIGGER martlet_search_post_removed AFTER DELETE ON posts WHEN OLD.deleteat = 0 OR OLD.originalid = '' BEGIN
            INSERT INTO martlet_search_queue (kind, id) VALUES (0, OLD.id);
        END;
        CREATE TRIGGER martlet_search_file_added AFTER INSERT ON fileinfo WHEN NEW.postid <> '' BEGIN
            INSERT INTO martlet_search_queue (kind, id) VALUES (1, NEW.id);
        END;
        CREATE TRIGGER martlet_search_file_changed AFTER UPDATE OF postid, name, content, deleteat ON fileinfo
            WHEN OLD.postid IS NOT NEW.postid OR OLD.name IS NOT NEW.name OR OLD.content IS NOT NEW.content
                OR OLD.deleteat IS NOT NEW.deleteat BEGIN
            INSERT INTO martlet_search_queue (kind, id) VALUES (1, NEW.id);
        END;
        CREATE TRIGGER martlet_search_file_removed AFTER DELETE ON fileinfo BEGIN
            INSERT INTO martlet_search_queue (kind, id) VALUES (1, OLD.id);
        END;
        \(start)
        """

    /// The words lie beside the index, which needs them to take a document out again. Row ids begin with the time, so that
    /// FTS5 walks through what it finds from the newest on and stops when there is enough.
    private static func sqliteIndex(_ name: String) -> String {
        """
        CREATE TABLE martlet_search_\(name) (
            docid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, channelid TEXT NOT NULL, userid TEXT NOT NULL, words TEXT NOT NULL
        ) STRICT;
        CREATE VIRTUAL TABLE martlet_search_\(name)words USING fts5(
            words, content='martlet_search_\(name)', content_rowid='docid', columnsize=0, prefix='2 3',
            tokenize="ascii tokenchars '#-_.='"
        );
        """
    }

    static let postgres = """
        CREATE TABLE martlet_search_queue (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind smallint NOT NULL, id varchar(26) NOT NULL);
        CREATE TABLE martlet_search_progress (
            kind bigint PRIMARY KEY, createat bigint NOT NULL, id varchar(26) NOT NULL
        );
        \(postgresIndex("posts"))
        \(postgresIndex("files"))
        CREATE FUNCTION martlet_search_note() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' THEN
                INSERT INTO martlet_search_queue (kind, id) VALUES (TG_ARGV[0]::smallint, OLD.id);
            ELSE
                INSERT INTO martlet_search_queue (kind, id) VALUES (TG_ARGV[0]::smallint, NEW.id);
            END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER martlet_search_post_added AFTER INSERT ON posts FOR EACH ROW
            WHEN (NEW.deleteat = 0 AND NEW.type NOT LIKE 'system\\_%') EXECUTE FUNCTION martlet_search_note(0);
        CREATE TRIGGER martlet_search_post_changed AFTER UPDATE OF message, hashtags, deleteat, channelid, userid, createat, type ON posts
            FOR EACH ROW WHEN ((OLD.message, OLD.hashtags, OLD.deleteat, OLD.channelid, OLD.userid, OLD.createat, OLD.type)
                IS DISTINCT FROM (NEW.message, NEW.hashtags, NEW.deleteat, NEW.channelid, NEW.userid, NEW.createat, NEW.type))
            EXECUTE FUNCTION martlet_search_note(0);
        CREATE TRIGGER martlet_search_post_removed AFTER DELETE ON posts FOR EACH ROW
            WHEN (OLD.deleteat = 0 OR OLD.originalid = '') EXECUTE FUNCTION martlet_search_note(0);
        CREATE TRIGGER martlet_search_file_added AFTER INSERT ON fileinfo FOR EACH ROW
            WHEN (NEW.postid <> '') EXECUTE FUNCTION martlet_search_note(1);
        CREATE TRIGGER martlet_search_file_changed AFTER UPDATE OF postid, name, content, deleteat ON fileinfo FOR EACH ROW
            WHEN ((OLD.postid, OLD.name, OLD.content, OLD.deleteat) IS DISTINCT FROM (NEW.postid, NEW.name, NEW.content, NEW.deleteat))
            EXECUTE FUNCTION martlet_search_note(1);
        CREATE TRIGGER martlet_search_file_removed AFTER DELETE ON fileinfo FOR EACH ROW EXECUTE FUNCTION martlet_search_note(1);
        \(start)
        """

    /// Written in batches after the fact: a pending list would only make searches read it from end to end.
    private static func postgresIndex(_ name: String) -> String {
        """
        CREATE TABLE martlet_search_\(name) (
            id varchar(26) PRIMARY KEY, channelid varchar(26) NOT NULL, userid varchar(26) NOT NULL, createat bigint NOT NULL,
            words tsvector NOT NULL
        );
        CREATE INDEX martlet_search_\(name)_createat ON martlet_search_\(name) (createat, id);
        CREATE INDEX martlet_search_\(name)_words ON martlet_search_\(name) USING gin (words) WITH (fastupdate = off);
        """
    }

    /// What is there already is read from the newest on, in the background; where nothing is there, nothing is to be read.
    private static let start = """
        INSERT INTO martlet_search_progress (kind, createat, id) SELECT 0, 9223372036854775807, '' WHERE EXISTS (SELECT 1 FROM posts);
        INSERT INTO martlet_search_progress (kind, createat, id) SELECT 1, 9223372036854775807, '' WHERE EXISTS (SELECT 1 FROM fileinfo);
        """

    static let removeFromSQLite = """
        DROP TRIGGER martlet_search_post_added; DROP TRIGGER martlet_search_post_changed; DROP TRIGGER martlet_search_post_removed;
        DROP TRIGGER martlet_search_file_added; DROP TRIGGER martlet_search_file_changed; DROP TRIGGER martlet_search_file_removed;
        DROP TABLE martlet_search_postswords; DROP TABLE martlet_search_fileswords;
        DROP TABLE martlet_search_posts; DROP TABLE martlet_search_files;
        DROP TABLE martlet_search_progress; DROP TABLE martlet_search_queue
        """
    static let removeFromPostgres = """
        DROP FUNCTION martlet_search_note CASCADE;
        DROP TABLE martlet_search_posts, martlet_search_files, martlet_search_progress, martlet_search_queue
        """
}

extension Schema {
    /// What somebody wrote, and what was written in a few channels, by an index each: PostgreSQL puts them together with the one of
    /// the words before it reads any message. In SQLite the times of such messages do the same.
    static let searchOrders = Migration(
        version: 8, name: "search by author and channel", sqlite: "SELECT 1",
        postgres: """
            CREATE INDEX martlet_search_posts_userid ON martlet_search_posts (userid, createat);
            CREATE INDEX martlet_search_posts_channelid ON martlet_search_posts (channelid, createat);
            """,
        reverse: .script(
            sqlite: "SELECT 1", postgres: "DROP INDEX martlet_search_posts_userid; DROP INDEX martlet_search_posts_channelid"))

    /// Messages of PostgreSQL's index are marked by channel, author and time (`SearchMark`). Those that were read without
    /// marks are read again in the background, from the newest on.
    static let searchMarks = Migration(
        version: 10, name: "search by marks", sqlite: "SELECT 1",
        postgres: """
            TRUNCATE martlet_search_posts;
            DROP INDEX martlet_search_posts_channelid;
            DELETE FROM martlet_search_progress WHERE kind = 0;
            INSERT INTO martlet_search_progress (kind, createat, id)
                SELECT 0, 9223372036854775807, '' WHERE EXISTS (SELECT 1 FROM posts);
            """,
        reverse: .script(
            sqlite: "SELECT 1",
            postgres: "CREATE INDEX martlet_search_posts_channelid ON martlet_search_posts (channelid, createat)"))
}
