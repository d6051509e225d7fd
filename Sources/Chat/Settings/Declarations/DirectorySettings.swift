/// LDAP.
public enum LdapSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enable = Setting("Enable", false, doc: "Offers the login.")
        public let enableSync = Setting("EnableSync", false, doc: "Copies changes of the directory.")
        public let ldapServer = Setting("LdapServer", "", doc: "Host of the directory.")
        public let ldapPort = Setting("LdapPort", 389, rule: .range(0...65535, "ldap_port"), doc: "Port of the directory.")
        public let connectionSecurity = Setting(
            "ConnectionSecurity", "", rule: .oneOf(["", "TLS", "STARTTLS"], "ldap_security"), doc: "Empty, `TLS` or `STARTTLS`.")
        public let baseDN = Setting("BaseDN", "", doc: "Where searching begins.")
        public let bindUsername = Setting("BindUsername", "", doc: "Name to log in to the directory with.")
        public let bindPassword = Setting("BindPassword", "", .secret, doc: "Password for that.")
        public let maximumLoginAttempts = Setting(
            "MaximumLoginAttempts", 10, rule: .atLeast(1, "ldap_max_login_attempts"),
            doc: "Failed logins after which an account is locked.")
        public let userFilter = Setting("UserFilter", "", doc: "Who has an account.")
        public let groupFilter = Setting("GroupFilter", "", doc: "Which groups count.")
        public let guestFilter = Setting("GuestFilter", "", doc: "Who is a guest.")
        public let enableAdminFilter = Setting("EnableAdminFilter", false, doc: "Makes administrators by a filter.")
        public let adminFilter = Setting("AdminFilter", "", doc: "Who is an administrator.")
        public let groupDisplayNameAttribute = Setting("GroupDisplayNameAttribute", "", doc: "Attribute with a group's name.")
        public let groupIdAttribute = Setting("GroupIdAttribute", "", doc: "Attribute with a group's id.")
        public let firstNameAttribute = Setting("FirstNameAttribute", "", doc: "Attribute with the first name.")
        public let lastNameAttribute = Setting("LastNameAttribute", "", doc: "Attribute with the last name.")
        public let emailAttribute = Setting("EmailAttribute", "", doc: "Attribute with the mail address.")
        public let usernameAttribute = Setting("UsernameAttribute", "", doc: "Attribute with the username.")
        public let nicknameAttribute = Setting("NicknameAttribute", "", doc: "Attribute with the nickname.")
        public let idAttribute = Setting("IdAttribute", "", doc: "Attribute that never changes.")
        public let positionAttribute = Setting("PositionAttribute", "", doc: "Attribute with the position.")
        public let loginIdAttribute = Setting("LoginIdAttribute", "", doc: "Attribute that people log in with.")
        public let pictureAttribute = Setting("PictureAttribute", "", doc: "Attribute with the picture.")
        public let syncIntervalMinutes = Setting(
            "SyncIntervalMinutes", 60, rule: .atLeast(1, "ldap_sync_interval"), doc: "Minutes between two copies.")
        public let reAddRemovedMembers = Setting("ReAddRemovedMembers", false, doc: "Adds members again that were removed by hand.")
        public let skipCertificateVerification = Setting(
            "SkipCertificateVerification", false, doc: "Accepts any certificate of the directory.")
        public let publicCertificateFile = Setting("PublicCertificateFile", "", doc: "Certificate to show to the directory.")
        public let privateKeyFile = Setting("PrivateKeyFile", "", doc: "Key of that certificate.")
        public let queryTimeout = Setting(
            "QueryTimeout", 60, rule: .atLeast(1, "ldap_query_timeout"), doc: "Seconds that a search may take.")
        public let maxPageSize = Setting(
            "MaxPageSize", 0, rule: .atLeast(0, "ldap_max_page_size"), doc: "Entries in one answer; 0 for all.")
        public let loginFieldName = Setting("LoginFieldName", "", doc: "Text in the login field.")
        public let loginButtonColor = Setting("LoginButtonColor", "#0000", doc: "Colour of the button.")
        public let loginButtonBorderColor = Setting("LoginButtonBorderColor", "#2389D7", doc: "Colour of its border.")
        public let loginButtonTextColor = Setting("LoginButtonTextColor", "#2389D7", doc: "Colour of its text.")
    }

    public static let declared = Declared()
    public static let title = "LDAP"
    public static let doc = "Login through a directory; not built yet."
    public static let pages = ["authentication_ldap"]
}

/// SAML.
public enum SamlSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enable = Setting("Enable", false, doc: "Offers the login.")
        public let enableSyncWithLdap = Setting("EnableSyncWithLdap", false, doc: "Copies changes of the directory.")
        public let enableSyncWithLdapIncludeAuth = Setting("EnableSyncWithLdapIncludeAuth", false, doc: "Copies the login id too.")
        public let ignoreGuestsLdapSync = Setting("IgnoreGuestsLdapSync", false, doc: "Leaves guests alone when copying.")
        public let verify = Setting("Verify", true, doc: "Checks the signature of answers.")
        public let encrypt = Setting("Encrypt", true, doc: "Expects encrypted answers.")
        public let signRequest = Setting("SignRequest", false, doc: "Signs requests.")
        public let idpURL = Setting("IdpURL", "", doc: "Where people log in.")
        public let idpDescriptorURL = Setting("IdpDescriptorURL", "", doc: "Name of the provider.")
        public let idpMetadataURL = Setting("IdpMetadataURL", "", doc: "Where the provider describes itself.")
        public let serviceProviderIdentifier = Setting("ServiceProviderIdentifier", "", doc: "Name of this server at the provider.")
        public let assertionConsumerServiceURL = Setting("AssertionConsumerServiceURL", "", doc: "Where the provider sends its answer.")
        public let signatureAlgorithm = Setting(
            "SignatureAlgorithm", "RSAwithSHA256",
            rule: .oneOf(["RSAwithSHA1", "RSAwithSHA256", "RSAwithSHA512"], "saml_signature_algorithm"),
            doc: "How requests are signed.")
        public let canonicalAlgorithm = Setting(
            "CanonicalAlgorithm", "Canonical1.0", rule: .oneOf(["Canonical1.0", "Canonical1.1"], "saml_canonical_algorithm"),
            doc: "How documents are made comparable.")
        public let scopingIDPProviderId = Setting("ScopingIDPProviderId", "", doc: "Provider behind a proxy.")
        public let scopingIDPName = Setting("ScopingIDPName", "", doc: "Name of that provider.")
        public let idpCertificateFile = Setting("IdpCertificateFile", "", doc: "Certificate of the provider.")
        public let publicCertificateFile = Setting("PublicCertificateFile", "", doc: "Certificate of this server.")
        public let privateKeyFile = Setting("PrivateKeyFile", "", doc: "Key of that certificate.")
        public let idAttribute = Setting("IdAttribute", "", doc: "Attribute that never changes.")
        public let guestAttribute = Setting("GuestAttribute", "", doc: "Attribute that makes a guest.")
        public let enableAdminAttribute = Setting("EnableAdminAttribute", false, doc: "Makes administrators by an attribute.")
        public let adminAttribute = Setting("AdminAttribute", "", doc: "That attribute.")
        public let firstNameAttribute = Setting("FirstNameAttribute", "", doc: "Attribute with the first name.")
        public let lastNameAttribute = Setting("LastNameAttribute", "", doc: "Attribute with the last name.")
        public let emailAttribute = Setting("EmailAttribute", "", doc: "Attribute with the mail address.")
        public let usernameAttribute = Setting("UsernameAttribute", "", doc: "Attribute with the username.")
        public let nicknameAttribute = Setting("NicknameAttribute", "", doc: "Attribute with the nickname.")
        public let localeAttribute = Setting("LocaleAttribute", "", doc: "Attribute with the language.")
        public let positionAttribute = Setting("PositionAttribute", "", doc: "Attribute with the position.")
        public let loginButtonText = Setting("LoginButtonText", "SAML", doc: "Text of the button.")
        public let loginButtonColor = Setting("LoginButtonColor", "#34a28b", doc: "Colour of the button.")
        public let loginButtonBorderColor = Setting("LoginButtonBorderColor", "#2389D7", doc: "Colour of its border.")
        public let loginButtonTextColor = Setting("LoginButtonTextColor", "#ffffff", doc: "Colour of its text.")
    }

    public static let declared = Declared()
    public static let title = "SAML"
    public static let doc = "Login through SAML 2.0; not built yet."
    public static let pages = ["authentication_saml"]
}

/// Intune.
public enum IntuneSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enable = Setting("Enable", false, doc: "Uses Intune.")
        public let tenantId = Setting("TenantId", "", doc: "Directory (tenant).")
        public let clientId = Setting("ClientId", "", doc: "Id of the application.")
        public let authService = Setting("AuthService", "", doc: "How people log in.")
    }

    public static let declared = Declared()
    public static let title = "Intune"
    public static let doc = "Management of mobile apps; not built yet."
    public static let pages = ["environment_mobile_security"]
}
