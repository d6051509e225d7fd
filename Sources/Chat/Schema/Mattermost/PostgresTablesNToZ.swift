extension MattermostTables {
    /// The tables, by name.
    static let postgresTablesNToZ = #"""
        CREATE TABLE notifyadmin (
            userid varchar(26) NOT NULL, createat bigint, requiredplan varchar(100) NOT NULL, requiredfeature varchar(255) NOT NULL,
            trial boolean NOT NULL, sentat bigint, PRIMARY KEY (userid, requiredfeature, requiredplan)
        );
        CREATE TABLE oauthaccessdata (
            token varchar(26) NOT NULL, refreshtoken varchar(26), redirecturi varchar(256), clientid varchar(26), userid varchar(26),
            expiresat bigint, scope varchar(128), audience varchar(512) DEFAULT '', PRIMARY KEY (token), UNIQUE (clientid, userid)
        );
        CREATE TABLE oauthapps (
            id varchar(26) NOT NULL, creatorid varchar(26), createat bigint, updateat bigint, clientsecret varchar(128), name varchar(64),
            description varchar(512), callbackurls varchar(1024), homepage varchar(256), istrusted boolean, iconurl varchar(512),
            mattermostappid varchar(32) NOT NULL DEFAULT '', isdynamicallyregistered boolean DEFAULT false, PRIMARY KEY (id)
        );
        CREATE TABLE oauthauthdata (
            clientid varchar(26), userid varchar(26), code varchar(128) NOT NULL, expiresin integer, createat bigint,
            redirecturi varchar(256), state varchar(1024), scope varchar(128), codechallenge varchar(128) DEFAULT '',
            codechallengemethod varchar(10) DEFAULT '', resource varchar(512) DEFAULT '', PRIMARY KEY (code)
        );
        CREATE TABLE outgoingoauthconnections (
            id varchar(26) NOT NULL, name varchar(64), creatorid varchar(26), createat bigint, updateat bigint, clientid varchar(255),
            clientsecret varchar(255), credentialsusername varchar(255), credentialspassword varchar(255), oauthtokenurl text,
            granttype outgoingoauthconnections_granttype DEFAULT 'client_credentials', audiences varchar(1024), PRIMARY KEY (id)
        );
        CREATE TABLE outgoingwebhooks (
            id varchar(26) NOT NULL, token varchar(26), createat bigint, updateat bigint, deleteat bigint, creatorid varchar(26),
            channelid varchar(26), teamid varchar(26), triggerwords varchar(1024), callbackurls varchar(1024), displayname varchar(64),
            contenttype varchar(128), triggerwhen integer, username varchar(64), iconurl varchar(1024), description varchar(500),
            PRIMARY KEY (id)
        );
        CREATE TABLE persistentnotifications (
            postid varchar(26) NOT NULL, createat bigint, lastsentat bigint, deleteat bigint, sentcount smallint, PRIMARY KEY (postid)
        );
        CREATE TABLE pluginkeyvaluestore (
            pluginid varchar(190) NOT NULL, pkey varchar(150) NOT NULL, pvalue bytea, expireat bigint, PRIMARY KEY (pluginid, pkey)
        );
        CREATE TABLE postacknowledgements (
            postid varchar(26) NOT NULL, userid varchar(26) NOT NULL, acknowledgedat bigint, remoteid varchar(26) DEFAULT '',
            channelid varchar(26) DEFAULT '', PRIMARY KEY (postid, userid)
        );
        CREATE TABLE postreminders (
            postid varchar(26) NOT NULL, userid varchar(26) NOT NULL, targettime bigint, PRIMARY KEY (postid, userid)
        );
        CREATE TABLE posts (
            id varchar(26) NOT NULL, createat bigint, updateat bigint, deleteat bigint, userid varchar(26), channelid varchar(26),
            rootid varchar(26), originalid varchar(26), message varchar(65535), type varchar(26), props jsonb, hashtags varchar(1000),
            filenames varchar(4000), fileids varchar(300), hasreactions boolean, editat bigint, ispinned boolean, remoteid varchar(26),
            PRIMARY KEY (id)
        ) WITH (autovacuum_vacuum_scale_factor=0.1, autovacuum_analyze_scale_factor=0.05);
        CREATE TABLE postspriority (
            postid varchar(26) NOT NULL, channelid varchar(26) NOT NULL, priority varchar(32) NOT NULL, requestedack boolean,
            persistentnotifications boolean, PRIMARY KEY (postid)
        );
        CREATE TABLE preferences (
            userid varchar(26) NOT NULL, category varchar(32) NOT NULL, name varchar(32) NOT NULL, value text,
            PRIMARY KEY (userid, category, name)
        ) WITH (autovacuum_vacuum_scale_factor=0.1, autovacuum_analyze_scale_factor=0.05);
        CREATE TABLE productnoticeviewstate (
            userid varchar(26) NOT NULL, noticeid varchar(26) NOT NULL, viewed integer, "timestamp" bigint, PRIMARY KEY (userid, noticeid)
        );
        CREATE TABLE propertyfields (
            id varchar(26) NOT NULL, groupid varchar(26) NOT NULL, name varchar(255) NOT NULL, type property_field_type, attrs jsonb,
            targetid varchar(255), targettype varchar(255), createat bigint NOT NULL, updateat bigint NOT NULL, deleteat bigint NOT NULL,
            createdby varchar(26), updatedby varchar(26), objecttype varchar(255) NOT NULL DEFAULT '',
            protected boolean NOT NULL DEFAULT false, permissionfield permission_level, permissionvalues permission_level,
            permissionoptions permission_level, PRIMARY KEY (id)
        );
        CREATE TABLE propertygroups (
            id varchar(26) NOT NULL, name varchar(64) NOT NULL, PRIMARY KEY (id), UNIQUE (name)
        );
        CREATE TABLE propertyvalues (
            id varchar(26) NOT NULL, targetid varchar(255) NOT NULL, targettype varchar(255) NOT NULL, groupid varchar(26) NOT NULL,
            fieldid varchar(26) NOT NULL, value jsonb NOT NULL, createat bigint NOT NULL, updateat bigint NOT NULL,
            deleteat bigint NOT NULL, createdby varchar(26), updatedby varchar(26), PRIMARY KEY (id)
        );
        CREATE TABLE publicchannels (
            id varchar(26) NOT NULL, deleteat bigint, teamid varchar(26), displayname varchar(64), name varchar(64), header varchar(1024),
            purpose varchar(250), PRIMARY KEY (id), UNIQUE (name, teamid)
        );
        CREATE TABLE reactions (
            userid varchar(26) NOT NULL, postid varchar(26) NOT NULL, emojiname varchar(64) NOT NULL, createat bigint, updateat bigint,
            deleteat bigint, remoteid varchar(26), channelid varchar(26) NOT NULL DEFAULT '', PRIMARY KEY (postid, userid, emojiname)
        );
        CREATE TABLE readreceipts (
            postid varchar(26) NOT NULL, userid varchar(26) NOT NULL, expireat bigint NOT NULL, PRIMARY KEY (postid, userid)
        );
        CREATE TABLE recapchannels (
            id varchar(26) NOT NULL, recapid varchar(26) NOT NULL, channelid varchar(26) NOT NULL, channelname varchar(64) NOT NULL,
            highlights text, actionitems text, sourcepostids text, createat bigint NOT NULL, PRIMARY KEY (id)
        );
        CREATE TABLE recaps (
            id varchar(26) NOT NULL, userid varchar(26) NOT NULL, title varchar(255) NOT NULL, createat bigint NOT NULL,
            updateat bigint NOT NULL, deleteat bigint NOT NULL, totalmessagecount integer NOT NULL, status varchar(32) NOT NULL,
            readat bigint NOT NULL DEFAULT 0, botid varchar(26) NOT NULL DEFAULT '', PRIMARY KEY (id)
        );
        CREATE TABLE recentsearches (
            userid character(26) NOT NULL, searchpointer integer NOT NULL, query jsonb, createat bigint NOT NULL,
            PRIMARY KEY (userid, searchpointer)
        );
        CREATE TABLE remoteclusters (
            remoteid varchar(26) NOT NULL, remoteteamid varchar(26), name varchar(64) NOT NULL, displayname varchar(64),
            siteurl varchar(512), createat bigint, lastpingat bigint, token varchar(26), remotetoken varchar(26), topics varchar(512),
            creatorid varchar(26), pluginid varchar(190) NOT NULL DEFAULT '', options smallint NOT NULL DEFAULT 0,
            defaultteamid varchar(26) DEFAULT '', deleteat bigint DEFAULT 0, lastglobalusersyncat bigint DEFAULT 0,
            PRIMARY KEY (remoteid, name)
        );
        CREATE TABLE retentionidsfordeletion (
            id varchar(26) NOT NULL, tablename varchar(64), ids varchar(26)[], PRIMARY KEY (id)
        );
        CREATE TABLE retentionpolicies (
            id varchar(26) NOT NULL, displayname varchar(64), postduration bigint, PRIMARY KEY (id)
        );
        CREATE TABLE retentionpolicieschannels (
            policyid varchar(26), channelid varchar(26) NOT NULL, PRIMARY KEY (channelid)
        );
        CREATE TABLE retentionpoliciesteams (
            policyid varchar(26), teamid varchar(26) NOT NULL, PRIMARY KEY (teamid)
        );
        CREATE TABLE roles (
            id varchar(26) NOT NULL, name varchar(64), displayname varchar(128), description varchar(1024), createat bigint,
            updateat bigint, deleteat bigint, permissions text, schememanaged boolean, builtin boolean, schemeid varchar(26),
            PRIMARY KEY (id), UNIQUE (name)
        );
        CREATE TABLE scheduledposts (
            id varchar(26) NOT NULL, createat bigint, updateat bigint, userid varchar(26) NOT NULL, channelid varchar(26) NOT NULL,
            rootid varchar(26), message varchar(65535), props varchar(8000), fileids varchar(300), priority text,
            scheduledat bigint NOT NULL, processedat bigint, errorcode varchar(200), type text, PRIMARY KEY (id)
        );
        CREATE TABLE schemes (
            id varchar(26) NOT NULL, name varchar(64), displayname varchar(128), description varchar(1024), createat bigint,
            updateat bigint, deleteat bigint, scope varchar(32), defaultteamadminrole varchar(64), defaultteamuserrole varchar(64),
            defaultchanneladminrole varchar(64), defaultchanneluserrole varchar(64), defaultteamguestrole varchar(64),
            defaultchannelguestrole varchar(64), defaultplaybookadminrole varchar(64) DEFAULT '',
            defaultplaybookmemberrole varchar(64) DEFAULT '', defaultrunadminrole varchar(64) DEFAULT '',
            defaultrunmemberrole varchar(64) DEFAULT '', PRIMARY KEY (id), UNIQUE (name)
        );
        CREATE TABLE sessions (
            id varchar(26) NOT NULL, token varchar(26), createat bigint, expiresat bigint, lastactivityat bigint, userid varchar(26),
            deviceid varchar(512), roles varchar(256), isoauth boolean, props jsonb, expirednotify boolean, PRIMARY KEY (id)
        );
        CREATE TABLE sharedchannelattachments (
            id varchar(26) NOT NULL, fileid varchar(26), remoteid varchar(26), createat bigint, lastsyncat bigint, PRIMARY KEY (id),
            UNIQUE (fileid, remoteid)
        );
        CREATE TABLE sharedchannelremotes (
            id varchar(26) NOT NULL, channelid varchar(26) NOT NULL, creatorid varchar(26), createat bigint, updateat bigint,
            isinviteaccepted boolean, isinviteconfirmed boolean, remoteid varchar(26), lastpostupdateat bigint, lastpostid varchar(26),
            lastpostcreateat bigint NOT NULL DEFAULT 0, lastpostcreateid varchar(26), deleteat bigint DEFAULT 0,
            lastmemberssyncat bigint DEFAULT 0, PRIMARY KEY (id, channelid), UNIQUE (channelid, remoteid)
        );
        CREATE TABLE sharedchannels (
            channelid varchar(26) NOT NULL, teamid varchar(26), home boolean, readonly boolean, sharename varchar(64),
            sharedisplayname varchar(64), sharepurpose varchar(250), shareheader varchar(1024), creatorid varchar(26), createat bigint,
            updateat bigint, remoteid varchar(26), PRIMARY KEY (channelid), UNIQUE (sharename, teamid)
        );
        CREATE TABLE sharedchannelusers (
            id varchar(26) NOT NULL, userid varchar(26), remoteid varchar(26), createat bigint, lastsyncat bigint, channelid varchar(26),
            lastmembershipsyncat bigint DEFAULT 0, PRIMARY KEY (id), UNIQUE (userid, channelid, remoteid)
        );
        CREATE TABLE sidebarcategories (
            id varchar(128) NOT NULL, userid varchar(26), teamid varchar(26), sortorder bigint, sorting varchar(64), type varchar(64),
            displayname varchar(64), muted boolean, collapsed boolean, PRIMARY KEY (id)
        );
        CREATE TABLE sidebarchannels (
            channelid varchar(26) NOT NULL, userid varchar(26) NOT NULL, categoryid varchar(128) NOT NULL, sortorder bigint,
            PRIMARY KEY (channelid, userid, categoryid)
        );
        CREATE TABLE status (
            userid varchar(26) NOT NULL, status varchar(32), manual boolean, lastactivityat bigint, dndendtime bigint,
            prevstatus varchar(32), PRIMARY KEY (userid)
        );
        CREATE TABLE systems (
            name varchar(64) NOT NULL, value varchar(1024), PRIMARY KEY (name)
        );
        CREATE TABLE teammembers (
            teamid varchar(26) NOT NULL, userid varchar(26) NOT NULL, roles varchar(256), deleteat bigint, schemeuser boolean,
            schemeadmin boolean, schemeguest boolean, createat bigint DEFAULT 0, PRIMARY KEY (teamid, userid)
        );
        CREATE TABLE teams (
            id varchar(26) NOT NULL, createat bigint, updateat bigint, deleteat bigint, displayname varchar(64), name varchar(64),
            description varchar(255), email varchar(128), type team_type, companyname varchar(64), alloweddomains varchar(1000),
            inviteid varchar(32), schemeid varchar(26), allowopeninvite boolean, lastteamiconupdate bigint, groupconstrained boolean,
            cloudlimitsarchived boolean NOT NULL DEFAULT false, PRIMARY KEY (id), UNIQUE (name)
        );
        CREATE TABLE temporaryposts (
            postid varchar(26) NOT NULL, type varchar(26) NOT NULL, expireat bigint NOT NULL, message varchar(65535), fileids varchar(300),
            PRIMARY KEY (postid)
        );
        CREATE TABLE termsofservice (
            id varchar(26) NOT NULL, createat bigint, userid varchar(26), text varchar(65535), PRIMARY KEY (id)
        );
        CREATE TABLE threadmemberships (
            postid varchar(26) NOT NULL, userid varchar(26) NOT NULL, following boolean, lastviewed bigint, lastupdated bigint,
            unreadmentions bigint, PRIMARY KEY (postid, userid)
        ) WITH (autovacuum_vacuum_scale_factor=0.1, autovacuum_analyze_scale_factor=0.05);
        CREATE TABLE threads (
            postid varchar(26) NOT NULL, replycount bigint, lastreplyat bigint, participants jsonb, channelid varchar(26),
            threaddeleteat bigint, threadteamid varchar(26), PRIMARY KEY (postid)
        );
        CREATE TABLE tokens (
            token varchar(64) NOT NULL, createat bigint, type varchar(64), extra varchar(2048), PRIMARY KEY (token)
        );
        CREATE TABLE translations (
            objectid varchar(26) NOT NULL, dstlang varchar NOT NULL, objecttype varchar NOT NULL, providerid varchar NOT NULL,
            normhash character(64) NOT NULL, text text NOT NULL, confidence real, meta jsonb, updateat bigint NOT NULL,
            state varchar(20) NOT NULL, channelid varchar(26), PRIMARY KEY (objectid, objecttype, dstlang)
        );
        CREATE TABLE uploadsessions (
            id varchar(26) NOT NULL, type upload_session_type, createat bigint, userid varchar(26), channelid varchar(26),
            filename varchar(256), path varchar(512), filesize bigint, fileoffset bigint, remoteid varchar(26), reqfileid varchar(26),
            PRIMARY KEY (id)
        );
        CREATE TABLE useraccesstokens (
            id varchar(26) NOT NULL, token varchar(26), userid varchar(26), description varchar(512), isactive boolean, PRIMARY KEY (id),
            UNIQUE (token)
        );
        CREATE TABLE usergroups (
            id varchar(26) NOT NULL, name varchar(64), displayname varchar(128), description varchar(1024), source varchar(64),
            remoteid varchar(48), createat bigint, updateat bigint, deleteat bigint, allowreference boolean, PRIMARY KEY (id),
            UNIQUE (name), UNIQUE (source, remoteid)
        );
        CREATE TABLE users (
            id varchar(26) NOT NULL, createat bigint, updateat bigint, deleteat bigint, username varchar(64), password varchar(128),
            authdata varchar(128), authservice varchar(32), email varchar(128), emailverified boolean, nickname varchar(64),
            firstname varchar(64), lastname varchar(64), roles varchar(256), allowmarketing boolean, props jsonb, notifyprops jsonb,
            lastpasswordupdate bigint, lastpictureupdate bigint, failedattempts integer, locale varchar(5), mfaactive boolean,
            mfasecret varchar(128), position varchar(128), timezone jsonb, remoteid varchar(26), lastlogin bigint NOT NULL DEFAULT 0,
            mfausedtimestamps jsonb, PRIMARY KEY (id), UNIQUE (authdata), UNIQUE (email), UNIQUE (username)
        );
        CREATE TABLE usertermsofservice (
            userid varchar(26) NOT NULL, termsofserviceid varchar(26), createat bigint, PRIMARY KEY (userid)
        );
        CREATE TABLE views (
            id varchar(26) NOT NULL, channelid varchar(26) NOT NULL, type varchar(32) NOT NULL, creatorid varchar(26) NOT NULL,
            title varchar(256) NOT NULL, description text, sortorder integer NOT NULL DEFAULT 0, props jsonb, createat bigint NOT NULL,
            updateat bigint NOT NULL, deleteat bigint NOT NULL DEFAULT 0, PRIMARY KEY (id)
        );
        """#

    /// The few references that the original declares.
    static let postgresForeignKeys = #"""
        ALTER TABLE recapchannels
            ADD CONSTRAINT recapchannels_recapid_fkey FOREIGN KEY (recapid) REFERENCES recaps(id) ON DELETE CASCADE;
        ALTER TABLE retentionpolicieschannels
            ADD CONSTRAINT fk_retentionpolicieschannels_retentionpolicies FOREIGN KEY (policyid) REFERENCES retentionpolicies(id) ON DELETE CASCADE;
        ALTER TABLE retentionpoliciesteams
            ADD CONSTRAINT fk_retentionpoliciesteams_retentionpolicies FOREIGN KEY (policyid) REFERENCES retentionpolicies(id) ON DELETE CASCADE;
        """#
}
