extension MattermostTables {
    /// The original's counts as plain views: always fresh, and quick enough at SQLite's sizes.
    static let sqliteViews = #"""
        CREATE VIEW bot_posts_by_team_day AS
            SELECT date(p.createat / 1000, 'unixepoch') AS day, count(*) AS num, c.teamid AS teamid
            FROM posts p JOIN bots b ON p.userid = b.userid JOIN channels c ON p.channelid = c.id GROUP BY 1, 3;
        CREATE VIEW file_stats AS SELECT count(*) AS num, COALESCE(sum(size), 0) AS usage FROM fileinfo WHERE deleteat = 0;
        CREATE VIEW posts_by_team_day AS
            SELECT date(p.createat / 1000, 'unixepoch') AS day, count(*) AS num, c.teamid AS teamid
            FROM posts p JOIN channels c ON p.channelid = c.id GROUP BY 1, 3;
        CREATE VIEW poststats AS
            SELECT userid, date(createat / 1000, 'unixepoch') AS day, count(*) AS numposts, max(createat) AS lastpostdate
            FROM posts GROUP BY 1, 2;
        """#

    /// The indexes that serve here. Full text and lower-case ones have no counterpart; `posts` has those that its pages need.
    static let sqliteIndexes = #"""
        CREATE UNIQUE INDEX idx_accesscontrolpolicies_name_type ON accesscontrolpolicies (name, type) WHERE type = 'parent';
        CREATE INDEX idx_audits_user_id ON audits (userid);
        CREATE INDEX idx_channelbookmarks_channelid ON channelbookmarks (channelid);
        CREATE INDEX idx_channelbookmarks_delete_at ON channelbookmarks (deleteat);
        CREATE INDEX idx_channelbookmarks_update_at ON channelbookmarks (updateat);
        CREATE INDEX idx_channelmembers_autotranslation_enabled ON channelmembers (channelid) WHERE autotranslation = 1;
        CREATE INDEX idx_channelmembers_channel_id_scheme_guest_user_id ON channelmembers (channelid, schemeguest, userid);
        CREATE INDEX idx_channelmembers_user_id_channel_id_last_viewed_at ON channelmembers (userid, channelid, lastviewedat);
        CREATE INDEX idx_channels_autotranslation_enabled ON channels (id) WHERE autotranslation = 1;
        CREATE INDEX idx_channels_create_at ON channels (createat);
        CREATE INDEX idx_channels_delete_at ON channels (deleteat);
        CREATE INDEX idx_channels_scheme_id ON channels (schemeid);
        CREATE INDEX idx_channels_team_id_display_name ON channels (teamid, displayname);
        CREATE INDEX idx_channels_team_id_type ON channels (teamid, type);
        CREATE INDEX idx_channels_update_at ON channels (updateat);
        CREATE INDEX idx_command_create_at ON commands (createat);
        CREATE INDEX idx_command_delete_at ON commands (deleteat);
        CREATE INDEX idx_command_team_id ON commands (teamid);
        CREATE INDEX idx_command_update_at ON commands (updateat);
        CREATE INDEX idx_command_webhook_create_at ON commandwebhooks (createat);
        CREATE INDEX idx_contentflaggingteamreviewers_userid ON contentflaggingteamreviewers (userid);
        CREATE INDEX idx_desktoptokens_token_createat ON desktoptokens (token, createat);
        CREATE INDEX idx_emoji_create_at ON emoji (createat);
        CREATE INDEX idx_emoji_delete_at ON emoji (deleteat);
        CREATE INDEX idx_emoji_update_at ON emoji (updateat);
        CREATE INDEX idx_fileinfo_channel_id_create_at ON fileinfo (channelid, createat);
        CREATE INDEX idx_fileinfo_create_at ON fileinfo (createat);
        CREATE INDEX idx_fileinfo_delete_at ON fileinfo (deleteat);
        CREATE INDEX idx_fileinfo_extension_at ON fileinfo (extension);
        CREATE INDEX idx_fileinfo_postid_at ON fileinfo (postid);
        CREATE INDEX idx_fileinfo_update_at ON fileinfo (updateat);
        CREATE INDEX idx_groupchannels_channelid ON groupchannels (channelid);
        CREATE INDEX idx_groupchannels_schemeadmin ON groupchannels (schemeadmin);
        CREATE INDEX idx_groupmembers_create_at ON groupmembers (createat);
        CREATE INDEX idx_groupteams_schemeadmin ON groupteams (schemeadmin);
        CREATE INDEX idx_groupteams_teamid ON groupteams (teamid);
        CREATE INDEX idx_incoming_webhook_create_at ON incomingwebhooks (createat);
        CREATE INDEX idx_incoming_webhook_delete_at ON incomingwebhooks (deleteat);
        CREATE INDEX idx_incoming_webhook_team_id ON incomingwebhooks (teamid);
        CREATE INDEX idx_incoming_webhook_update_at ON incomingwebhooks (updateat);
        CREATE INDEX idx_incoming_webhook_user_id ON incomingwebhooks (userid);
        CREATE INDEX idx_jobs_status_type ON jobs (status, type);
        CREATE INDEX idx_jobs_type ON jobs (type);
        CREATE INDEX idx_link_metadata_url_timestamp ON linkmetadata (url, "timestamp");
        CREATE INDEX idx_oauthaccessdata_refresh_token ON oauthaccessdata (refreshtoken);
        CREATE INDEX idx_oauthaccessdata_user_id ON oauthaccessdata (userid);
        CREATE INDEX idx_oauthapps_creator_id ON oauthapps (creatorid);
        CREATE INDEX idx_outgoingoauthconnections_name ON outgoingoauthconnections (name);
        CREATE INDEX idx_outgoing_webhook_create_at ON outgoingwebhooks (createat);
        CREATE INDEX idx_outgoing_webhook_delete_at ON outgoingwebhooks (deleteat);
        CREATE INDEX idx_outgoing_webhook_team_id ON outgoingwebhooks (teamid);
        CREATE INDEX idx_outgoing_webhook_update_at ON outgoingwebhooks (updateat);
        CREATE INDEX idx_postreminders_targettime ON postreminders (targettime);
        CREATE INDEX idx_posts_channel_id_create_at_id ON posts (channelid, createat, id);
        CREATE INDEX idx_posts_channel_id_update_at ON posts (channelid, updateat);
        CREATE INDEX idx_posts_create_at_id ON posts (createat, id);
        CREATE INDEX idx_posts_is_pinned ON posts (ispinned, channelid, createat);
        CREATE INDEX idx_posts_original_id ON posts (originalid);
        CREATE INDEX idx_posts_root_id_create_at ON posts (rootid, createat);
        CREATE INDEX idx_posts_user_id_create_at ON posts (userid, createat);
        CREATE INDEX idx_preferences_category ON preferences (category);
        CREATE INDEX idx_preferences_name ON preferences (name);
        CREATE INDEX idx_notice_views_notice_id ON productnoticeviewstate (noticeid);
        CREATE INDEX idx_notice_views_timestamp ON productnoticeviewstate ("timestamp");
        CREATE INDEX idx_propertyfields_create_at_id ON propertyfields (createat, id);
        CREATE INDEX idx_propertyfields_protected ON propertyfields (protected) WHERE protected = 1;
        CREATE UNIQUE INDEX idx_propertyfields_unique_legacy ON propertyfields (groupid, targetid, name) WHERE (deleteat = 0) AND
            (objecttype = '');
        CREATE UNIQUE INDEX idx_propertyfields_unique_typed ON propertyfields (objecttype, groupid, targettype, targetid, name) WHERE
            (deleteat = 0) AND (objecttype <> '');
        CREATE INDEX idx_propertyvalues_create_at_id ON propertyvalues (createat, id);
        CREATE INDEX idx_propertyvalues_targetid_groupid ON propertyvalues (targetid, groupid);
        CREATE UNIQUE INDEX idx_propertyvalues_unique ON propertyvalues (groupid, targetid, fieldid) WHERE deleteat = 0;
        CREATE INDEX idx_publicchannels_delete_at ON publicchannels (deleteat);
        CREATE INDEX idx_publicchannels_team_id ON publicchannels (teamid);
        CREATE INDEX idx_reactions_channel_id ON reactions (channelid);
        CREATE INDEX idx_read_receipts_post_id ON readreceipts (postid);
        CREATE INDEX idx_read_receipts_user_id_post_id_expire_at ON readreceipts (userid, postid, expireat);
        CREATE INDEX idx_recap_channels_channel_id ON recapchannels (channelid);
        CREATE INDEX idx_recap_channels_recap_id ON recapchannels (recapid);
        CREATE INDEX idx_recaps_bot_id ON recaps (botid);
        CREATE INDEX idx_recaps_create_at ON recaps (createat);
        CREATE INDEX idx_recaps_user_id ON recaps (userid);
        CREATE INDEX idx_recaps_user_id_delete_at ON recaps (userid, deleteat);
        CREATE INDEX idx_recaps_user_id_read_at ON recaps (userid, readat);
        CREATE INDEX idx_retentionidsfordeletion_tablename ON retentionidsfordeletion (tablename);
        CREATE INDEX idx_retentionpolicies_displayname ON retentionpolicies (displayname);
        CREATE INDEX idx_retentionpolicieschannels_policyid ON retentionpolicieschannels (policyid);
        CREATE INDEX idx_retentionpoliciesteams_policyid ON retentionpoliciesteams (policyid);
        CREATE INDEX idx_roles_scheme_id ON roles (schemeid);
        CREATE INDEX idx_scheduledposts_userid_channel_id_scheduled_at ON scheduledposts (userid, channelid, scheduledat);
        CREATE INDEX idx_schemes_channel_admin_role ON schemes (defaultchanneladminrole);
        CREATE INDEX idx_schemes_channel_guest_role ON schemes (defaultchannelguestrole);
        CREATE INDEX idx_schemes_channel_user_role ON schemes (defaultchanneluserrole);
        CREATE INDEX idx_sessions_create_at ON sessions (createat);
        CREATE INDEX idx_sessions_expires_at ON sessions (expiresat);
        CREATE INDEX idx_sessions_last_activity_at ON sessions (lastactivityat);
        CREATE INDEX idx_sessions_token ON sessions (token);
        CREATE INDEX idx_sessions_user_id ON sessions (userid);
        CREATE INDEX idx_sharedchannelusers_remote_id ON sharedchannelusers (remoteid);
        CREATE INDEX idx_sidebarcategories_userid_teamid ON sidebarcategories (userid, teamid);
        CREATE INDEX idx_sidebarchannels_categoryid ON sidebarchannels (categoryid);
        CREATE INDEX idx_status_status_dndendtime ON status (status, dndendtime);
        CREATE INDEX idx_teammembers_createat ON teammembers (createat);
        CREATE INDEX idx_teammembers_delete_at ON teammembers (deleteat);
        CREATE INDEX idx_teammembers_user_id ON teammembers (userid);
        CREATE INDEX idx_teams_create_at ON teams (createat);
        CREATE INDEX idx_teams_delete_at ON teams (deleteat);
        CREATE INDEX idx_teams_invite_id ON teams (inviteid);
        CREATE INDEX idx_teams_scheme_id ON teams (schemeid);
        CREATE INDEX idx_teams_update_at ON teams (updateat);
        CREATE INDEX idx_temporary_posts_expire_at ON temporaryposts (expireat);
        CREATE INDEX idx_thread_memberships_last_update_at ON threadmemberships (lastupdated);
        CREATE INDEX idx_thread_memberships_last_view_at ON threadmemberships (lastviewed);
        CREATE INDEX idx_thread_memberships_user_id ON threadmemberships (userid);
        CREATE INDEX idx_threads_channel_id_last_reply_at ON threads (channelid, lastreplyat);
        CREATE INDEX idx_translations_channel_updateat ON translations (channelid, objecttype, updateat DESC, dstlang);
        CREATE INDEX idx_translations_state ON translations (state) WHERE state = 'processing';
        CREATE INDEX idx_uploadsessions_create_at ON uploadsessions (createat);
        CREATE INDEX idx_uploadsessions_type ON uploadsessions (type);
        CREATE INDEX idx_uploadsessions_user_id ON uploadsessions (userid);
        CREATE INDEX idx_user_access_tokens_user_id ON useraccesstokens (userid);
        CREATE INDEX idx_usergroups_delete_at ON usergroups (deleteat);
        CREATE INDEX idx_usergroups_displayname ON usergroups (displayname);
        CREATE INDEX idx_usergroups_remote_id ON usergroups (remoteid);
        CREATE INDEX idx_users_create_at ON users (createat);
        CREATE INDEX idx_users_delete_at ON users (deleteat);
        CREATE INDEX idx_users_id_locale ON users (id, locale);
        CREATE INDEX idx_users_update_at ON users (updateat);
        CREATE INDEX idx_views_channel_id_delete_at ON views (channelid, deleteat);
        """#
}
