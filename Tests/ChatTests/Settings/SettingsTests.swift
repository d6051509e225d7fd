import Testing
import Wire

@testable import Chat

struct SettingsTests {
    @Test func everySectionAndSettingIsThereOnce() {
        let names = Sections.shown.map(\.name)
        #expect(names.count == 46 && Set(names).count == 46)
        for section in Sections.all {
            #expect(Set(section.settings.map(\.key)).count == section.settings.count, "\(section.name)")
            #expect(!section.settings.isEmpty)
        }
        #expect(Sections.shown.dropLast().map(\.settings.count).reduce(0, +) == 604)
        #expect(Set(Sections.all.flatMap { $0.settings.map(\.slot) }).count == Sections.all.map(\.settings.count).reduce(0, +))
    }

    @Test func everyDefaultKeepsItsRule() {
        for section in Sections.all {
            for setting in section.settings { #expect(setting.refusal(of: setting.stored) == nil, "\(section.name).\(setting.key)") }
        }
    }

    @Test func aValueIsReadByItsDeclaration() {
        var settings = Settings.defaults
        #expect(settings[ServiceSettings.listenAddress] == ":8065")
        #expect(settings[SqlSettings.driverName] == "sqlite")
        settings[TeamSettings.maxUsersPerTeam] = 7
        settings[ServiceSettings.trustedProxyIPHeader] = ["X-Real-IP"]
        #expect(settings[TeamSettings.maxUsersPerTeam] == 7)
        #expect(settings[ServiceSettings.trustedProxyIPHeader] == ["X-Real-IP"])
        #expect(settings != .defaults)
    }

    @Test func variablesAreNamedAsTheirSettings() {
        let section = Sections.all.first { $0.name == "MessageExportSettings" }
        let nested = section?.settings.first { $0.key == "GlobalRelaySettings.CustomerType" }
        #expect(nested.flatMap { section?.variable($0) } == "MM_MESSAGEEXPORTSETTINGS_GLOBALRELAYSETTINGS_CUSTOMERTYPE")
        let own = Sections.own.first { $0.name == "ClientSettings" }
        #expect(own.flatMap { $0.variable($0.settings[0]) } == "MARTLET_CLIENTSETTINGS_DIRECTORY")
    }

    @Test(arguments: [
        ("http://chat.example.com", true), ("https://a.b/sub/path/", true), ("", true), ("not an address", false), ("ftp://x", false),
        ("http://", false), ("http://a b", false),
    ])
    func siteAddresses(_ text: String, _ isGood: Bool) {
        #expect(Rule<String>.url("x", emptyAllowed: true).holds(text) == isGood)
    }

    @Test(arguments: [
        (":8065", true), ("127.0.0.1:80", true), ("[::1]:80", true), ("::1:80", false), ("8065", false), (":99999", false), ("", false),
    ])
    func listenAddresses(_ text: String, _ isGood: Bool) {
        #expect(Rule<String>.listenAddress("x").holds(text) == isGood)
    }
}
