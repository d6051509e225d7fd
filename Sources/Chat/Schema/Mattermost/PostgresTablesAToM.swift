extension MattermostTables {
    /// The enum types that columns use.
    static let postgresTypes = #"""
        CREATE TYPE channel_bookmark_type AS ENUM ('link', 'file');
        CREATE TYPE channel_type AS ENUM ('P', 'G', 'O', 'D');
        CREATE TYPE outgoingoauthconnections_granttype AS ENUM ('client_credentials', 'password');
        CREATE TYPE permission_level AS ENUM ('none', 'sysadmin', 'member');
        CREATE TYPE property_field_type AS ENUM ('text', 'select', 'multiselect', 'date', 'user', 'multiuser');
        CREATE TYPE team_type AS ENUM ('I', 'O');
        CREATE TYPE upload_session_type AS ENUM ('attachment', 'import');
        """#

    /// The tables, by name.
    static let postgresTablesAToM = #"""
        CREATE TABLE accesscontrolpolicies (
            id varchar(26) NOT NULL, name varchar(128) NOT NULL, type varchar(128) NOT NULL, active boolean NOT NULL,
            createat bigint NOT NULL, revision integer NOT NULL, version varchar(8) NOT NULL, data jsonb, props jsonb, PRIMARY KEY (id)
        );
        CREATE TABLE accesscontrolpolicyhistory (
            id varchar(26) NOT NULL, name varchar(128) NOT NULL, type varchar(128) NOT NULL, createat bigint NOT NULL,
            revision integer NOT NULL, version varchar(8) NOT NULL, data jsonb, props jsonb, PRIMARY KEY (id, revision)
        );
        CREATE TABLE audits (
            id varchar(26) NOT NULL, createat bigint, userid varchar(26), action varchar(512), extrainfo varchar(1024),
            ipaddress varchar(64), sessionid varchar(26), PRIMARY KEY (id)
        );
        CREATE TABLE bots (
            userid varchar(26) NOT NULL, description varchar(1024), ownerid varchar(190), createat bigint, updateat bigint, deleteat bigint,
            lasticonupdate bigint, PRIMARY KEY (userid)
        );
        CREATE TABLE channelbookmarks (
            id varchar(26) NOT NULL, ownerid varchar(26) NOT NULL, channelid varchar(26) NOT NULL,
            fileinfoid varchar(26) DEFAULT NULL::varchar, createat bigint DEFAULT 0, updateat bigint DEFAULT 0, deleteat bigint DEFAULT 0,
            displayname text DEFAULT '', sortorder integer DEFAULT 0, linkurl text, imageurl text, emoji varchar(64) DEFAULT NULL::varchar,
            type channel_bookmark_type DEFAULT 'link', originalid varchar(26) DEFAULT NULL::varchar,
            parentid varchar(26) DEFAULT NULL::varchar, PRIMARY KEY (id)
        );
        CREATE TABLE channelmemberhistory (
            channelid varchar(26) NOT NULL, userid varchar(26) NOT NULL, jointime bigint NOT NULL, leavetime bigint,
            PRIMARY KEY (channelid, userid, jointime)
        );
        CREATE TABLE channelmembers (
            channelid varchar(26) NOT NULL, userid varchar(26) NOT NULL, roles varchar(256), lastviewedat bigint, msgcount bigint,
            mentioncount bigint, notifyprops jsonb, lastupdateat bigint, schemeuser boolean, schemeadmin boolean, schemeguest boolean,
            mentioncountroot bigint, msgcountroot bigint, urgentmentioncount bigint, autotranslation boolean NOT NULL DEFAULT false,
            autotranslationdisabled boolean NOT NULL DEFAULT false, PRIMARY KEY (channelid, userid)
        );
        CREATE TABLE channels (
            id varchar(26) NOT NULL, createat bigint, updateat bigint, deleteat bigint, teamid varchar(26), type channel_type,
            displayname varchar(64), name varchar(64), header varchar(1024), purpose varchar(250), lastpostat bigint, totalmsgcount bigint,
            extraupdateat bigint, creatorid varchar(26), schemeid varchar(26), groupconstrained boolean, shared boolean,
            totalmsgcountroot bigint, lastrootpostat bigint DEFAULT '0', bannerinfo jsonb,
            defaultcategoryname varchar(64) NOT NULL DEFAULT '', autotranslation boolean NOT NULL DEFAULT false, PRIMARY KEY (id),
            UNIQUE (name, teamid)
        );
        CREATE TABLE clusterdiscovery (
            id varchar(26) NOT NULL, type varchar(64), clustername varchar(64), hostname varchar(512), gossipport integer, port integer,
            createat bigint, lastpingat bigint, PRIMARY KEY (id)
        );
        CREATE TABLE commands (
            id varchar(26) NOT NULL, token varchar(26), createat bigint, updateat bigint, deleteat bigint, creatorid varchar(26),
            teamid varchar(26), trigger varchar(128), method varchar(1), username varchar(64), iconurl varchar(1024), autocomplete boolean,
            autocompletedesc varchar(1024), autocompletehint varchar(1024), displayname varchar(64), description varchar(128),
            url varchar(1024), pluginid varchar(190), PRIMARY KEY (id)
        );
        CREATE TABLE commandwebhooks (
            id varchar(26) NOT NULL, createat bigint, commandid varchar(26), userid varchar(26), channelid varchar(26), rootid varchar(26),
            usecount integer, PRIMARY KEY (id)
        );
        CREATE TABLE compliances (
            id varchar(26) NOT NULL, createat bigint, userid varchar(26), status varchar(64), count integer, "desc" varchar(512),
            type varchar(64), startat bigint, endat bigint, keywords varchar(512), emails varchar(1024), PRIMARY KEY (id)
        );
        CREATE TABLE contentflaggingcommonreviewers (
            userid varchar(26) NOT NULL, PRIMARY KEY (userid)
        );
        CREATE TABLE contentflaggingteamreviewers (
            teamid varchar(26) NOT NULL, userid varchar(26) NOT NULL, PRIMARY KEY (teamid, userid)
        );
        CREATE TABLE contentflaggingteamsettings (
            teamid varchar(26) NOT NULL, enabled boolean, PRIMARY KEY (teamid)
        );
        CREATE TABLE db_lock (
            id varchar(64) NOT NULL, expireat bigint, PRIMARY KEY (id)
        );
        CREATE TABLE db_migrations (
            version bigint NOT NULL, name varchar NOT NULL, PRIMARY KEY (version)
        );
        CREATE TABLE desktoptokens (
            token varchar(64) NOT NULL, createat bigint NOT NULL, userid varchar(26) NOT NULL, PRIMARY KEY (token)
        );
        CREATE TABLE drafts (
            createat bigint, updateat bigint, deleteat bigint, userid varchar(26) NOT NULL, channelid varchar(26) NOT NULL,
            rootid varchar(26) NOT NULL DEFAULT '', message varchar(65535), props varchar(8000), fileids varchar(300), priority text,
            type text, PRIMARY KEY (userid, channelid, rootid)
        );
        CREATE TABLE emoji (
            id varchar(26) NOT NULL, createat bigint, updateat bigint, deleteat bigint, creatorid varchar(26), name varchar(64),
            PRIMARY KEY (id), UNIQUE (name, deleteat)
        );
        CREATE TABLE fileinfo (
            id varchar(26) NOT NULL, creatorid varchar(26), postid varchar(26), createat bigint, updateat bigint, deleteat bigint,
            path varchar(512), thumbnailpath varchar(512), previewpath varchar(512), name varchar(256), extension varchar(64), size bigint,
            mimetype varchar(256), width integer, height integer, haspreviewimage boolean, minipreview bytea, content text,
            remoteid varchar(26), archived boolean NOT NULL DEFAULT false, channelid varchar(26), PRIMARY KEY (id)
        ) WITH (autovacuum_vacuum_scale_factor=0.1, autovacuum_analyze_scale_factor=0.05);
        CREATE TABLE groupchannels (
            groupid varchar(26) NOT NULL, autoadd boolean, schemeadmin boolean, createat bigint, deleteat bigint, updateat bigint,
            channelid varchar(26) NOT NULL, PRIMARY KEY (groupid, channelid)
        );
        CREATE TABLE groupmembers (
            groupid varchar(26) NOT NULL, userid varchar(26) NOT NULL, createat bigint, deleteat bigint, PRIMARY KEY (groupid, userid)
        );
        CREATE TABLE groupteams (
            groupid varchar(26) NOT NULL, autoadd boolean, schemeadmin boolean, createat bigint, deleteat bigint, updateat bigint,
            teamid varchar(26) NOT NULL, PRIMARY KEY (groupid, teamid)
        );
        CREATE TABLE incomingwebhooks (
            id varchar(26) NOT NULL, createat bigint, updateat bigint, deleteat bigint, userid varchar(26), channelid varchar(26),
            teamid varchar(26), displayname varchar(64), description varchar(500), username varchar(255), iconurl varchar(1024),
            channellocked boolean, PRIMARY KEY (id)
        );
        CREATE TABLE jobs (
            id varchar(26) NOT NULL, type varchar(32), priority bigint, createat bigint, startat bigint, lastactivityat bigint,
            status varchar(32), progress bigint, data jsonb, PRIMARY KEY (id)
        );
        CREATE TABLE licenses (
            id varchar(26) NOT NULL, createat bigint, bytes varchar(10000), PRIMARY KEY (id)
        );
        CREATE TABLE linkmetadata (
            hash bigint NOT NULL, url varchar(2048), "timestamp" bigint, type varchar(16), data jsonb, PRIMARY KEY (hash)
        );
        """#
}
