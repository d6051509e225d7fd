import TestSupport
import Testing
import Wire

/// What the clients read of the answers to their start, and the calls that they make beside the way to the first channel.
struct ClientFieldTests {
    /// The keys that no client does without (facts: boot.md, 3).
    private static let config =
        "Version BuildNumber BuildHash BuildEnterpriseReady DiagnosticId TelemetryId SiteURL SiteName WebsocketURL WebsocketPort "
        + "WebsocketSecurePort EnableSignInWithEmail EnableSignInWithUsername EnableSignUpWithEmail EnableUserCreation EnableOpenServer "
        + "NoAccounts DefaultClientLocale AvailableLocales CollapsedThreads MaxPostSize MaxFileSize TeammateNameDisplay EnableUserStatuses "
        + "EnableCustomEmoji EnableEmojiPicker EnableGifPicker EnableFileAttachments EnableMobileFileUpload EnableMobileFileDownload "
        + "EnablePublicLink EnableLinkPreviews PostEditTimeLimit TimeBetweenUserTypingUpdatesMilliseconds EnableUserTypingMessages "
        + "EnableIncomingWebhooks EnableOutgoingWebhooks EnableCommands EnableUserAccessTokens EnableBotAccountCreation "
        + "EnableOAuthServiceProvider PluginsEnabled EnableCustomUserStatuses EnableLastActiveTime RestrictDirectMessage ShowFullName "
        + "ShowEmailAddress PasswordMinimumLength CustomUrlSchemes HasImageProxy PostPriority PostAcknowledgements ScheduledPosts "
        + "AllowSyncedDrafts EnableTutorial EnableOnboardingFlow AsymmetricSigningPublicKey InstallationDate SchemaVersion UpgradedFromTE"

    private func expect(_ names: String, in value: JSONValue?, _ what: String, _ location: SourceLocation = #_sourceLocation) {
        let missing = BootWorld.missing(names, in: value)
        #expect(missing == [], "\(what) lacks them", sourceLocation: location)
    }

    @Test(arguments: Engine.underTest)
    func whatClientsReadIsThere(_ engine: Engine) async throws {
        let it = try await BootWorld(engine), team = it.town.team
        let config = await it.call("GET", "/config/client?format=old")
        expect(Self.config, in: config.json, "config/client")
        #expect(config["Version"]?.string?.split(separator: ".").count == 3 && config["DiagnosticId"]?.string?.count == 26)
        let license = await it.call("GET", "/license/client?format=old")
        expect(
            "IsLicensed SkuShortName GuestAccounts LDAPGroups CustomTermsOfService IDLoadedPushNotifications", in: license.json, "licence")
        let member = await it.call("GET", "/users/me/teams/members").json.array?.first
        expect("team_id user_id roles delete_at scheme_user scheme_admin scheme_guest explicit_roles", in: member, "a team's member")
        let unread = await it.call("GET", "/users/me/teams/unread?include_collapsed_threads=true").json.array?.first
        expect(
            "team_id msg_count mention_count msg_count_root mention_count_root thread_count thread_mention_count thread_urgent_mention_count",
            in: unread, "what is unread in a team")
        for preference in await it.call("GET", "/users/me/preferences").json.array ?? [] {
            expect("user_id category name value", in: preference, "a preference")
        }
        expect(
            "maxUsersLimit maxUsersHardLimit activeUserCount singleChannelGuestCount singleChannelGuestLimit postHistoryLimit "
                + "lastAccessiblePostTime", in: await it.call("GET", "/limits/server").json, "limits/server")
        let threads = await it.call("GET", "/users/me/teams/\(team)/threads?per_page=25&extended=true")
        expect("total total_unread_threads total_unread_mentions total_unread_urgent_mentions threads", in: threads.json, "threads")
        let thread = threads["threads"]?.array?.first
        expect(
            "id reply_count last_reply_at last_viewed_at participants post unread_replies unread_mentions is_urgent delete_at", in: thread,
            "a thread")
        expect("id username roles update_at", in: thread?["participants"]?.array?.first, "who answered")
        let stats = await it.call("GET", "/channels/\(it.room)/stats?exclude_files_count=true")
        expect("channel_id member_count guest_count pinnedpost_count", in: stats.json, "a channel's figures")
        let status = await it.call("POST", "/users/status/ids", [.string(it.town.ben.id.raw)]).json.array?.first
        expect("user_id status manual last_activity_at dnd_end_time", in: status, "a status")
        let viewed = await it.call("POST", "/channels/members/me/view", ["channel_id": .string(it.room)])
        #expect(viewed["last_viewed_at_times"]?[it.room]?.integer != nil)
    }

    /// With everything that a licence would show, the apps ask for more.
    @Test(arguments: Engine.underTest)
    func whatIsAskedBesideTheWayIsAnswered(_ engine: Engine) async throws {
        let it = try await BootWorld(engine), me = it.ann.id.raw, team = it.town.team
        for path in [
            "/users/\(me)/groups", "/groups?filter_allow_reference=true&page=0&per_page=60", "/custom_profile_attributes/fields",
            "/posts/scheduled/team/\(team)?includeDirectChannels=true", "/channels/\(it.room)/bookmarks", "/teams?page=0&per_page=200",
            "/channels/\(it.group)/common_teams", "/emoji?page=0&per_page=51&sort=name", "/users?page=0&per_page=100", "/users/stats",
            "/agents", "/agents/status", "/users/me/sessions", "/channels/\(it.room)/pinned", "/users/me/posts/flagged",
            "/users/\(me)/custom_profile_attributes", "/channels/\(it.archived)/posts?page=0&per_page=30", "/users/me/status",
        ] {
            await it.call("GET", path)
        }
        let others: JSONValue = [.string(it.town.ben.id.raw), .string(it.town.cat.id.raw)]
        #expect(await it.call("POST", "/users/group_channels", [.string(it.group)])[it.group]?.array?.count == 2)
        #expect(await it.call("POST", "/users/ids?since=0", others).json.array?.count == 2)
        await it.call("POST", "/emoji/names", ["parrot"])
        await it.call(
            "PUT", "/users/\(me)/preferences", [["user_id": .string(me), "category": "last", "name": "team", "value": .string(team)]])
        let zone = await it.call(
            "PUT", "/users/me/patch", ["timezone": ["automaticTimezone": "Europe/Berlin", "useAutomaticTimezone": "true"]])
        #expect(zone["timezone"]?["automaticTimezone"] == "Europe/Berlin")
        #expect(await it.call("GET", "/trial-license/prev", status: 403).errorID == "api.license.upgrade_needed.app_error")
    }

    /// The web app catches up after it lost its socket.
    @Test(arguments: Engine.underTest)
    func whatWasMissedComesAfterALostSocket(_ engine: Engine) async throws {
        let it = try await BootWorld(engine), team = it.town.team
        let mark = try #require(await it.call("GET", "/posts/\(it.root)")["update_at"]?.integer)
        let missed = try #require(await it.town.say("while you were away @ann", in: it.room, as: it.town.ben)["id"]?.string)
        await it.chat.post("/posts", ["channel_id": .string(it.room), "message": "well?", "root_id": .string(it.root)], as: it.town.ben)
        await it.chat.put("/users/me/patch", ["nickname": "Benny"], as: it.town.ben)
        await it.chat.put("/posts/\(it.root)/patch", ["message": "shall we not?"], as: it.ann)
        let posts = await it.call(
            "GET", "/channels/\(it.room)/posts?since=\(mark)&skipFetchThreads=false&collapsedThreads=true&collapsedThreadsExtended=false")
        #expect(posts["order"]?.strings?.contains(missed) == true && posts["posts"]?[it.root]?["message"] == "shall we not?")
        let threads = await it.call("GET", "/users/me/teams/\(team)/threads?since=\(mark)&deleted=true&extended=true")
        #expect(threads["threads"]?.array?.first?["id"]?.string == it.root)
        let ids: JSONValue = [.string(it.town.ben.id.raw), .string(it.town.cat.id.raw)]
        let changed = try #require(await it.call("POST", "/users/ids?since=\(mark)", ids).json.array)
        #expect(changed.contains { $0["nickname"] == "Benny" })
        let member = await it.call("GET", "/channels/\(it.room)/members/me")
        #expect(member["mention_count_root"] == 1)
        for path in ["/users/me/channels", "/users/\(it.ann.id)/teams/\(team)/channels/categories", "/plugins/webapp"] {
            await it.call("GET", path)
        }
    }
}
