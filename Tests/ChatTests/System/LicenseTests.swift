import TestSupport
import Testing
import Wire

/// What the licence promises is there, and what it does not name is not.
struct LicenseTests {
    private static let settings = [
        "MM_GUESTACCOUNTSSETTINGS_ENABLE": "true", "MM_SUPPORTSETTINGS_CUSTOMTERMSOFSERVICEENABLED": "true",
        "MM_SERVICESETTINGS_SITEURL": "http://chat.example", "MM_SERVICESETTINGS_ENABLEMULTIFACTORAUTHENTICATION": "true",
    ]

    @Test func everyKeyIsThereAndAString() async throws {
        let license = await (try Harness(.sqlite)).get("/license/client?format=old")
        let names =
            "Id IsLicensed Name Company Email IssuedAt StartsAt ExpiresAt SkuName SkuShortName Users IsTrial IsGovSku Cloud LDAP LDAPGroups MFA "
            + "SAML GoogleOAuth Office365OAuth OpenId GuestAccounts GuestAccountsPermissions CustomPermissionsSchemes CustomTermsOfService "
            + "Compliance Cluster Metrics Elasticsearch DataRetention MessageExport Announcement EmailNotificationContents "
            + "IDLoadedPushNotifications LockTeammateNameDisplay MHPNS RemoteClusterService SharedChannels OutgoingOAuthConnections"
        #expect(BootWorld.missing(names, in: license.json) == [])
        #expect(license.json.object?.members.allSatisfy { $0.value.string != nil } == true)
        #expect(Int64(license["ExpiresAt"]?.string ?? "") ?? 0 > 4_000_000_000_000)
    }

    @Test(arguments: Engine.underTest)
    func whatIsPromisedIsThere(_ engine: Engine) async throws {
        let town = try await Town(engine, settings: Self.settings), chat = town.chat, ann = town.ann
        let license = await chat.get("/license/client?format=old"), config = await chat.get("/config/client?format=old", as: ann)
        func promises(_ key: String, in reply: Harness.Reply, _ path: String, _ body: JSONValue, as person: Person) async {
            #expect(reply[key] == "true", "\(key)")
            let kept = await chat.post(path, body, as: person)
            #expect(kept.status < 300, "\(key): \(kept.text)")
        }
        let room = try await town.channel("room", members: [town.ben]), id = JSONValue.string(room)
        let group: JSONValue = ["name": "crew", "display_name": "Crew", "source": "custom", "allow_reference": true, "user_ids": []]
        await promises("LDAPGroups", in: license, "/groups", group, as: ann)
        await promises("EnableCustomGroups", in: config, "/groups/names", ["crew"], as: ann)
        await promises("CustomTermsOfService", in: license, "/terms_of_service", ["text": "be kind"], as: town.root)
        await promises("CustomPermissionsSchemes", in: license, "/schemes", ["display_name": "S", "scope": "team"], as: town.root)
        await promises("MFA", in: license, "/users/\(ann.id)/mfa/generate", [:], as: ann)
        let later: JSONValue = ["channel_id": id, "user_id": .string(ann.id.raw), "message": "later", "scheduled_at": 1_900_000_000_000]
        await promises("ScheduledPosts", in: config, "/posts/schedule", later, as: ann)
        let urgent: JSONValue = [
            "channel_id": id, "message": "now", "metadata": ["priority": ["priority": "urgent", "requested_ack": true]],
        ]
        await promises("PostPriority", in: config, "/posts", urgent, as: ann)
        let asked = await chat.post("/posts", urgent, as: ann)["id"]?.string ?? ""
        await promises("PostAcknowledgements", in: config, "/users/\(town.ben.id)/posts/\(asked)/ack", [:], as: town.ben)
        let link: JSONValue = ["display_name": "Docs", "type": "link", "link_url": "https://example.com"]
        await promises("FeatureFlagChannelBookmarks", in: config, "/channels/\(room)/bookmarks", link, as: ann)
        await promises("EnableGuestAccounts", in: config, "/users/\(town.cat.id)/demote", [:], as: town.root)
        await promises("GuestAccounts", in: license, "/users/\(town.cat.id)/promote", [:], as: town.root)
        let line = await chat.post("/custom_profile_attributes/fields", ["name": "Office", "type": "text"], as: town.root)
        #expect(license["SkuShortName"] == "enterprise" && line.status == 201, "clients show attributes from that edition on")
        let pushes = await chat.put("/config/patch", ["EmailSettings": ["PushNotificationContents": "id_loaded"]], as: town.root)
        #expect(license["IDLoadedPushNotifications"] == "true" && pushes.status == 200)
    }

    /// Nothing is promised that a setting forbids, or that nobody has written.
    @Test func whatIsNotThereIsNotPromised() async throws {
        let town = try await Town(
            .sqlite,
            settings: [
                "MM_SERVICESETTINGS_ENABLECUSTOMGROUPS": "false", "MM_SERVICESETTINGS_SCHEDULEDPOSTS": "false",
                "MM_SERVICESETTINGS_POSTPRIORITY": "false",
            ])
        let license = await town.chat.get("/license/client?format=old"),
            config = await town.chat.get("/config/client?format=old", as: town.ann)
        #expect(await town.chat.post("/groups", [:], as: town.ann).status == 501)
        #expect(license["LDAPGroups"] == "false")
        for key in ["ScheduledPosts", "PostPriority", "EnableGuestAccounts", "EnableCustomGroups"] {
            #expect(config[key] == "false", "\(key)")
        }
        for (key, path) in [
            ("LDAP", "/ldap/groups"), ("SAML", "/saml/certificate/status"), ("Compliance", "/compliance/reports"),
            ("Cloud", "/cloud/products"),
            ("DataRetention", "/data_retention/policy"), ("SharedChannels", "/sharedchannels/\(town.team)"),
            ("RemoteClusterService", "/remotecluster"), ("OutgoingOAuthConnections", "/oauth/outgoing_connections"),
        ] {
            let answer = await town.chat.get(path, as: town.root)
            #expect(license[key] == "false" && [400, 403, 404, 501].contains(answer.status), "\(key): \(answer.status)")
        }
        for key in ["IsTrial", "IsGovSku", "GoogleOAuth", "Office365OAuth", "OpenId", "Elasticsearch", "MessageExport", "MHPNS"] {
            #expect(license[key] == "false", "\(key)")
        }
    }
}
