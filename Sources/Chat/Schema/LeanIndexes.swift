internal import Database

extension Schema {
    /// SQLite writes an entry of every index for every post, and most posts are not pinned, answer nothing and are no earlier
    /// version of another: those indexes hold only what is looked for in them (`rootid <> ''` in a statement says that it does
    /// so), and the index that finds somebody's channels no longer moves with each thing they read. They also misled the
    /// planner, which took `originalid = ''` for a way to a few rows. PostgreSQL keeps Mattermost's own indexes.
    static let leanIndexes = Migration(
        version: 7, name: "lean indexes",
        sqlite: """
            DROP INDEX idx_posts_is_pinned;
            DROP INDEX idx_posts_original_id;
            DROP INDEX idx_posts_root_id_create_at;
            DROP INDEX idx_channelmembers_user_id_channel_id_last_viewed_at;
            CREATE INDEX martlet_posts_pinned ON posts (channelid, createat) WHERE ispinned = TRUE;
            CREATE INDEX martlet_posts_versions ON posts (originalid) WHERE originalid <> '';
            CREATE INDEX martlet_posts_answers ON posts (rootid, createat) WHERE rootid <> '';
            CREATE INDEX martlet_channelmembers_userid ON channelmembers (userid);
            """,
        postgres: "SELECT 1",
        reverse: .script(
            sqlite: """
                DROP INDEX martlet_posts_pinned; DROP INDEX martlet_posts_versions; DROP INDEX martlet_posts_answers;
                DROP INDEX martlet_channelmembers_userid;
                CREATE INDEX idx_posts_is_pinned ON posts (ispinned, channelid, createat);
                CREATE INDEX idx_posts_original_id ON posts (originalid);
                CREATE INDEX idx_posts_root_id_create_at ON posts (rootid, createat);
                CREATE INDEX idx_channelmembers_user_id_channel_id_last_viewed_at ON channelmembers (userid, channelid, lastviewedat);
                """,
            postgres: "SELECT 1"))
}
