internal import Wire

/// What `license/client` says. Nothing here needs a licence, but clients show guests, groups, scheduled messages and the like only
/// to whoever has one: so this is a licence that names exactly the features that are there, and never ends.
struct LicenseView {
    let settings: Settings
    let installation: Installation

    /// The first of January 3000.
    private static let end = "32503680000000"
    /// Clients warn when there are nearly as many people as a licence allows; here there is no such end.
    private static let people = "1000000000"

    var json: JSONObject {
        var members: [String: String] = [
            "Id": installation.diagnosticID, "IsLicensed": "true", "Name": settings[TeamSettings.siteName], "Company": "",
            "Email": "", "IssuedAt": installation.date, "StartsAt": installation.date, "ExpiresAt": Self.end,
            // The name of the edition from which on clients show profile attributes; what else it has is told feature by feature.
            "SkuName": "Martlet", "SkuShortName": "enterprise", "Users": Self.people,
        ]
        for feature in Self.present { members[feature] = "true" }
        for feature in Self.absent { members[feature] = "false" }
        members["LDAPGroups"] = settings[ServiceSettings.enableCustomGroups] ? "true" : "false"
        return JSONObject(members.sorted { $0.key < $1.key }.map { (key: $0.key, value: .string($0.value)) })
    }

    private static let present = [
        "MFA", "GuestAccounts", "GuestAccountsPermissions", "CustomPermissionsSchemes", "CustomTermsOfService", "Announcement",
        "EmailNotificationContents", "IDLoadedPushNotifications", "LockTeammateNameDisplay",
    ]
    private static let absent = [
        "IsTrial", "IsGovSku", "Cloud", "LDAP", "SAML", "GoogleOAuth", "Office365OAuth", "OpenId", "Compliance", "Cluster", "Metrics",
        "Elasticsearch", "DataRetention", "MessageExport", "MHPNS", "RemoteClusterService", "SharedChannels", "OutgoingOAuthConnections",
    ]
}
