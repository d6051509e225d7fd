extension MattermostTables {
    /// The same tables in SQLite's words: JSON, lists and enums are text, truth is 0 or 1.
    static let sqliteTablesAToM = #"""
        CREATE TABLE accesscontrolpolicies (
            id TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, active INTEGER NOT NULL, createat INTEGER NOT NULL,
            revision INTEGER NOT NULL, version TEXT NOT NULL, data TEXT, props TEXT, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE accesscontrolpolicyhistory (
            id TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, createat INTEGER NOT NULL, revision INTEGER NOT NULL,
            version TEXT NOT NULL, data TEXT, props TEXT, PRIMARY KEY (id, revision)
        ) STRICT;
        CREATE TABLE audits (
            id TEXT NOT NULL, createat INTEGER, userid TEXT, action TEXT, extrainfo TEXT, ipaddress TEXT, sessionid TEXT, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE bots (
            userid TEXT NOT NULL, description TEXT, ownerid TEXT, createat INTEGER, updateat INTEGER, deleteat INTEGER,
            lasticonupdate INTEGER, PRIMARY KEY (userid)
        ) STRICT;
        CREATE TABLE channelbookmarks (
            id TEXT NOT NULL, ownerid TEXT NOT NULL, channelid TEXT NOT NULL, fileinfoid TEXT, createat INTEGER DEFAULT 0,
            updateat INTEGER DEFAULT 0, deleteat INTEGER DEFAULT 0, displayname TEXT DEFAULT '', sortorder INTEGER DEFAULT 0, linkurl TEXT,
            imageurl TEXT, emoji TEXT, type TEXT DEFAULT 'link', originalid TEXT, parentid TEXT, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE channelmemberhistory (
            channelid TEXT NOT NULL, userid TEXT NOT NULL, jointime INTEGER NOT NULL, leavetime INTEGER,
            PRIMARY KEY (channelid, userid, jointime)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE channelmembers (
            channelid TEXT NOT NULL, userid TEXT NOT NULL, roles TEXT, lastviewedat INTEGER, msgcount INTEGER, mentioncount INTEGER,
            notifyprops TEXT, lastupdateat INTEGER, schemeuser INTEGER, schemeadmin INTEGER, schemeguest INTEGER, mentioncountroot INTEGER,
            msgcountroot INTEGER, urgentmentioncount INTEGER, autotranslation INTEGER NOT NULL DEFAULT 0,
            autotranslationdisabled INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (channelid, userid)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE channels (
            id TEXT NOT NULL, createat INTEGER, updateat INTEGER, deleteat INTEGER, teamid TEXT, type TEXT, displayname TEXT, name TEXT,
            header TEXT, purpose TEXT, lastpostat INTEGER, totalmsgcount INTEGER, extraupdateat INTEGER, creatorid TEXT, schemeid TEXT,
            groupconstrained INTEGER, shared INTEGER, totalmsgcountroot INTEGER, lastrootpostat INTEGER DEFAULT 0, bannerinfo TEXT,
            defaultcategoryname TEXT NOT NULL DEFAULT '', autotranslation INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (id),
            UNIQUE (name, teamid)
        ) STRICT;
        CREATE TABLE clusterdiscovery (
            id TEXT NOT NULL, type TEXT, clustername TEXT, hostname TEXT, gossipport INTEGER, port INTEGER, createat INTEGER,
            lastpingat INTEGER, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE commands (
            id TEXT NOT NULL, token TEXT, createat INTEGER, updateat INTEGER, deleteat INTEGER, creatorid TEXT, teamid TEXT, trigger TEXT,
            method TEXT, username TEXT, iconurl TEXT, autocomplete INTEGER, autocompletedesc TEXT, autocompletehint TEXT, displayname TEXT,
            description TEXT, url TEXT, pluginid TEXT, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE commandwebhooks (
            id TEXT NOT NULL, createat INTEGER, commandid TEXT, userid TEXT, channelid TEXT, rootid TEXT, usecount INTEGER, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE compliances (
            id TEXT NOT NULL, createat INTEGER, userid TEXT, status TEXT, count INTEGER, "desc" TEXT, type TEXT, startat INTEGER,
            endat INTEGER, keywords TEXT, emails TEXT, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE contentflaggingcommonreviewers (
            userid TEXT NOT NULL, PRIMARY KEY (userid)
        ) STRICT;
        CREATE TABLE contentflaggingteamreviewers (
            teamid TEXT NOT NULL, userid TEXT NOT NULL, PRIMARY KEY (teamid, userid)
        ) STRICT;
        CREATE TABLE contentflaggingteamsettings (
            teamid TEXT NOT NULL, enabled INTEGER, PRIMARY KEY (teamid)
        ) STRICT;
        CREATE TABLE db_lock (
            id TEXT NOT NULL, expireat INTEGER, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE db_migrations (
            version INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (version)
        ) STRICT;
        CREATE TABLE desktoptokens (
            token TEXT NOT NULL, createat INTEGER NOT NULL, userid TEXT NOT NULL, PRIMARY KEY (token)
        ) STRICT;
        CREATE TABLE drafts (
            createat INTEGER, updateat INTEGER, deleteat INTEGER, userid TEXT NOT NULL, channelid TEXT NOT NULL,
            rootid TEXT NOT NULL DEFAULT '', message TEXT, props TEXT, fileids TEXT, priority TEXT, type TEXT,
            PRIMARY KEY (userid, channelid, rootid)
        ) STRICT;
        CREATE TABLE emoji (
            id TEXT NOT NULL, createat INTEGER, updateat INTEGER, deleteat INTEGER, creatorid TEXT, name TEXT, PRIMARY KEY (id),
            UNIQUE (name, deleteat)
        ) STRICT;
        CREATE TABLE fileinfo (
            id TEXT NOT NULL, creatorid TEXT, postid TEXT, createat INTEGER, updateat INTEGER, deleteat INTEGER, path TEXT,
            thumbnailpath TEXT, previewpath TEXT, name TEXT, extension TEXT, size INTEGER, mimetype TEXT, width INTEGER, height INTEGER,
            haspreviewimage INTEGER, minipreview BLOB, content TEXT, remoteid TEXT, archived INTEGER NOT NULL DEFAULT 0, channelid TEXT,
            PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE groupchannels (
            groupid TEXT NOT NULL, autoadd INTEGER, schemeadmin INTEGER, createat INTEGER, deleteat INTEGER, updateat INTEGER,
            channelid TEXT NOT NULL, PRIMARY KEY (groupid, channelid)
        ) STRICT;
        CREATE TABLE groupmembers (
            groupid TEXT NOT NULL, userid TEXT NOT NULL, createat INTEGER, deleteat INTEGER, PRIMARY KEY (groupid, userid)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE groupteams (
            groupid TEXT NOT NULL, autoadd INTEGER, schemeadmin INTEGER, createat INTEGER, deleteat INTEGER, updateat INTEGER,
            teamid TEXT NOT NULL, PRIMARY KEY (groupid, teamid)
        ) STRICT;
        CREATE TABLE incomingwebhooks (
            id TEXT NOT NULL, createat INTEGER, updateat INTEGER, deleteat INTEGER, userid TEXT, channelid TEXT, teamid TEXT,
            displayname TEXT, description TEXT, username TEXT, iconurl TEXT, channellocked INTEGER, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE jobs (
            id TEXT NOT NULL, type TEXT, priority INTEGER, createat INTEGER, startat INTEGER, lastactivityat INTEGER, status TEXT,
            progress INTEGER, data TEXT, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE licenses (
            id TEXT NOT NULL, createat INTEGER, bytes TEXT, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE linkmetadata (
            hash INTEGER NOT NULL, url TEXT, "timestamp" INTEGER, type TEXT, data TEXT, PRIMARY KEY (hash)
        ) STRICT;
        """#
}
