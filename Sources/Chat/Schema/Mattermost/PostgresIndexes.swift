extension MattermostTables {
    /// What the original counts ahead of time; a job refreshes them.
    static let postgresViews = #"""
        CREATE MATERIALIZED VIEW attributeview AS
            SELECT pv.groupid, pv.targetid, pv.targettype, jsonb_object_agg(pf.name, CASE
                WHEN pf.type = 'select' THEN (
                    SELECT to_jsonb(options.name) FROM jsonb_to_recordset(pf.attrs -> 'options') AS options(id text, name text)
                    WHERE options.id = pv.value #>> '{}' LIMIT 1)
                WHEN pf.type = 'multiselect' AND jsonb_typeof(pv.value) = 'array' THEN (
                    SELECT jsonb_agg(option_names.name) FROM jsonb_array_elements_text(pv.value) AS option_id(value)
                    JOIN jsonb_to_recordset(pf.attrs -> 'options') AS option_names(id text, name text) ON option_id.value = option_names.id)
                ELSE pv.value
            END) AS attributes
            FROM propertyvalues pv LEFT JOIN propertyfields pf ON pf.id = pv.fieldid
            WHERE (pv.deleteat = 0 OR pv.deleteat IS NULL) AND (pf.deleteat = 0 OR pf.deleteat IS NULL)
            GROUP BY pv.groupid, pv.targetid, pv.targettype;
        CREATE MATERIALIZED VIEW bot_posts_by_team_day AS
            SELECT to_timestamp(p.createat / 1000)::date AS day, count(*) AS num, c.teamid
            FROM posts p JOIN bots b ON p.userid = b.userid JOIN channels c ON p.channelid = c.id
            GROUP BY to_timestamp(p.createat / 1000)::date, c.teamid;
        CREATE MATERIALIZED VIEW file_stats AS
            SELECT count(*) AS num, COALESCE(sum(size), 0) AS usage FROM fileinfo WHERE deleteat = 0;
        CREATE MATERIALIZED VIEW posts_by_team_day AS
            SELECT to_timestamp(p.createat / 1000)::date AS day, count(*) AS num, c.teamid
            FROM posts p JOIN channels c ON p.channelid = c.id
            GROUP BY to_timestamp(p.createat / 1000)::date, c.teamid;
        CREATE MATERIALIZED VIEW poststats AS
            SELECT userid, to_timestamp(createat / 1000)::date AS day, count(*) AS numposts, max(createat) AS lastpostdate
            FROM posts GROUP BY userid, to_timestamp(createat / 1000)::date;
        """#

    /// The indexes, by table.
    static let postgresIndexes = #"""
        CREATE UNIQUE INDEX idx_accesscontrolpolicies_name_type ON accesscontrolpolicies (name, type) WHERE ((type)::text = 'parent'::text);
        CREATE INDEX idx_audits_user_id ON audits (userid);
        CREATE INDEX idx_channelbookmarks_channelid ON channelbookmarks (channelid);
        CREATE INDEX idx_channelbookmarks_delete_at ON channelbookmarks (deleteat);
        CREATE INDEX idx_channelbookmarks_update_at ON channelbookmarks (updateat);
        CREATE INDEX idx_channelmembers_autotranslation_enabled ON channelmembers (channelid) WHERE (autotranslation = true);
        CREATE INDEX idx_channelmembers_channel_id_scheme_guest_user_id ON channelmembers (channelid, schemeguest, userid);
        CREATE INDEX idx_channelmembers_user_id_channel_id_last_viewed_at ON channelmembers (userid, channelid, lastviewedat);
        CREATE INDEX idx_channel_search_txt ON channels USING gin (to_tsvector('english'::regconfig, (((((name)::text || ' '::text) ||
            (displayname)::text) || ' '::text) || (purpose)::text)));
        CREATE INDEX idx_channels_autotranslation_enabled ON channels (id) WHERE (autotranslation = true);
        CREATE INDEX idx_channels_create_at ON channels (createat);
        CREATE INDEX idx_channels_delete_at ON channels (deleteat);
        CREATE INDEX idx_channels_displayname_lower ON channels (lower((displayname)::text));
        CREATE INDEX idx_channels_name_lower ON channels (lower((name)::text));
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
        CREATE INDEX idx_fileinfo_content_txt ON fileinfo USING gin (to_tsvector('english'::regconfig, content));
        CREATE INDEX idx_fileinfo_create_at ON fileinfo (createat);
        CREATE INDEX idx_fileinfo_delete_at ON fileinfo (deleteat);
        CREATE INDEX idx_fileinfo_extension_at ON fileinfo (extension);
        CREATE INDEX idx_fileinfo_name_splitted ON fileinfo USING gin (to_tsvector('english'::regconfig, translate((name)::text,
            '.,-'::text, '   '::text)));
        CREATE INDEX idx_fileinfo_name_txt ON fileinfo USING gin (to_tsvector('english'::regconfig, (name)::text));
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
        CREATE INDEX idx_posts_channel_id_delete_at_create_at ON posts (channelid, deleteat, createat);
        CREATE INDEX idx_posts_channel_id_update_at ON posts (channelid, updateat);
        CREATE INDEX idx_posts_create_at ON posts (createat);
        CREATE INDEX idx_posts_create_at_id ON posts (createat, id);
        CREATE INDEX idx_posts_delete_at ON posts (deleteat);
        CREATE INDEX idx_posts_hashtags_txt ON posts USING gin (to_tsvector('english'::regconfig, (hashtags)::text));
        CREATE INDEX idx_posts_is_pinned ON posts (ispinned);
        CREATE INDEX idx_posts_message_txt ON posts USING gin (to_tsvector('english'::regconfig, (message)::text));
        CREATE INDEX idx_posts_original_id ON posts (originalid);
        CREATE INDEX idx_posts_root_id_delete_at ON posts (rootid, deleteat);
        CREATE INDEX idx_posts_update_at ON posts (updateat);
        CREATE INDEX idx_posts_user_id ON posts (userid);
        CREATE INDEX idx_poststats_userid ON poststats (userid);
        CREATE INDEX idx_preferences_category ON preferences (category);
        CREATE INDEX idx_preferences_name ON preferences (name);
        CREATE INDEX idx_notice_views_notice_id ON productnoticeviewstate (noticeid);
        CREATE INDEX idx_notice_views_timestamp ON productnoticeviewstate ("timestamp");
        CREATE INDEX idx_propertyfields_create_at_id ON propertyfields (createat, id);
        CREATE INDEX idx_propertyfields_protected ON propertyfields (protected) WHERE (protected = true);
        CREATE UNIQUE INDEX idx_propertyfields_unique_legacy ON propertyfields (groupid, targetid, name) WHERE ((deleteat = 0) AND
            ((objecttype)::text = ''::text));
        CREATE UNIQUE INDEX idx_propertyfields_unique_typed ON propertyfields (objecttype, groupid, targettype, targetid, name) WHERE
            ((deleteat = 0) AND ((objecttype)::text <> ''::text));
        CREATE INDEX idx_propertyvalues_create_at_id ON propertyvalues (createat, id);
        CREATE INDEX idx_propertyvalues_targetid_groupid ON propertyvalues (targetid, groupid);
        CREATE UNIQUE INDEX idx_propertyvalues_unique ON propertyvalues (groupid, targetid, fieldid) WHERE (deleteat = 0);
        CREATE INDEX idx_publicchannels_delete_at ON publicchannels (deleteat);
        CREATE INDEX idx_publicchannels_displayname_lower ON publicchannels (lower((displayname)::text));
        CREATE INDEX idx_publicchannels_name_lower ON publicchannels (lower((name)::text));
        CREATE INDEX idx_publicchannels_search_txt ON publicchannels USING gin (to_tsvector('english'::regconfig, (((((name)::text ||
            ' '::text) || (displayname)::text) || ' '::text) || (purpose)::text)));
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
        CREATE INDEX idx_translations_state ON translations (state) WHERE ((state)::text = 'processing'::text);
        CREATE INDEX idx_uploadsessions_create_at ON uploadsessions (createat);
        CREATE INDEX idx_uploadsessions_type ON uploadsessions (type);
        CREATE INDEX idx_uploadsessions_user_id ON uploadsessions (userid);
        CREATE INDEX idx_user_access_tokens_user_id ON useraccesstokens (userid);
        CREATE INDEX idx_usergroups_delete_at ON usergroups (deleteat);
        CREATE INDEX idx_usergroups_displayname ON usergroups (displayname);
        CREATE INDEX idx_usergroups_remote_id ON usergroups (remoteid);
        CREATE INDEX idx_users_all_no_full_name_txt ON users USING gin (to_tsvector('english'::regconfig, (((((username)::text || ' '::text)
            || (nickname)::text) || ' '::text) || (email)::text)));
        CREATE INDEX idx_users_all_txt ON users USING gin (to_tsvector('english'::regconfig, (((((((((username)::text || ' '::text) ||
            (firstname)::text) || ' '::text) || (lastname)::text) || ' '::text) || (nickname)::text) || ' '::text) || (email)::text)));
        CREATE INDEX idx_users_create_at ON users (createat);
        CREATE INDEX idx_users_delete_at ON users (deleteat);
        CREATE INDEX idx_users_email_lower_textpattern ON users (lower((email)::text) text_pattern_ops);
        CREATE INDEX idx_users_firstname_lower_textpattern ON users (lower((firstname)::text) text_pattern_ops);
        CREATE INDEX idx_users_id_locale ON users (id, locale);
        CREATE INDEX idx_users_lastname_lower_textpattern ON users (lower((lastname)::text) text_pattern_ops);
        CREATE INDEX idx_users_names_no_full_name_txt ON users USING gin (to_tsvector('english'::regconfig, (((username)::text || ' '::text)
            || (nickname)::text)));
        CREATE INDEX idx_users_names_txt ON users USING gin (to_tsvector('english'::regconfig, (((((((username)::text || ' '::text) ||
            (firstname)::text) || ' '::text) || (lastname)::text) || ' '::text) || (nickname)::text)));
        CREATE INDEX idx_users_nickname_lower_textpattern ON users (lower((nickname)::text) text_pattern_ops);
        CREATE INDEX idx_users_update_at ON users (updateat);
        CREATE INDEX idx_users_username_lower_textpattern ON users (lower((username)::text) text_pattern_ops);
        CREATE INDEX idx_views_channel_id_delete_at ON views (channelid, deleteat);
        """#
}
