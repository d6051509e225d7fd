/// What a door is called in figures: the names that dashboards for this API already ask for. One table, read once.
/// Source: the operations' ids in the published description of the API.
enum HandlerNames {
    /// The name of a door; method and path for those without one.
    static func name(_ method: String, _ path: String) -> String { names["\(method) \(path)"] ?? "\(method) \(path)" }

    private static let names: [String: String] = {
        var names: [String: String] = [:]
        for line in table.split(separator: "\n") {
            for entry in line.split(separator: ";") {
                let words = entry.split(separator: " ")
                if words.count == 3 { names["\(words[0]) /api/v4\(words[1])"] = String(words[2]) }
            }
        }
        return names
    }()

    private static let table = """
        POST /actions/dialogs/lookup lookupInteractiveDialog; POST /actions/dialogs/open openInteractiveDialog
        POST /actions/dialogs/submit submitInteractiveDialog; GET /agents getAgents; GET /agents/status getAgentsStatus
        GET /analytics/old getAnalyticsOld; GET /audits getAudits; GET /bots getBots; POST /bots createBot
        GET /bots/{bot_user_id} getBot; PUT /bots/{bot_user_id} patchBot; POST /bots/{bot_user_id}/assign/{user_id} assignBot
        POST /bots/{bot_user_id}/convert_to_user convertBotToUser; POST /bots/{bot_user_id}/disable disableBot
        POST /bots/{bot_user_id}/enable enableBot; DELETE /brand/image deleteBrandImage; GET /brand/image getBrandImage
        POST /brand/image uploadBrandImage; POST /caches/invalidate invalidateCaches; GET /channels getAllChannels
        POST /channels createChannel; POST /channels/direct createDirectChannel; POST /channels/group createGroupChannel
        POST /channels/group/search searchGroupChannels; POST /channels/members/{user_id}/mark_read markChannelsReadForUser
        POST /channels/members/{user_id}/view viewChannel; POST /channels/search searchAllChannels
        POST /channels/stats/member_count getChannelsMemberCount; DELETE /channels/{channel_id} deleteChannel
        GET /channels/{channel_id} getChannel; PUT /channels/{channel_id} updateChannel
        GET /channels/{channel_id}/bookmarks listChannelBookmarksForChannel
        POST /channels/{channel_id}/bookmarks createChannelBookmark
        DELETE /channels/{channel_id}/bookmarks/{bookmark_id} deleteChannelBookmark
        PATCH /channels/{channel_id}/bookmarks/{bookmark_id} updateChannelBookmark
        POST /channels/{channel_id}/bookmarks/{bookmark_id}/sort_order updateChannelBookmarkSortOrder
        GET /channels/{channel_id}/common_teams getGroupMessageMembersCommonTeams
        POST /channels/{channel_id}/convert_to_channel convertGroupMessageToChannel
        GET /channels/{channel_id}/member_counts_by_group getChannelMemberCountsByGroup
        GET /channels/{channel_id}/members getChannelMembers; POST /channels/{channel_id}/members addChannelMember
        POST /channels/{channel_id}/members/ids getChannelMembersByIds
        DELETE /channels/{channel_id}/members/{user_id} removeUserFromChannel
        GET /channels/{channel_id}/members/{user_id} getChannelMember
        PUT /channels/{channel_id}/members/{user_id}/autotranslation updateChannelMemberAutotranslation
        PUT /channels/{channel_id}/members/{user_id}/notify_props updateChannelNotifyProps
        PUT /channels/{channel_id}/members/{user_id}/roles updateChannelRoles
        GET /channels/{channel_id}/members_minus_group_members channelMembersMinusGroupMembers
        GET /channels/{channel_id}/moderations getChannelModerations
        PUT /channels/{channel_id}/moderations/patch patchChannelModerations; POST /channels/{channel_id}/move moveChannel
        GET /channels/{channel_id}/pinned getPinnedPosts; GET /channels/{channel_id}/posts getPostsForChannel
        PUT /channels/{channel_id}/privacy updateChannelPrivacy; POST /channels/{channel_id}/restore restoreChannel
        GET /channels/{channel_id}/stats getChannelStats; GET /channels/{channel_id}/timezones getChannelMembersTimezones
        POST /client_perf submitPerformanceReport; GET /cluster/status getClusterStatus; GET /commands listCommands
        POST /commands createCommand; POST /commands/execute executeCommand; DELETE /commands/{command_id} deleteCommand
        GET /commands/{command_id} getCommandById; PUT /commands/{command_id} updateCommand
        PUT /commands/{command_id}/move moveCommand; PUT /commands/{command_id}/regen_token regenCommandToken
        GET /config getConfig; PUT /config updateConfig; GET /config/client getClientConfig
        GET /config/environment getEnvironmentConfig; POST /config/migrate migrateConfig; PUT /config/patch patchConfig
        POST /config/reload reloadConfig; GET /custom_profile_attributes/fields listAllCPAFields
        POST /custom_profile_attributes/fields createCPAField
        DELETE /custom_profile_attributes/fields/{field_id} deleteCPAField
        PATCH /custom_profile_attributes/fields/{field_id} patchCPAField; GET /custom_profile_attributes/group getCPAGroup
        PATCH /custom_profile_attributes/values patchCPAValues; POST /database/recycle databaseRecycle
        POST /drafts upsertDraft; POST /email/test testEmail; GET /emoji getEmojiList; POST /emoji createEmoji
        GET /emoji/autocomplete autocompleteEmoji; GET /emoji/name/{emoji_name} getEmojiByName
        POST /emoji/names getEmojisByNames; POST /emoji/search searchEmoji; DELETE /emoji/{emoji_id} deleteEmoji
        GET /emoji/{emoji_id} getEmoji; GET /emoji/{emoji_id}/image getEmojiImage; GET /exports listExports
        DELETE /exports/{export_name} deleteExport; GET /exports/{export_name} downloadExport
        POST /exports/{export_name}/presign-url presignExport; POST /file/s3_test testS3Connection; POST /files uploadFile
        POST /files/search searchFiles; GET /files/{file_id} getFile; HEAD /files/{file_id} headFile
        GET /files/{file_id}/info getFileInfo; GET /files/{file_id}/link getFileLink
        GET /files/{file_id}/preview getFilePreview; HEAD /files/{file_id}/preview headFilePreview
        GET /files/{file_id}/thumbnail getFileThumbnail; HEAD /files/{file_id}/thumbnail headFileThumbnail
        GET /hooks/incoming getIncomingWebhooks; POST /hooks/incoming createIncomingWebhook
        DELETE /hooks/incoming/{hook_id} deleteIncomingWebhook; GET /hooks/incoming/{hook_id} getIncomingWebhook
        PUT /hooks/incoming/{hook_id} updateIncomingWebhook; GET /hooks/outgoing getOutgoingWebhooks
        POST /hooks/outgoing createOutgoingWebhook; DELETE /hooks/outgoing/{hook_id} deleteOutgoingWebhook
        GET /hooks/outgoing/{hook_id} getOutgoingWebhook; PUT /hooks/outgoing/{hook_id} updateOutgoingWebhook
        POST /hooks/outgoing/{hook_id}/regen_token regenOutgoingHookToken; GET /image getImageByUrl; GET /imports listImports
        DELETE /imports/{import_name} deleteImport; POST /integrity checkIntegrity; GET /jobs getJobs; POST /jobs createJob
        GET /jobs/type/{job_type} getJobsByType; GET /jobs/{job_id} getJob; POST /jobs/{job_id}/cancel cancelJob
        GET /jobs/{job_id}/download downloadJob; PATCH /jobs/{job_id}/status updateJobStatus
        GET /latest_version getLatestVersion; DELETE /license removeLicenseFile; POST /license uploadLicenseFile
        GET /license/client getClientLicense; GET /license/load_metric getLicenseLoadMetric
        GET /limits/server getServerLimits; GET /llmservices getLLMServices; GET /logs getLogs; POST /logs postLog
        GET /logs/download downloadSystemLogs; POST /logs/query queryLogs; POST /notifications/ack acknowledgeNotification
        POST /notifications/test testNotification; GET /oauth/apps getOAuthApps; POST /oauth/apps createOAuthApp
        POST /oauth/apps/register registerOAuthClient; DELETE /oauth/apps/{app_id} deleteOAuthApp
        GET /oauth/apps/{app_id} getOAuthApp; PUT /oauth/apps/{app_id} updateOAuthApp
        GET /oauth/apps/{app_id}/info getOAuthAppInfo; POST /oauth/apps/{app_id}/regen_secret regenerateOAuthAppSecret
        GET /oauth/outgoing_connections listOutgoingOAuthConnections
        POST /oauth/outgoing_connections createOutgoingOAuthConnection
        POST /oauth/outgoing_connections/validate validateOutgoingOAuthConnection
        DELETE /oauth/outgoing_connections/{outgoing_oauth_connection_id} deleteOutgoingOAuthConnection
        GET /oauth/outgoing_connections/{outgoing_oauth_connection_id} getOutgoingOAuthConnection
        PUT /oauth/outgoing_connections/{outgoing_oauth_connection_id} updateOutgoingOAuthConnection
        POST /permissions/ancillary getAncillaryPermissionsPost; GET /plugins getPlugins; POST /plugins uploadPlugin
        POST /plugins/install_from_url installPluginFromUrl; GET /plugins/marketplace getMarketplacePlugins
        POST /plugins/marketplace installMarketplacePlugin
        GET /plugins/marketplace/first_admin_visit getMarketplaceVisitedByAdmin
        POST /plugins/marketplace/first_admin_visit updateMarketplaceVisitedByAdmin; POST /plugins/reattach reattachPlugin
        GET /plugins/statuses getPluginStatuses; GET /plugins/webapp getWebappPlugins
        DELETE /plugins/{plugin_id} removePlugin; POST /plugins/{plugin_id}/detach detachPlugin
        POST /plugins/{plugin_id}/disable disablePlugin; POST /plugins/{plugin_id}/enable enablePlugin; POST /posts createPost
        POST /posts/ephemeral createPostEphemeral; POST /posts/ids getPostsByIds; POST /posts/ids/reactions getBulkReactions
        POST /posts/rewrite rewriteMessage; POST /posts/schedule createScheduledPost
        DELETE /posts/schedule/{scheduled_post_id} deleteScheduledPost
        PUT /posts/schedule/{scheduled_post_id} updateScheduledPost; GET /posts/scheduled/team/{team_id} getUserScheduledPosts
        POST /posts/search searchPostsInAllTeams; DELETE /posts/{post_id} deletePost; GET /posts/{post_id} getPost
        PUT /posts/{post_id} updatePost; POST /posts/{post_id}/actions/{action_id} doPostAction
        GET /posts/{post_id}/edit_history getEditHistoryForPost; GET /posts/{post_id}/files/info getFileInfosForPost
        GET /posts/{post_id}/info getPostInfo; POST /posts/{post_id}/move moveThread; PUT /posts/{post_id}/patch patchPost
        POST /posts/{post_id}/pin pinPost; GET /posts/{post_id}/reactions getReactions
        POST /posts/{post_id}/restore/{restore_version_id} restorePostVersion; GET /posts/{post_id}/thread getPostThread
        POST /posts/{post_id}/unpin unpinPost; POST /reactions saveReaction; GET /redirect_location getRedirectLocation
        GET /reports/users getUsersForReporting; GET /reports/users/count getUserCountForReporting
        POST /reports/users/export startBatchUsersExport; POST /restart restartServer; GET /roles getAllRoles
        GET /roles/name/{role_name} getRoleByName; POST /roles/names getRolesByNames; GET /roles/{role_id} getRole
        PUT /roles/{role_id}/patch patchRole; GET /schemes getSchemes; POST /schemes createScheme
        DELETE /schemes/{scheme_id} deleteScheme; GET /schemes/{scheme_id} getScheme
        GET /schemes/{scheme_id}/channels getChannelsForScheme; PUT /schemes/{scheme_id}/patch patchScheme
        GET /schemes/{scheme_id}/teams getTeamsForScheme; DELETE /server_busy clearServerBusy
        GET /server_busy getServerBusyExpires; POST /server_busy setServerBusy; POST /site_url/test testSiteURL
        PUT /system/notices/view markNoticesViewed; GET /system/notices/{team_id} getNotices
        GET /system/onboarding/complete getOnboardingComplete; POST /system/onboarding/complete completeOnboarding
        GET /system/ping getPing; GET /system/schema/version getAppliedSchemaMigrations
        GET /system/timezones getSupportedTimezone; GET /teams getAllTeams; POST /teams createTeam
        GET /teams/invite/{invite_id} getTeamInviteInfo; DELETE /teams/invites/email invalidateEmailInvites
        POST /teams/members/invite addTeamMemberFromInvite; GET /teams/name/{team_name} getTeamByName
        GET /teams/name/{team_name}/channels/name/{channel_name} getChannelByNameForTeamName
        GET /teams/name/{team_name}/exists teamExists; POST /teams/search searchTeams; DELETE /teams/{team_id} softDeleteTeam
        GET /teams/{team_id} getTeam; PUT /teams/{team_id} updateTeam; GET /teams/{team_id}/channels getPublicChannelsForTeam
        GET /teams/{team_id}/channels/autocomplete autocompleteChannelsForTeam
        GET /teams/{team_id}/channels/deleted getDeletedChannelsForTeam
        POST /teams/{team_id}/channels/ids getPublicChannelsByIdsForTeam
        GET /teams/{team_id}/channels/name/{channel_name} getChannelByName
        GET /teams/{team_id}/channels/private getPrivateChannelsForTeam; POST /teams/{team_id}/channels/search searchChannels
        GET /teams/{team_id}/channels/search_autocomplete autocompleteChannelsForTeamForSearch
        GET /teams/{team_id}/commands/autocomplete listAutocompleteCommands
        GET /teams/{team_id}/commands/autocomplete_suggestions listCommandAutocompleteSuggestions
        POST /teams/{team_id}/files/search searchFiles; DELETE /teams/{team_id}/image removeTeamIcon
        GET /teams/{team_id}/image getTeamIcon; POST /teams/{team_id}/image setTeamIcon
        POST /teams/{team_id}/import importTeam; POST /teams/{team_id}/invite-guests/email inviteGuestsToTeam
        POST /teams/{team_id}/invite/email inviteUsersToTeam; GET /teams/{team_id}/members getTeamMembers
        POST /teams/{team_id}/members addTeamMember; POST /teams/{team_id}/members/batch addTeamMembers
        POST /teams/{team_id}/members/ids getTeamMembersByIds; DELETE /teams/{team_id}/members/{user_id} removeTeamMember
        GET /teams/{team_id}/members/{user_id} getTeamMember
        PUT /teams/{team_id}/members/{user_id}/roles updateTeamMemberRoles
        GET /teams/{team_id}/members_minus_group_members teamMembersMinusGroupMembers; PUT /teams/{team_id}/patch patchTeam
        POST /teams/{team_id}/posts/search searchPosts; PUT /teams/{team_id}/privacy updateTeamPrivacy
        POST /teams/{team_id}/regenerate_invite_id regenerateTeamInviteId; POST /teams/{team_id}/restore restoreTeam
        GET /teams/{team_id}/stats getTeamStats; GET /terms_of_service getTermsOfService
        POST /terms_of_service createTermsOfService; POST /trial-license requestTrialLicense
        GET /trial-license/prev getPrevTrialLicense; POST /upgrade_to_enterprise upgradeToEnterprise
        GET /upgrade_to_enterprise/allowed isAllowedToUpgradeToEnterprise
        GET /upgrade_to_enterprise/status upgradeToEnterpriseStatus; POST /uploads createUpload
        GET /uploads/{upload_id} getUpload; POST /uploads/{upload_id} uploadData; GET /usage/posts getPostsUsage
        GET /usage/storage getStorageUsage; GET /usage/teams getTeamsUsage; DELETE /users permanentDeleteAllUsers
        GET /users getUsers; POST /users createUser; GET /users/autocomplete autocompleteUsers
        POST /users/email/verify verifyUserEmail; POST /users/email/verify/send sendVerificationEmail
        GET /users/email/{email} getUserByEmail; POST /users/group_channels getUsersByGroupChannelIds
        POST /users/ids getUsersByIds; GET /users/invalid_emails getUsersWithInvalidEmails; GET /users/known getKnownUsers
        POST /users/login login; POST /users/login/cws loginByCwsToken; POST /users/login/desktop_token loginWithDesktopToken
        POST /users/login/sso/code-exchange loginSSOCodeExchange; POST /users/login/switch switchAccountType
        POST /users/login/type getLoginType; POST /users/logout logout; POST /users/notify-admin notifyAdmin
        POST /users/password/reset resetPassword; POST /users/password/reset/send sendPasswordResetEmail
        POST /users/search searchUsers; PUT /users/sessions/device attachDeviceExtraProps
        POST /users/sessions/revoke/all revokeSessionsFromAllUsers; GET /users/stats getTotalUsersStats
        GET /users/stats/filtered getTotalUsersStatsFiltered; POST /users/status/ids getUsersStatusesByIds
        GET /users/tokens getUserAccessTokens; POST /users/tokens/disable disableUserAccessToken
        POST /users/tokens/enable enableUserAccessToken; POST /users/tokens/revoke revokeUserAccessToken
        POST /users/tokens/search searchUserAccessTokens; GET /users/tokens/{token_id} getUserAccessToken
        POST /users/trigger-notify-admin-posts triggerNotifyAdminPosts; GET /users/username/{username} getUserByUsername
        POST /users/usernames getUsersByUsernames; DELETE /users/{user_id} deleteUser; GET /users/{user_id} getUser
        PUT /users/{user_id} updateUser; PUT /users/{user_id}/active updateUserActive
        GET /users/{user_id}/audits getUserAudits; PUT /users/{user_id}/auth updateUserAuth
        GET /users/{user_id}/channel_members getChannelMembersWithTeamDataForUser
        GET /users/{user_id}/channels getChannelsForUser; DELETE /users/{user_id}/channels/{channel_id}/drafts deleteDraft
        DELETE /users/{user_id}/channels/{channel_id}/drafts/{thread_id} deleteDraftForThread
        GET /users/{user_id}/channels/{channel_id}/posts/unread getPostsAroundLastUnread
        GET /users/{user_id}/channels/{channel_id}/unread getChannelUnread
        POST /users/{user_id}/convert_to_bot convertUserToBot; POST /users/{user_id}/demote demoteUserToGuest
        POST /users/{user_id}/email/verify/member verifyUserEmailWithoutToken
        DELETE /users/{user_id}/image setDefaultProfileImage; GET /users/{user_id}/image getProfileImage
        POST /users/{user_id}/image setProfileImage; GET /users/{user_id}/image/default getDefaultProfileImage
        PUT /users/{user_id}/mfa updateUserMfa; POST /users/{user_id}/mfa/generate generateMfaSecret
        GET /users/{user_id}/oauth/apps/authorized getAuthorizedOAuthAppsForUser
        PUT /users/{user_id}/password updateUserPassword; PUT /users/{user_id}/patch patchUser
        GET /users/{user_id}/posts/flagged getFlaggedPostsForUser
        DELETE /users/{user_id}/posts/{post_id}/ack deleteAcknowledgementForPost
        POST /users/{user_id}/posts/{post_id}/ack saveAcknowledgementForPost
        DELETE /users/{user_id}/posts/{post_id}/reactions/{emoji_name} deleteReaction
        POST /users/{user_id}/posts/{post_id}/reminder setPostReminder
        POST /users/{user_id}/posts/{post_id}/set_unread setPostUnread; GET /users/{user_id}/preferences getPreferences
        PUT /users/{user_id}/preferences updatePreferences; POST /users/{user_id}/preferences/delete deletePreferences
        GET /users/{user_id}/preferences/{category} getPreferencesByCategory
        GET /users/{user_id}/preferences/{category}/name/{preference_name} getPreferencesByCategoryByName
        POST /users/{user_id}/promote promoteGuestToUser
        POST /users/{user_id}/reset_failed_attempts resetPasswordFailedAttempts; PUT /users/{user_id}/roles updateUserRoles
        GET /users/{user_id}/sessions getSessions; POST /users/{user_id}/sessions/revoke revokeSession
        POST /users/{user_id}/sessions/revoke/all revokeAllSessions; GET /users/{user_id}/status getUserStatus
        PUT /users/{user_id}/status updateUserStatus; DELETE /users/{user_id}/status/custom unsetUserCustomStatus
        PUT /users/{user_id}/status/custom updateUserCustomStatus
        DELETE /users/{user_id}/status/custom/recent removeRecentCustomStatus
        POST /users/{user_id}/status/custom/recent/delete postUserRecentCustomStatusDelete
        GET /users/{user_id}/teams getTeamsForUser; GET /users/{user_id}/teams/members getTeamMembersForUser
        GET /users/{user_id}/teams/unread getTeamsUnreadForUser
        GET /users/{user_id}/teams/{team_id}/channels getChannelsForTeamForUser
        GET /users/{user_id}/teams/{team_id}/channels/categories getSidebarCategoriesForTeamForUser
        POST /users/{user_id}/teams/{team_id}/channels/categories createSidebarCategoryForTeamForUser
        PUT /users/{user_id}/teams/{team_id}/channels/categories updateSidebarCategoriesForTeamForUser
        GET /users/{user_id}/teams/{team_id}/channels/categories/order getSidebarCategoryOrderForTeamForUser
        PUT /users/{user_id}/teams/{team_id}/channels/categories/order updateSidebarCategoryOrderForTeamForUser
        DELETE /users/{user_id}/teams/{team_id}/channels/categories/{category_id} removeSidebarCategoryForTeamForUser
        GET /users/{user_id}/teams/{team_id}/channels/categories/{category_id} getSidebarCategoryForTeamForUser
        PUT /users/{user_id}/teams/{team_id}/channels/categories/{category_id} updateSidebarCategoryForTeamForUser
        GET /users/{user_id}/teams/{team_id}/channels/members getChannelMembersForUser
        GET /users/{user_id}/teams/{team_id}/drafts getDrafts; GET /users/{user_id}/teams/{team_id}/threads getUserThreads
        PUT /users/{user_id}/teams/{team_id}/threads/read updateThreadsReadForUser
        GET /users/{user_id}/teams/{team_id}/threads/{thread_id} getUserThread
        DELETE /users/{user_id}/teams/{team_id}/threads/{thread_id}/following stopFollowingThread
        PUT /users/{user_id}/teams/{team_id}/threads/{thread_id}/following startFollowingThread
        PUT /users/{user_id}/teams/{team_id}/threads/{thread_id}/read/{timestamp} updateThreadReadForUser
        POST /users/{user_id}/teams/{team_id}/threads/{thread_id}/set_unread/{post_id} setThreadUnreadByPostId
        GET /users/{user_id}/teams/{team_id}/unread getTeamUnread; GET /users/{user_id}/terms_of_service getUserTermsOfService
        POST /users/{user_id}/terms_of_service registerTermsOfServiceAction
        GET /users/{user_id}/tokens getUserAccessTokensForUser; POST /users/{user_id}/tokens createUserAccessToken
        POST /users/{user_id}/typing publishUserTyping; GET /users/{user_id}/uploads getUploadsForUser
        GET /websocket connectWebSocket
        """
}
