/// What a role may allow. A case's name in snake case is the permission's id on the wire (facts: roles.md).
public enum Permission: UInt16, CaseIterable, Sendable {
    case addBookmarkPrivateChannel
    case addBookmarkPublicChannel
    case addLdapPrivateCert
    case addLdapPublicCert
    case addReaction
    case addSamlIdpCert
    case addSamlPrivateCert
    case addSamlPublicCert
    case addUserToTeam
    case assignBot
    case assignSystemAdminRole
    case bypassIncomingWebhookChannelLock
    case convertPrivateChannelToPublic
    case convertPublicChannelToPrivate
    case createBot
    case createComplianceExportJob
    case createCustomGroup
    case createDataRetentionJob
    case createDirectChannel
    case createElasticsearchPostAggregationJob
    case createElasticsearchPostIndexingJob
    case createEmojis
    case createGroupChannel
    case createLdapSyncJob
    case createPost
    case createPostEphemeral
    case createPostPublic
    case createPrivateChannel
    case createPublicChannel
    case createTeam
    case createUserAccessToken
    case deleteBookmarkPrivateChannel
    case deleteBookmarkPublicChannel
    case deleteCustomGroup
    case deleteEmojis
    case deleteOthersEmojis
    case deleteOthersPosts
    case deletePost
    case deletePrivateChannel
    case deletePublicChannel
    case demoteToGuest
    case downloadComplianceExportResult
    case editBookmarkPrivateChannel
    case editBookmarkPublicChannel
    case editBrand
    case editCustomGroup
    case editOtherUsers
    case editOthersPosts
    case editPost
    case getAnalytics
    case getLogs
    case getPublicLink
    case getSamlCertStatus
    case getSamlMetadataFromIdp
    case importTeam
    case invalidateCaches
    case invalidateEmailInvite
    case inviteGuest
    case inviteUser
    case joinPrivateTeams
    case joinPublicChannels
    case joinPublicTeams
    case listPrivateTeams
    case listPublicTeams
    case listTeamChannels
    case listUsersWithoutTeam
    case manageBots
    case manageChannelAccessRules
    case manageChannelRoles
    case manageComplianceExportJob
    case manageCustomGroupMembers
    case manageDataRetentionJob
    case manageElasticsearchPostAggregationJob
    case manageElasticsearchPostIndexingJob
    case manageJobs
    case manageLdapSyncJob
    case manageLicenseInformation
    case manageOauth
    case manageOthersBots
    case manageOthersIncomingWebhooks
    case manageOthersOutgoingWebhooks
    case manageOthersSlashCommands
    case manageOutgoingOauthConnections
    case manageOwnIncomingWebhooks
    case manageOwnOutgoingWebhooks
    case manageOwnSlashCommands
    case managePrivateChannelAutoTranslation
    case managePrivateChannelBanner
    case managePrivateChannelMembers
    case managePrivateChannelProperties
    case managePublicChannelAutoTranslation
    case managePublicChannelBanner
    case managePublicChannelMembers
    case managePublicChannelProperties
    case manageRoles
    case manageSecureConnections
    case manageSharedChannels
    case manageSystem
    case manageSystemWideOauth
    case manageTeam
    case manageTeamRoles
    case orderBookmarkPrivateChannel
    case orderBookmarkPublicChannel
    case playbookPrivateCreate
    case playbookPrivateMakePublic
    case playbookPrivateManageMembers
    case playbookPrivateManageProperties
    case playbookPrivateManageRoles
    case playbookPrivateView
    case playbookPublicCreate
    case playbookPublicMakePrivate
    case playbookPublicManageMembers
    case playbookPublicManageProperties
    case playbookPublicManageRoles
    case playbookPublicView
    case promoteGuest
    case purgeElasticsearchIndexes
    case readAudits
    case readBots
    case readChannel
    case readChannelContent
    case readComplianceExportJob
    case readDataRetentionJob
    case readDeletedPosts
    case readElasticsearchPostAggregationJob
    case readElasticsearchPostIndexingJob
    case readJobs
    case readLdapSyncJob
    case readLicenseInformation
    case readOtherUsersTeams
    case readOthersBots
    case readPrivateChannelGroups
    case readPublicChannel
    case readPublicChannelGroups
    case readUserAccessToken
    case recycleDatabaseConnections
    case reloadConfig
    case removeLdapPrivateCert
    case removeLdapPublicCert
    case removeOthersReactions
    case removeReaction
    case removeSamlIdpCert
    case removeSamlPrivateCert
    case removeSamlPublicCert
    case removeUserFromTeam
    case restoreCustomGroup
    case revokeUserAccessToken
    case runCreate
    case runManageMembers
    case runManageProperties
    case runView
    case sysconsoleReadAboutEditionAndLicense
    case sysconsoleReadAuthenticationEmail
    case sysconsoleReadAuthenticationGuestAccess
    case sysconsoleReadAuthenticationLdap
    case sysconsoleReadAuthenticationMfa
    case sysconsoleReadAuthenticationOpenid
    case sysconsoleReadAuthenticationPassword
    case sysconsoleReadAuthenticationSaml
    case sysconsoleReadAuthenticationSignup
    case sysconsoleReadBilling
    case sysconsoleReadComplianceComplianceExport
    case sysconsoleReadComplianceComplianceMonitoring
    case sysconsoleReadComplianceCustomTermsOfService
    case sysconsoleReadComplianceDataRetentionPolicy
    case sysconsoleReadEnvironmentDatabase
    case sysconsoleReadEnvironmentDeveloper
    case sysconsoleReadEnvironmentElasticsearch
    case sysconsoleReadEnvironmentFileStorage
    case sysconsoleReadEnvironmentHighAvailability
    case sysconsoleReadEnvironmentImageProxy
    case sysconsoleReadEnvironmentLogging
    case sysconsoleReadEnvironmentMobileSecurity
    case sysconsoleReadEnvironmentPerformanceMonitoring
    case sysconsoleReadEnvironmentPushNotificationServer
    case sysconsoleReadEnvironmentRateLimiting
    case sysconsoleReadEnvironmentSessionLengths
    case sysconsoleReadEnvironmentSmtp
    case sysconsoleReadEnvironmentWebServer
    case sysconsoleReadExperimentalFeatureFlags
    case sysconsoleReadExperimentalFeatures
    case sysconsoleReadIntegrationsBotAccounts
    case sysconsoleReadIntegrationsCors
    case sysconsoleReadIntegrationsGif
    case sysconsoleReadIntegrationsIntegrationManagement
    case sysconsoleReadPlugins
    case sysconsoleReadProductsBoards
    case sysconsoleReadReportingServerLogs
    case sysconsoleReadReportingSiteStatistics
    case sysconsoleReadReportingTeamStatistics
    case sysconsoleReadSiteAnnouncementBanner
    case sysconsoleReadSiteCustomization
    case sysconsoleReadSiteEmoji
    case sysconsoleReadSiteFileSharingAndDownloads
    case sysconsoleReadSiteIpFilters
    case sysconsoleReadSiteLocalization
    case sysconsoleReadSiteNotices
    case sysconsoleReadSiteNotifications
    case sysconsoleReadSitePosts
    case sysconsoleReadSitePublicLinks
    case sysconsoleReadSiteUsersAndTeams
    case sysconsoleReadUserManagementChannels
    case sysconsoleReadUserManagementGroups
    case sysconsoleReadUserManagementPermissions
    case sysconsoleReadUserManagementSystemRoles
    case sysconsoleReadUserManagementTeams
    case sysconsoleReadUserManagementUsers
    case sysconsoleWriteAboutEditionAndLicense
    case sysconsoleWriteAuthenticationEmail
    case sysconsoleWriteAuthenticationGuestAccess
    case sysconsoleWriteAuthenticationLdap
    case sysconsoleWriteAuthenticationMfa
    case sysconsoleWriteAuthenticationOpenid
    case sysconsoleWriteAuthenticationPassword
    case sysconsoleWriteAuthenticationSaml
    case sysconsoleWriteAuthenticationSignup
    case sysconsoleWriteBilling
    case sysconsoleWriteComplianceComplianceExport
    case sysconsoleWriteComplianceComplianceMonitoring
    case sysconsoleWriteComplianceCustomTermsOfService
    case sysconsoleWriteComplianceDataRetentionPolicy
    case sysconsoleWriteEnvironmentDatabase
    case sysconsoleWriteEnvironmentDeveloper
    case sysconsoleWriteEnvironmentElasticsearch
    case sysconsoleWriteEnvironmentFileStorage
    case sysconsoleWriteEnvironmentHighAvailability
    case sysconsoleWriteEnvironmentImageProxy
    case sysconsoleWriteEnvironmentLogging
    case sysconsoleWriteEnvironmentMobileSecurity
    case sysconsoleWriteEnvironmentPerformanceMonitoring
    case sysconsoleWriteEnvironmentPushNotificationServer
    case sysconsoleWriteEnvironmentRateLimiting
    case sysconsoleWriteEnvironmentSessionLengths
    case sysconsoleWriteEnvironmentSmtp
    case sysconsoleWriteEnvironmentWebServer
    case sysconsoleWriteExperimentalFeatureFlags
    case sysconsoleWriteExperimentalFeatures
    case sysconsoleWriteIntegrationsBotAccounts
    case sysconsoleWriteIntegrationsCors
    case sysconsoleWriteIntegrationsGif
    case sysconsoleWriteIntegrationsIntegrationManagement
    case sysconsoleWritePlugins
    case sysconsoleWriteProductsBoards
    case sysconsoleWriteReportingServerLogs
    case sysconsoleWriteReportingSiteStatistics
    case sysconsoleWriteReportingTeamStatistics
    case sysconsoleWriteSiteAnnouncementBanner
    case sysconsoleWriteSiteCustomization
    case sysconsoleWriteSiteEmoji
    case sysconsoleWriteSiteFileSharingAndDownloads
    case sysconsoleWriteSiteIpFilters
    case sysconsoleWriteSiteLocalization
    case sysconsoleWriteSiteNotices
    case sysconsoleWriteSiteNotifications
    case sysconsoleWriteSitePosts
    case sysconsoleWriteSitePublicLinks
    case sysconsoleWriteSiteUsersAndTeams
    case sysconsoleWriteUserManagementChannels
    case sysconsoleWriteUserManagementGroups
    case sysconsoleWriteUserManagementPermissions
    case sysconsoleWriteUserManagementSystemRoles
    case sysconsoleWriteUserManagementTeams
    case sysconsoleWriteUserManagementUsers
    case testElasticsearch
    case testEmail
    case testLdap
    case testS3
    case testSiteUrl
    case uploadFile
    case useChannelMentions
    case useGroupMentions
    case useSlashCommands
    case viewMembers
    case viewTeam

    // No role has these by default; they are accepted where a role is changed, as older servers had them.
    case createPostBleveIndexesJob
    case manageEmojis
    case manageIncomingWebhooks
    case manageOthersEmojis
    case manageOthersWebhooks
    case manageOutgoingWebhooks
    case managePostBleveIndexesJob
    case manageSlashCommands
    case manageWebhooks
    case permanentDeleteUser
    case purgeBleveIndexes
    case sysconsoleReadAbout
    case sysconsoleReadAuthentication
    case sysconsoleReadCompliance
    case sysconsoleReadEnvironment
    case sysconsoleReadExperimental
    case sysconsoleReadExperimentalBleve
    case sysconsoleReadIntegrations
    case sysconsoleReadReporting
    case sysconsoleReadSite
    case sysconsoleWriteAbout
    case sysconsoleWriteAuthentication
    case sysconsoleWriteCompliance
    case sysconsoleWriteEnvironment
    case sysconsoleWriteExperimental
    case sysconsoleWriteExperimentalBleve
    case sysconsoleWriteIntegrations
    case sysconsoleWriteReporting
    case sysconsoleWriteSite
}

extension Permission {
    /// The id on the wire: `create_post`.
    public var name: String { Self.names[Int(rawValue)] }

    public init?(name: String) {
        guard let permission = Self.byName[name] else { return nil }
        self = permission
    }

    private static let names: [String] = allCases.map { permission in
        // runs at every start, so by bytes
        String(decoding: "\(permission)".utf8.flatMap { $0 >= 65 && $0 <= 90 ? [UInt8(ascii: "_"), $0 | 0x20] : [$0] }, as: UTF8.self)
    }
    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })
}

/// A set of permissions, as bits: unions of roles are what every request computes.
public struct PermissionSet: Sendable, Hashable {
    private var words: SIMD8<UInt64> = .zero

    public init() {}
    public init(_ permissions: some Sequence<Permission>) { for permission in permissions { insert(permission) } }

    public static let all = PermissionSet(Permission.allCases)

    @inline(__always)
    public func contains(_ permission: Permission) -> Bool {
        words[Int(permission.rawValue >> 6)] & (1 << UInt64(permission.rawValue & 63)) != 0
    }
    public mutating func insert(_ permission: Permission) { words[Int(permission.rawValue >> 6)] |= 1 << UInt64(permission.rawValue & 63) }
    public mutating func remove(_ permission: Permission) {
        words[Int(permission.rawValue >> 6)] &= ~(1 << UInt64(permission.rawValue & 63))
    }
    public mutating func formUnion(_ other: PermissionSet) { words |= other.words }
    public func union(_ other: PermissionSet) -> PermissionSet { var union = self; union.formUnion(other); return union }
}
