/// Login with GitLab.
public enum GitLabSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enable = Setting("Enable", false, doc: "Offers the login.")
        public let secret = Setting("Secret", "", .secret, doc: "Secret of the application at the provider.")
        public let id = Setting("Id", "", doc: "Id of the application at the provider.")
        public let scope = Setting("Scope", "", doc: "Scope to ask for.")
        public let authEndpoint = Setting("AuthEndpoint", "", doc: "Where people log in.")
        public let tokenEndpoint = Setting("TokenEndpoint", "", doc: "Where the code is exchanged.")
        public let userAPIEndpoint = Setting("UserAPIEndpoint", "", doc: "Where the account is read.")
        public let discoveryEndpoint = Setting("DiscoveryEndpoint", "", doc: "Where the endpoints are found.")
        public let buttonText = Setting("ButtonText", "", doc: "Text of the button.")
        public let buttonColor = Setting("ButtonColor", "", doc: "Colour of the button.")
        public let usePreferredUsername = Setting("UsePreferredUsername", false, doc: "Takes the provider's preferred username.")
    }

    public static let declared = Declared()
    public static let title = "Login with GitLab"
    public static let doc = "Login through a GitLab server; not built yet."
    public static let pages = ["authentication_signup", "authentication_openid"]
}

/// Login with Google.
public enum GoogleSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enable = Setting("Enable", false, doc: "Offers the login.")
        public let secret = Setting("Secret", "", .secret, doc: "Secret of the application at the provider.")
        public let id = Setting("Id", "", doc: "Id of the application at the provider.")
        public let scope = Setting("Scope", "profile email", doc: "Scope to ask for.")
        public let authEndpoint = Setting("AuthEndpoint", "https://accounts.google.com/o/oauth2/v2/auth", doc: "Where people log in.")
        public let tokenEndpoint = Setting(
            "TokenEndpoint", "https://www.googleapis.com/oauth2/v4/token", doc: "Where the code is exchanged.")
        public let userAPIEndpoint = Setting(
            "UserAPIEndpoint", "https://people.googleapis.com/v1/people/me?personFields=names,emailAddresses,nicknames,metadata",
            doc: "Where the account is read.")
        public let discoveryEndpoint = Setting("DiscoveryEndpoint", "", doc: "Where the endpoints are found.")
        public let buttonText = Setting("ButtonText", "", doc: "Text of the button.")
        public let buttonColor = Setting("ButtonColor", "", doc: "Colour of the button.")
        public let usePreferredUsername = Setting("UsePreferredUsername", false, doc: "Takes the provider's preferred username.")
    }

    public static let declared = Declared()
    public static let title = "Login with Google"
    public static let doc = "Login through Google; not built yet."
    public static let pages = ["authentication_signup", "authentication_openid"]
}

/// Login with Microsoft 365.
public enum Office365Settings: SettingsSection {
    public struct Declared: Sendable {
        public let enable = Setting("Enable", false, doc: "Offers the login.")
        public let secret = Setting("Secret", "", .secret, doc: "Secret of the application at the provider.")
        public let id = Setting("Id", "", doc: "Id of the application at the provider.")
        public let scope = Setting("Scope", "User.Read", doc: "Scope to ask for.")
        public let authEndpoint = Setting(
            "AuthEndpoint", "https://login.microsoftonline.com/common/oauth2/v2.0/authorize", doc: "Where people log in.")
        public let tokenEndpoint = Setting(
            "TokenEndpoint", "https://login.microsoftonline.com/common/oauth2/v2.0/token", doc: "Where the code is exchanged.")
        public let userAPIEndpoint = Setting("UserAPIEndpoint", "https://graph.microsoft.com/v1.0/me", doc: "Where the account is read.")
        public let discoveryEndpoint = Setting("DiscoveryEndpoint", "", doc: "Where the endpoints are found.")
        public let directoryId = Setting("DirectoryId", "", doc: "Directory (tenant) at the provider.")
        public let usePreferredUsername = Setting("UsePreferredUsername", false, doc: "Takes the provider's preferred username.")
    }

    public static let declared = Declared()
    public static let title = "Login with Microsoft 365"
    public static let doc = "Login through Microsoft; not built yet."
    public static let pages = ["authentication_signup", "authentication_openid"]
}

/// Login with OpenID Connect.
public enum OpenIdSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enable = Setting("Enable", false, doc: "Offers the login.")
        public let secret = Setting("Secret", "", .secret, doc: "Secret of the application at the provider.")
        public let id = Setting("Id", "", doc: "Id of the application at the provider.")
        public let scope = Setting("Scope", "profile openid email", doc: "Scope to ask for.")
        public let authEndpoint = Setting("AuthEndpoint", "", doc: "Where people log in.")
        public let tokenEndpoint = Setting("TokenEndpoint", "", doc: "Where the code is exchanged.")
        public let userAPIEndpoint = Setting("UserAPIEndpoint", "", doc: "Where the account is read.")
        public let discoveryEndpoint = Setting("DiscoveryEndpoint", "", doc: "Where the endpoints are found.")
        public let buttonText = Setting("ButtonText", "", doc: "Text of the button.")
        public let buttonColor = Setting("ButtonColor", "#145DBF", doc: "Colour of the button.")
        public let usePreferredUsername = Setting("UsePreferredUsername", false, doc: "Takes the provider's preferred username.")
    }

    public static let declared = Declared()
    public static let title = "Login with OpenID Connect"
    public static let doc = "Login through any OpenID provider; not built yet."
    public static let pages = ["authentication_signup", "authentication_openid"]
}
