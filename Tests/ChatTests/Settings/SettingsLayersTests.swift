import Testing
import Wire

@testable import Chat

struct SettingsLayersTests {
    private func layers(_ environment: [String: String] = [:], file: String? = nil) throws -> SettingsLayers {
        try SettingsLayers(environment: environment, file: file.map { (name: "config.json", bytes: Array($0.utf8)) })
    }

    private func object(_ json: String) throws -> JSONObject { try #require(try JSONReader.read(json).object) }

    @Test func eachLayerCoversTheOneBeneath() throws {
        let layers = try layers(
            ["MM_TEAMSETTINGS_SITENAME": "from environment"],
            file: #"{"TeamSettings":{"SiteName":"from file","MaxUsersPerTeam":5,"MaxChannelsPerTeam":6},"Unknown":{"A":1}}"#)
        let settings = layers.settings(stored: try object(#"{"TeamSettings":{"SiteName":"stored","MaxUsersPerTeam":7,"NoSuch":1}}"#))
        #expect(settings[TeamSettings.siteName] == "from environment")
        #expect(settings[TeamSettings.maxUsersPerTeam] == 7)
        #expect(settings[TeamSettings.maxChannelsPerTeam] == 6)
        #expect(settings[TeamSettings.restrictDirectMessage] == "any")
    }

    @Test func theEnvironmentIsReadByGosRules() throws {
        let settings = try layers([
            "MM_SERVICESETTINGS_ENABLELOCALMODE": "T", "MM_SERVICESETTINGS_READTIMEOUT": "12",
            "MM_SERVICESETTINGS_TRUSTEDPROXYIPHEADER": "A B",
            "MM_PLUGINSETTINGS_PLUGINSTATES": #"{"a":{"Enable":true}}"#, "MM_MESSAGEEXPORTSETTINGS_GLOBALRELAYSETTINGS_CUSTOMERTYPE": "A10",
            "MM_FEATUREFLAGS_CJKSEARCH": "true", "MM_NOSUCHSETTINGS_X": "1", "MARTLET_CLIENTSETTINGS_DIRECTORY": "/srv/client",
        ]).settings(stored: JSONObject())
        #expect(settings[ServiceSettings.enableLocalMode])
        #expect(settings[ServiceSettings.readTimeout] == 12)
        #expect(settings[ServiceSettings.trustedProxyIPHeader] == ["A", "B"])
        #expect(settings[PluginSettings.pluginStates]["a"]?["Enable"] == true)
        #expect(settings[MessageExportSettings.globalRelayCustomerType] == "A10")
        #expect(settings[FeatureFlags.cjkSearch])
        #expect(settings[ClientSettings.directory] == "/srv/client")
    }

    @Test func everythingThatIsWrongIsSaidAtOnce() throws {
        let refusal = #expect(throws: SettingsRefusal.self) {
            try layers(
                [
                    "MM_SERVICESETTINGS_ENABLELOCALMODE": "yes", "MM_PASSWORDSETTINGS_MINIMUMLENGTH": "4",
                    "MM_SERVICESETTINGS_READTIMEOUT": "soon", "MARTLET_CONNECTIONSETTINGS_NOSUCH": "1",
                ],
                file: #"{"FileSettings":{"DriverName":"tape"},"TeamSettings":{"MaxUsersPerTeam":"many"}}"#)
        }
        #expect(
            refusal?.complaints == [
                "MARTLET_CONNECTIONSETTINGS_NOSUCH: there is no such setting",
                "MM_PASSWORDSETTINGS_MINIMUMLENGTH must be from 5 to 72",
                "MM_SERVICESETTINGS_ENABLELOCALMODE must be true or false",
                "MM_SERVICESETTINGS_READTIMEOUT must be a whole number",
                "config.json TeamSettings.MaxUsersPerTeam must be a whole number",
                "config.json FileSettings.DriverName must be one of `local`, `amazons3`",
            ])
    }

    @Test(arguments: ["", "[]", "{", #"{"a":1"#])
    func aConfigFileThatIsNoObjectIsRefused(_ text: String) {
        #expect(throws: SettingsRefusal.self) { try layers(file: text) }
    }

    @Test func aStoredValueThatIsNotAllowedAnyMoreIsPassedOver() throws {
        let settings = try layers().settings(stored: try object(#"{"PasswordSettings":{"MinimumLength":1,"Symbol":true}}"#))
        #expect(settings[PasswordSettings.minimumLength] == 8)
        #expect(settings[PasswordSettings.symbol])
    }

    @Test func whereTheDatabaseIsIsNotReadFromIt() throws {
        let stored = try object(#"{"SqlSettings":{"DriverName":"postgres","DataSource":"postgres://elsewhere/x","QueryTimeout":9}}"#)
        let settings = try layers().settings(stored: stored)
        #expect(settings[SqlSettings.driverName] == "sqlite")
        #expect(settings[SqlSettings.dataSource] == "./data/martlet.db")
        #expect(settings[SqlSettings.queryTimeout] == 9)
    }

    @Test func aDatabaseInMM_CONFIGIsWhereEverythingIs() throws {
        let url = "postgres://mm:secret@db/mm"
        let settings = try layers(["MM_CONFIG": url]).settings(stored: JSONObject())
        #expect(settings[SqlSettings.driverName] == "postgres")
        #expect(settings[SqlSettings.dataSource] == url)
        let other = try layers(["MM_CONFIG": url, "MM_SQLSETTINGS_DATASOURCE": "postgres://other/x"]).settings(stored: JSONObject())
        #expect(other[SqlSettings.dataSource] == "postgres://other/x")
    }
}

struct SettingsViewTests {
    @Test func secretsAreHiddenAndPagesAreClosed() throws {
        var settings = Settings.defaults
        settings[EmailSettings.smtpPassword] = "secret"
        settings[SqlSettings.dataSourceReplicas] = ["postgres://a:b@c/d"]
        let document = AdministratorView(settings: settings, mayRead: { $0.name != "FileSettings" }).document
        #expect(document["EmailSettings"]?["SMTPPassword"] == .string(AdministratorView.hidden))
        #expect(document["SqlSettings"]?["DataSourceReplicas"] == [.string(AdministratorView.hidden)])
        #expect(document["GitLabSettings"]?["Secret"] == "")
        #expect(document["CacheSettings"]?["RedisPassword"] == .string(AdministratorView.hidden))
        #expect(document["FileSettings"]?["Directory"] == .null)
        #expect(document["MessageExportSettings"]?["GlobalRelaySettings"]?["CustomSMTPPort"] == "25")
        #expect(!document.keys.contains("ClientSettings"))
        #expect(!JSONWriter.text(of: document).contains("a:b@c"))
    }

    @Test func whatIsLeftOutIsLeftOut() {
        var settings = Settings.defaults
        settings[TeamSettings.siteName] = "Here"
        let changed = AdministratorView(settings: settings, leavesOutDefaults: true).document
        #expect(changed == ["TeamSettings": ["SiteName": "Here"]])
        let open = AdministratorView(settings: settings, leavesOutSecrets: true).document
        #expect(open["SqlSettings"]?.object?.keys.contains("DataSource") == false && open["SqlSettings"]?["Trace"] == false)
    }

    @Test func everyClientValueIsAStringAndStrangersSeeLess() {
        let view = ClientView(settings: .defaults, installation: .unknown, hasNoAccounts: true)
        let everyone = view.members(for: .everyone), members = view.members(for: .members)
        #expect(everyone.count == 126)
        #expect(members.count >= 256)
        #expect(Set(everyone.map(\.key)).isSubset(of: Set(members.map(\.key))))
        let told = Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value) })
        #expect(told["PasswordMinimumLength"] == "8" && told["NoAccounts"] == "true" && told["FeatureFlagTestFeature"] == "off")
        #expect(told["Version"] == "11.6.0" && told["BannerColor"] == "")
    }

    @Test func theFirstAccountDoesNotChangeTheVersion() {
        let before = ClientViews(.defaults, .unknown, hasNoAccounts: true), after = ClientViews(.defaults, .unknown, hasNoAccounts: false)
        #expect(before.versionID == after.versionID && before.everyone != after.everyone)
        #expect(before.versionID.split(separator: ".").count == 8)
        var settings = Settings.defaults
        settings[TeamSettings.siteName] = "Elsewhere"
        #expect(ClientViews(settings, .unknown, hasNoAccounts: false).versionID != after.versionID)
    }
}
