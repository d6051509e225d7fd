extension MattermostTables {
    /// The same tables in SQLite's words.
    static let sqliteTablesNToZ = #"""
        CREATE TABLE notifyadmin (
            userid TEXT NOT NULL, createat INTEGER, requiredplan TEXT NOT NULL, requiredfeature TEXT NOT NULL, trial INTEGER NOT NULL,
            sentat INTEGER, PRIMARY KEY (userid, requiredfeature, requiredplan)
        ) STRICT;
        CREATE TABLE oauthaccessdata (
            token TEXT NOT NULL, refreshtoken TEXT, redirecturi TEXT, clientid TEXT, userid TEXT, expiresat INTEGER, scope TEXT,
            audience TEXT DEFAULT '', PRIMARY KEY (token), UNIQUE (clientid, userid)
        ) STRICT;
        CREATE TABLE oauthapps (
            id TEXT NOT NULL, creatorid TEXT, createat INTEGER, updateat INTEGER, clientsecret TEXT, name TEXT, description TEXT,
            callbackurls TEXT, homepage TEXT, istrusted INTEGER, iconurl TEXT, mattermostappid TEXT NOT NULL DEFAULT '',
            isdynamicallyregistered INTEGER DEFAULT 0, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE oauthauthdata (
            clientid TEXT, userid TEXT, code TEXT NOT NULL, expiresin INTEGER, createat INTEGER, redirecturi TEXT, state TEXT, scope TEXT,
            codechallenge TEXT DEFAULT '', codechallengemethod TEXT DEFAULT '', resource TEXT DEFAULT '', PRIMARY KEY (code)
        ) STRICT;
        CREATE TABLE outgoingoauthconnections (
            id TEXT NOT NULL, name TEXT, creatorid TEXT, createat INTEGER, updateat INTEGER, clientid TEXT, clientsecret TEXT,
            credentialsusername TEXT, credentialspassword TEXT, oauthtokenurl TEXT, granttype TEXT DEFAULT 'client_credentials',
            audiences TEXT, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE outgoingwebhooks (
            id TEXT NOT NULL, token TEXT, createat INTEGER, updateat INTEGER, deleteat INTEGER, creatorid TEXT, channelid TEXT, teamid TEXT,
            triggerwords TEXT, callbackurls TEXT, displayname TEXT, contenttype TEXT, triggerwhen INTEGER, username TEXT, iconurl TEXT,
            description TEXT, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE persistentnotifications (
            postid TEXT NOT NULL, createat INTEGER, lastsentat INTEGER, deleteat INTEGER, sentcount INTEGER, PRIMARY KEY (postid)
        ) STRICT;
        CREATE TABLE pluginkeyvaluestore (
            pluginid TEXT NOT NULL, pkey TEXT NOT NULL, pvalue BLOB, expireat INTEGER, PRIMARY KEY (pluginid, pkey)
        ) STRICT;
        CREATE TABLE postacknowledgements (
            postid TEXT NOT NULL, userid TEXT NOT NULL, acknowledgedat INTEGER, remoteid TEXT DEFAULT '', channelid TEXT DEFAULT '',
            PRIMARY KEY (postid, userid)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE postreminders (
            postid TEXT NOT NULL, userid TEXT NOT NULL, targettime INTEGER, PRIMARY KEY (postid, userid)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE posts (
            id TEXT NOT NULL, createat INTEGER, updateat INTEGER, deleteat INTEGER, userid TEXT, channelid TEXT, rootid TEXT,
            originalid TEXT, message TEXT, type TEXT, props TEXT, hashtags TEXT, filenames TEXT, fileids TEXT, hasreactions INTEGER,
            editat INTEGER, ispinned INTEGER, remoteid TEXT, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE postspriority (
            postid TEXT NOT NULL, channelid TEXT NOT NULL, priority TEXT NOT NULL, requestedack INTEGER, persistentnotifications INTEGER,
            PRIMARY KEY (postid)
        ) STRICT;
        CREATE TABLE preferences (
            userid TEXT NOT NULL, category TEXT NOT NULL, name TEXT NOT NULL, value TEXT, PRIMARY KEY (userid, category, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE productnoticeviewstate (
            userid TEXT NOT NULL, noticeid TEXT NOT NULL, viewed INTEGER, "timestamp" INTEGER, PRIMARY KEY (userid, noticeid)
        ) STRICT;
        CREATE TABLE propertyfields (
            id TEXT NOT NULL, groupid TEXT NOT NULL, name TEXT NOT NULL, type TEXT, attrs TEXT, targetid TEXT, targettype TEXT,
            createat INTEGER NOT NULL, updateat INTEGER NOT NULL, deleteat INTEGER NOT NULL, createdby TEXT, updatedby TEXT,
            objecttype TEXT NOT NULL DEFAULT '', protected INTEGER NOT NULL DEFAULT 0, permissionfield TEXT, permissionvalues TEXT,
            permissionoptions TEXT, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE propertygroups (
            id TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (id), UNIQUE (name)
        ) STRICT;
        CREATE TABLE propertyvalues (
            id TEXT NOT NULL, targetid TEXT NOT NULL, targettype TEXT NOT NULL, groupid TEXT NOT NULL, fieldid TEXT NOT NULL,
            value TEXT NOT NULL, createat INTEGER NOT NULL, updateat INTEGER NOT NULL, deleteat INTEGER NOT NULL, createdby TEXT,
            updatedby TEXT, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE publicchannels (
            id TEXT NOT NULL, deleteat INTEGER, teamid TEXT, displayname TEXT, name TEXT, header TEXT, purpose TEXT, PRIMARY KEY (id),
            UNIQUE (name, teamid)
        ) STRICT;
        CREATE TABLE reactions (
            userid TEXT NOT NULL, postid TEXT NOT NULL, emojiname TEXT NOT NULL, createat INTEGER, updateat INTEGER, deleteat INTEGER,
            remoteid TEXT, channelid TEXT NOT NULL DEFAULT '', PRIMARY KEY (postid, userid, emojiname)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE readreceipts (
            postid TEXT NOT NULL, userid TEXT NOT NULL, expireat INTEGER NOT NULL, PRIMARY KEY (postid, userid)
        ) STRICT;
        CREATE TABLE recapchannels (
            id TEXT NOT NULL, recapid TEXT NOT NULL, channelid TEXT NOT NULL, channelname TEXT NOT NULL, highlights TEXT, actionitems TEXT,
            sourcepostids TEXT, createat INTEGER NOT NULL, FOREIGN KEY (recapid) REFERENCES recaps(id) ON DELETE CASCADE, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE recaps (
            id TEXT NOT NULL, userid TEXT NOT NULL, title TEXT NOT NULL, createat INTEGER NOT NULL, updateat INTEGER NOT NULL,
            deleteat INTEGER NOT NULL, totalmessagecount INTEGER NOT NULL, status TEXT NOT NULL, readat INTEGER NOT NULL DEFAULT 0,
            botid TEXT NOT NULL DEFAULT '', PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE recentsearches (
            userid TEXT NOT NULL, searchpointer INTEGER NOT NULL, query TEXT, createat INTEGER NOT NULL, PRIMARY KEY (userid, searchpointer)
        ) STRICT;
        CREATE TABLE remoteclusters (
            remoteid TEXT NOT NULL, remoteteamid TEXT, name TEXT NOT NULL, displayname TEXT, siteurl TEXT, createat INTEGER,
            lastpingat INTEGER, token TEXT, remotetoken TEXT, topics TEXT, creatorid TEXT, pluginid TEXT NOT NULL DEFAULT '',
            options INTEGER NOT NULL DEFAULT 0, defaultteamid TEXT DEFAULT '', deleteat INTEGER DEFAULT 0,
            lastglobalusersyncat INTEGER DEFAULT 0, PRIMARY KEY (remoteid, name)
        ) STRICT;
        CREATE TABLE retentionidsfordeletion (
            id TEXT NOT NULL, tablename TEXT, ids TEXT, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE retentionpolicies (
            id TEXT NOT NULL, displayname TEXT, postduration INTEGER, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE retentionpolicieschannels (
            policyid TEXT, channelid TEXT NOT NULL, FOREIGN KEY (policyid) REFERENCES retentionpolicies(id) ON DELETE CASCADE,
            PRIMARY KEY (channelid)
        ) STRICT;
        CREATE TABLE retentionpoliciesteams (
            policyid TEXT, teamid TEXT NOT NULL, FOREIGN KEY (policyid) REFERENCES retentionpolicies(id) ON DELETE CASCADE,
            PRIMARY KEY (teamid)
        ) STRICT;
        CREATE TABLE roles (
            id TEXT NOT NULL, name TEXT, displayname TEXT, description TEXT, createat INTEGER, updateat INTEGER, deleteat INTEGER,
            permissions TEXT, schememanaged INTEGER, builtin INTEGER, schemeid TEXT, PRIMARY KEY (id), UNIQUE (name)
        ) STRICT;
        CREATE TABLE scheduledposts (
            id TEXT NOT NULL, createat INTEGER, updateat INTEGER, userid TEXT NOT NULL, channelid TEXT NOT NULL, rootid TEXT, message TEXT,
            props TEXT, fileids TEXT, priority TEXT, scheduledat INTEGER NOT NULL, processedat INTEGER, errorcode TEXT, type TEXT,
            PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE schemes (
            id TEXT NOT NULL, name TEXT, displayname TEXT, description TEXT, createat INTEGER, updateat INTEGER, deleteat INTEGER,
            scope TEXT, defaultteamadminrole TEXT, defaultteamuserrole TEXT, defaultchanneladminrole TEXT, defaultchanneluserrole TEXT,
            defaultteamguestrole TEXT, defaultchannelguestrole TEXT, defaultplaybookadminrole TEXT DEFAULT '',
            defaultplaybookmemberrole TEXT DEFAULT '', defaultrunadminrole TEXT DEFAULT '', defaultrunmemberrole TEXT DEFAULT '',
            PRIMARY KEY (id), UNIQUE (name)
        ) STRICT;
        CREATE TABLE sessions (
            id TEXT NOT NULL, token TEXT, createat INTEGER, expiresat INTEGER, lastactivityat INTEGER, userid TEXT, deviceid TEXT,
            roles TEXT, isoauth INTEGER, props TEXT, expirednotify INTEGER, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE sharedchannelattachments (
            id TEXT NOT NULL, fileid TEXT, remoteid TEXT, createat INTEGER, lastsyncat INTEGER, PRIMARY KEY (id), UNIQUE (fileid, remoteid)
        ) STRICT;
        CREATE TABLE sharedchannelremotes (
            id TEXT NOT NULL, channelid TEXT NOT NULL, creatorid TEXT, createat INTEGER, updateat INTEGER, isinviteaccepted INTEGER,
            isinviteconfirmed INTEGER, remoteid TEXT, lastpostupdateat INTEGER, lastpostid TEXT,
            lastpostcreateat INTEGER NOT NULL DEFAULT 0, lastpostcreateid TEXT, deleteat INTEGER DEFAULT 0,
            lastmemberssyncat INTEGER DEFAULT 0, PRIMARY KEY (id, channelid), UNIQUE (channelid, remoteid)
        ) STRICT;
        CREATE TABLE sharedchannels (
            channelid TEXT NOT NULL, teamid TEXT, home INTEGER, readonly INTEGER, sharename TEXT, sharedisplayname TEXT, sharepurpose TEXT,
            shareheader TEXT, creatorid TEXT, createat INTEGER, updateat INTEGER, remoteid TEXT, PRIMARY KEY (channelid),
            UNIQUE (sharename, teamid)
        ) STRICT;
        CREATE TABLE sharedchannelusers (
            id TEXT NOT NULL, userid TEXT, remoteid TEXT, createat INTEGER, lastsyncat INTEGER, channelid TEXT,
            lastmembershipsyncat INTEGER DEFAULT 0, PRIMARY KEY (id), UNIQUE (userid, channelid, remoteid)
        ) STRICT;
        CREATE TABLE sidebarcategories (
            id TEXT NOT NULL, userid TEXT, teamid TEXT, sortorder INTEGER, sorting TEXT, type TEXT, displayname TEXT, muted INTEGER,
            collapsed INTEGER, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE sidebarchannels (
            channelid TEXT NOT NULL, userid TEXT NOT NULL, categoryid TEXT NOT NULL, sortorder INTEGER,
            PRIMARY KEY (channelid, userid, categoryid)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE status (
            userid TEXT NOT NULL, status TEXT, manual INTEGER, lastactivityat INTEGER, dndendtime INTEGER, prevstatus TEXT,
            PRIMARY KEY (userid)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE systems (
            name TEXT NOT NULL, value TEXT, PRIMARY KEY (name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE teammembers (
            teamid TEXT NOT NULL, userid TEXT NOT NULL, roles TEXT, deleteat INTEGER, schemeuser INTEGER, schemeadmin INTEGER,
            schemeguest INTEGER, createat INTEGER DEFAULT 0, PRIMARY KEY (teamid, userid)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE teams (
            id TEXT NOT NULL, createat INTEGER, updateat INTEGER, deleteat INTEGER, displayname TEXT, name TEXT, description TEXT,
            email TEXT, type TEXT, companyname TEXT, alloweddomains TEXT, inviteid TEXT, schemeid TEXT, allowopeninvite INTEGER,
            lastteamiconupdate INTEGER, groupconstrained INTEGER, cloudlimitsarchived INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (id),
            UNIQUE (name)
        ) STRICT;
        CREATE TABLE temporaryposts (
            postid TEXT NOT NULL, type TEXT NOT NULL, expireat INTEGER NOT NULL, message TEXT, fileids TEXT, PRIMARY KEY (postid)
        ) STRICT;
        CREATE TABLE termsofservice (
            id TEXT NOT NULL, createat INTEGER, userid TEXT, text TEXT, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE threadmemberships (
            postid TEXT NOT NULL, userid TEXT NOT NULL, following INTEGER, lastviewed INTEGER, lastupdated INTEGER, unreadmentions INTEGER,
            PRIMARY KEY (postid, userid)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE threads (
            postid TEXT NOT NULL, replycount INTEGER, lastreplyat INTEGER, participants TEXT, channelid TEXT, threaddeleteat INTEGER,
            threadteamid TEXT, PRIMARY KEY (postid)
        ) STRICT;
        CREATE TABLE tokens (
            token TEXT NOT NULL, createat INTEGER, type TEXT, extra TEXT, PRIMARY KEY (token)
        ) STRICT;
        CREATE TABLE translations (
            objectid TEXT NOT NULL, dstlang TEXT NOT NULL, objecttype TEXT NOT NULL, providerid TEXT NOT NULL, normhash TEXT NOT NULL,
            text TEXT NOT NULL, confidence REAL, meta TEXT, updateat INTEGER NOT NULL, state TEXT NOT NULL, channelid TEXT,
            PRIMARY KEY (objectid, objecttype, dstlang)
        ) STRICT;
        CREATE TABLE uploadsessions (
            id TEXT NOT NULL, type TEXT, createat INTEGER, userid TEXT, channelid TEXT, filename TEXT, path TEXT, filesize INTEGER,
            fileoffset INTEGER, remoteid TEXT, reqfileid TEXT, PRIMARY KEY (id)
        ) STRICT;
        CREATE TABLE useraccesstokens (
            id TEXT NOT NULL, token TEXT, userid TEXT, description TEXT, isactive INTEGER, PRIMARY KEY (id), UNIQUE (token)
        ) STRICT;
        CREATE TABLE usergroups (
            id TEXT NOT NULL, name TEXT, displayname TEXT, description TEXT, source TEXT, remoteid TEXT, createat INTEGER, updateat INTEGER,
            deleteat INTEGER, allowreference INTEGER, PRIMARY KEY (id), UNIQUE (name), UNIQUE (source, remoteid)
        ) STRICT;
        CREATE TABLE users (
            id TEXT NOT NULL, createat INTEGER, updateat INTEGER, deleteat INTEGER, username TEXT, password TEXT, authdata TEXT,
            authservice TEXT, email TEXT, emailverified INTEGER, nickname TEXT, firstname TEXT, lastname TEXT, roles TEXT,
            allowmarketing INTEGER, props TEXT, notifyprops TEXT, lastpasswordupdate INTEGER, lastpictureupdate INTEGER,
            failedattempts INTEGER, locale TEXT, mfaactive INTEGER, mfasecret TEXT, position TEXT, timezone TEXT, remoteid TEXT,
            lastlogin INTEGER NOT NULL DEFAULT 0, mfausedtimestamps TEXT, PRIMARY KEY (id), UNIQUE (authdata), UNIQUE (email),
            UNIQUE (username)
        ) STRICT;
        CREATE TABLE usertermsofservice (
            userid TEXT NOT NULL, termsofserviceid TEXT, createat INTEGER, PRIMARY KEY (userid)
        ) STRICT;
        CREATE TABLE views (
            id TEXT NOT NULL, channelid TEXT NOT NULL, type TEXT NOT NULL, creatorid TEXT NOT NULL, title TEXT NOT NULL, description TEXT,
            sortorder INTEGER NOT NULL DEFAULT 0, props TEXT, createat INTEGER NOT NULL, updateat INTEGER NOT NULL,
            deleteat INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (id)
        ) STRICT;
        """#
}
