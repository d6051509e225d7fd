internal import Outside
internal import Wire

/// What `GET /config/client` tells clients: one flat object of strings, made of what the settings' declarations allow and of
/// what clients expect besides.
struct ClientView {
    let settings: Settings
    let installation: Installation
    /// Nobody has an account yet: clients then offer to make the first.
    let hasNoAccounts: Bool
    /// Of the terms of service that hold now.
    var terms = ""

    /// The members for one circle, in order of their names.
    func members(for circle: Audience.Circle) -> [(key: String, value: String)] {
        var members = computedForEveryone
        if circle == .members { members.merge(Self.absentForMembers.merging(computedForMembers) { $1 }.merging(licensed) { $1 }) { $1 } }
        for section in Sections.shown {
            for setting in section.settings where setting.audience.circle == .everyone || setting.audience.circle == circle {
                members[setting.clientName] = settings[any: setting].clientText
            }
        }
        if circle != .members { members["CWSURL"] = "" }
        return members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The object as bytes.
    func bytes(for circle: Audience.Circle) -> [UInt8] {
        var json = JSONWriter(capacity: 12_000)
        json.object { json in
            for (key, value) in members(for: circle) {
                json.key(text: key)
                json.string(value)
            }
        }
        return json.bytes
    }

    private var computedForEveryone: [String: String] {
        var members = Self.absentForEveryone
        members.merge([
            "AsymmetricSigningPublicKey": installation.publicKey,
            "BuildDate": Version.date, "BuildEnterpriseReady": "false", "BuildHash": Version.commit, "BuildHashEnterprise": "",
            "BuildNumber": Version.build, "Version": Version.number,
            "DiagnosticId": installation.diagnosticID, "TelemetryId": installation.diagnosticID,
            "DiagnosticsEnabled": text(settings[LogSettings.enableDiagnostics]),
            "EnableGuestAccounts": text(settings[GuestAccountsSettings.enable]),
            "GuestAccountsEnforceMultifactorAuthentication": text(settings[GuestAccountsSettings.enforceMultifactorAuthentication]),
            "HasImageProxy": text(settings[ImageProxySettings.enable]),
            "HideGuestTags": text(settings[GuestAccountsSettings.hideTags]),
            "NoAccounts": text(hasNoAccounts),
            "ServiceEnvironment": installation.environment,
        ]) { $1 }
        return members
    }

    private var computedForMembers: [String: String] {
        let showsBanner = settings[AnnouncementSettings.enableBanner], theme = settings[ThemeSettings.defaultTheme]
        return [
            "AllowBannerDismissal": text(showsBanner && settings[AnnouncementSettings.allowBannerDismissal]),
            "BannerColor": showsBanner ? settings[AnnouncementSettings.bannerColor] : "",
            "BannerText": showsBanner ? settings[AnnouncementSettings.bannerText] : "",
            "BannerTextColor": showsBanner ? settings[AnnouncementSettings.bannerTextColor] : "",
            "DefaultTheme": theme == ThemeSettings.defaultTheme.fallback ? "" : theme,
            "EnableMetrics": text(settings[MetricsSettings.enable]),
            "ExperimentalEnablePostMetadata": "true",
            "ExperimentalTimezone": "true",
            "FeatureFlagExperimentalCrossTeamSearch": text(settings[ServiceSettings.enableCrossTeamSearch]),
            "InstallationDate": installation.date,
            "IsDefaultMarketplace": text(settings[PluginSettings.marketplaceURL] == PluginSettings.marketplaceURL.fallback),
            "MaxPostSize": "16383",
            "SQLDriverName": settings[SqlSettings.driverName],
            "SchemaVersion": installation.schemaVersion,
            "UpgradedFromTE": "false",
        ]
    }

    /// What the original tells only those who bought a licence. Here everybody has these, so everybody is told.
    private var licensed: [String: String] {
        [
            "CustomTermsOfServiceId": settings[SupportSettings.customTermsOfServiceEnabled] ? terms : "",
            "CustomTermsOfServiceReAcceptancePeriod": String(settings[SupportSettings.customTermsOfServiceReAcceptancePeriod]),
            "EnableCustomGroups": text(settings[ServiceSettings.enableCustomGroups]),
            "EnableCustomTermsOfService": text(settings[SupportSettings.customTermsOfServiceEnabled]),
            "PostAcknowledgements": text(settings[ServiceSettings.postPriority]),
            "ScheduledPosts": text(settings[ServiceSettings.scheduledPosts]),
        ]
    }

    private func text(_ flag: Bool) -> String { flag ? "true" : "false" }

    /// Of features that Martlet does not have: clients read the keys and must find them off.
    private static let absentForEveryone: [String: String] = [
        "AppsPluginEnabled": "false", "EnableComplianceExport": "false", "EnableLdap": "false",
        "EnableSaml": "false", "EnableSignUpWithGoogle": "false", "EnableSignUpWithOffice365": "false", "EnableSignUpWithOpenId": "false",
        "IsFipsEnabled": "false", "LdapLoginButtonBorderColor": "",
        "LdapLoginButtonColor": "", "LdapLoginButtonTextColor": "", "LdapLoginFieldName": "", "OpenIdButtonColor": "",
        "OpenIdButtonText": "", "SamlLoginButtonBorderColor": "", "SamlLoginButtonColor": "", "SamlLoginButtonText": "",
        "SamlLoginButtonTextColor": "",
    ]

    private static let absentForMembers: [String: String] = [
        "CWSMock": "", "EnableCluster": "false", "EnableCompliance": "false",
        "ExperimentalSharedChannels": "false", "DataRetentionEnableFileDeletion": "false", "DataRetentionEnableMessageDeletion": "false",
        "DataRetentionFileRetentionHours": "0", "DataRetentionMessageRetentionHours": "0", "LdapFirstNameAttributeSet": "false",
        "LdapLastNameAttributeSet": "false", "LdapNicknameAttributeSet": "false", "LdapPictureAttributeSet": "false",
        "LdapPositionAttributeSet": "false", "SamlFirstNameAttributeSet": "false", "SamlLastNameAttributeSet": "false",
        "SamlNicknameAttributeSet": "false", "SamlPositionAttributeSet": "false",
    ]
}

extension AnySetting {
    var clientName: String { audience.clientKey ?? path.last ?? key }
}

/// Both client views as bytes, made once for every change of the settings.
struct ClientViews: Sendable {
    let everyone: [UInt8]
    let members: [UInt8]
    /// `X-Version-Id`: version, build, hash of what clients are told, licensed or not. Clients load again when it changes.
    let versionID: String

    init(_ settings: Settings, _ installation: Installation, hasNoAccounts: Bool, terms: String = "") {
        let view = ClientView(settings: settings, installation: installation, hasNoAccounts: hasNoAccounts, terms: terms)
        everyone = view.bytes(for: .everyone)
        members = view.bytes(for: .members)
        // The first account must not make every client load again.
        let hashed =
            hasNoAccounts
            ? ClientView(settings: settings, installation: installation, hasNoAccounts: false, terms: terms).bytes(for: .members) : members
        versionID = "\(Version.number).\(Version.build).\(Hex.encode(Digest.sha256(hashed))).true"
    }
}
