/// Files.
public enum FileSettings: SettingsSection {
    public struct Declared: Sendable {
        public let enableFileAttachments = Setting("EnableFileAttachments", true, .members, doc: "Lets people attach files.")
        public let enableMobileUpload = Setting(
            "EnableMobileUpload", true, .members(as: "EnableMobileFileUpload"), doc: "Lets people attach files on mobile apps.")
        public let enableMobileDownload = Setting(
            "EnableMobileDownload", true, .members(as: "EnableMobileFileDownload"), doc: "Lets people fetch files on mobile apps.")
        public let maxFileSize = Setting(
            "MaxFileSize", 104_857_600, .members, rule: .atLeast(1, "max_file_size"), doc: "Bytes of a file at most.")
        public let maxImageResolution = Setting(
            "MaxImageResolution", 33_177_600, rule: .atLeast(1, "max_image_resolution"), doc: "Pixels of a picture at most.")
        public let maxImageDecoderConcurrency = Setting(
            "MaxImageDecoderConcurrency", -1, doc: "Pictures decoded at the same time; -1 for as many as there are processors.")
        public let driverName = Setting(
            "DriverName", "local", rule: .oneOf(["local", "amazons3"], "file_driver"),
            doc: "`local` for a folder, `amazons3` for any S3-compatible store.")
        public let directory = Setting("Directory", "./data/", rule: .notEmpty("directory"), doc: "Folder of the files.")
        public let enablePublicLink = Setting("EnablePublicLink", false, .members, doc: "Lets people make links that need no account.")
        public let extractContent = Setting("ExtractContent", true, doc: "Makes the text of documents searchable.")
        public let archiveRecursion = Setting("ArchiveRecursion", false, doc: "Looks into archives within archives.")
        public let publicLinkSalt = Setting(
            "PublicLinkSalt", "", .secret, rule: .minLength(32, "file_salt", emptyAllowed: true),
            doc: "Key that signs public links; made at the first start when empty.")
        public let initialFont = Setting(
            "InitialFont", "nunito-bold.ttf", doc: "Kept for clients; pictures of new accounts are drawn without a font file.")
        public let amazonS3AccessKeyId = Setting(
            "AmazonS3AccessKeyId", "", doc: "Access key of the S3 store; empty to use the machine's role.")
        public let amazonS3SecretAccessKey = Setting("AmazonS3SecretAccessKey", "", .secret, doc: "Secret key of the S3 store.")
        public let amazonS3Bucket = Setting("AmazonS3Bucket", "", doc: "Bucket.")
        public let amazonS3PathPrefix = Setting("AmazonS3PathPrefix", "", doc: "Prefix of all keys in the bucket.")
        public let amazonS3Region = Setting("AmazonS3Region", "", doc: "Region; found out when empty.")
        public let amazonS3Endpoint = Setting("AmazonS3Endpoint", "s3.amazonaws.com", doc: "Host of the S3 store.")
        public let amazonS3SSL = Setting("AmazonS3SSL", true, doc: "Speaks TLS to the S3 store.")
        public let amazonS3SignV2 = Setting("AmazonS3SignV2", false, doc: "Signs in the older way.")
        public let amazonS3SSE = Setting("AmazonS3SSE", false, doc: "Asks the store to encrypt.")
        public let amazonS3Trace = Setting("AmazonS3Trace", false, doc: "Logs what is said to the store.")
        public let amazonS3RequestTimeoutMilliseconds = Setting(
            "AmazonS3RequestTimeoutMilliseconds", 30000, rule: .atLeast(1, "amazons3_timeout"),
            doc: "Milliseconds that a request to the store may take.")
        public let amazonS3UploadPartSizeBytes = Setting(
            "AmazonS3UploadPartSizeBytes", 5_242_880, rule: .atLeast(5242880, "amazons3_upload_part_size"),
            doc: "Bytes of a part of a large upload.")
        public let amazonS3StorageClass = Setting("AmazonS3StorageClass", "", doc: "Storage class of new objects.")
        public let dedicatedExportStore = Setting("DedicatedExportStore", false, doc: "Keeps exports elsewhere than files.")
        public let exportDriverName = Setting(
            "ExportDriverName", "local", rule: .oneOf(["local", "amazons3"], "file_driver"),
            doc: "Where exports are kept: `local` or `amazons3`.")
        public let exportDirectory = Setting("ExportDirectory", "./data/", doc: "Folder of exports.")
        public let exportAmazonS3AccessKeyId = Setting("ExportAmazonS3AccessKeyId", "", doc: "As AmazonS3AccessKeyId, for exports.")
        public let exportAmazonS3SecretAccessKey = Setting(
            "ExportAmazonS3SecretAccessKey", "", .secret, doc: "As AmazonS3SecretAccessKey, for exports.")
        public let exportAmazonS3Bucket = Setting("ExportAmazonS3Bucket", "", doc: "As AmazonS3Bucket, for exports.")
        public let exportAmazonS3PathPrefix = Setting("ExportAmazonS3PathPrefix", "", doc: "As AmazonS3PathPrefix, for exports.")
        public let exportAmazonS3Region = Setting("ExportAmazonS3Region", "", doc: "As AmazonS3Region, for exports.")
        public let exportAmazonS3Endpoint = Setting("ExportAmazonS3Endpoint", "s3.amazonaws.com", doc: "As AmazonS3Endpoint, for exports.")
        public let exportAmazonS3SSL = Setting("ExportAmazonS3SSL", true, doc: "As AmazonS3SSL, for exports.")
        public let exportAmazonS3SignV2 = Setting("ExportAmazonS3SignV2", false, doc: "As AmazonS3SignV2, for exports.")
        public let exportAmazonS3SSE = Setting("ExportAmazonS3SSE", false, doc: "As AmazonS3SSE, for exports.")
        public let exportAmazonS3Trace = Setting("ExportAmazonS3Trace", false, doc: "As AmazonS3Trace, for exports.")
        public let exportAmazonS3RequestTimeoutMilliseconds = Setting(
            "ExportAmazonS3RequestTimeoutMilliseconds", 30000, doc: "As AmazonS3RequestTimeoutMilliseconds, for exports.")
        public let exportAmazonS3PresignExpiresSeconds = Setting(
            "ExportAmazonS3PresignExpiresSeconds", 21600, doc: "Seconds that a link to an export can be used.")
        public let exportAmazonS3UploadPartSizeBytes = Setting(
            "ExportAmazonS3UploadPartSizeBytes", 104_857_600, doc: "As AmazonS3UploadPartSizeBytes, for exports.")
        public let exportAmazonS3StorageClass = Setting("ExportAmazonS3StorageClass", "", doc: "As AmazonS3StorageClass, for exports.")
    }

    public static let declared = Declared()
    public static let title = "Files"
    public static let doc = "Where attachments are kept and how large they may be."
    public static let pages = ["environment_file_storage", "site_file_sharing_and_downloads", "site_public_links"]
}

/// Pictures of other sites.
public enum ImageProxySettings: SettingsSection {
    public struct Declared: Sendable {
        public let enable = Setting("Enable", false, doc: "Uses the proxy.")
        public let imageProxyType = Setting(
            "ImageProxyType", "local", rule: .oneOf(["local", "atmos/camo"], "image_proxy_type"),
            doc: "`local` for the server itself, `atmos/camo` for a proxy apart.")
        public let remoteImageProxyURL = Setting(
            "RemoteImageProxyURL", "", rule: .urlOrEmpty("atmos_camo_image_proxy_url"), doc: "Address of that proxy.")
        public let remoteImageProxyOptions = Setting("RemoteImageProxyOptions", "", doc: "Key of that proxy.")
    }

    public static let declared = Declared()
    public static let title = "Pictures of other sites"
    public static let doc = "Fetches pictures for clients, so that other sites do not see who looks."
    public static let pages = ["environment_image_proxy"]
}

/// Imports.
public enum ImportSettings: SettingsSection {
    public struct Declared: Sendable {
        public let directory = Setting("Directory", "./import", rule: .notEmpty("import.directory"), doc: "Folder, below the files' own.")
        public let retentionDays = Setting(
            "RetentionDays", 30, rule: .atLeast(1, "import.retention_days_too_low"), doc: "Days that they are kept.")
    }

    public static let declared = Declared()
    public static let title = "Imports"
    public static let doc = "Where files to import wait."
    public static let pages = ["environment_file_storage"]
}

/// Exports.
public enum ExportSettings: SettingsSection {
    public struct Declared: Sendable {
        public let directory = Setting("Directory", "./export", rule: .notEmpty("export.directory"), doc: "Folder, below the files' own.")
        public let retentionDays = Setting(
            "RetentionDays", 30, rule: .atLeast(1, "export.retention_days_too_low"), doc: "Days that they are kept.")
    }

    public static let declared = Declared()
    public static let title = "Exports"
    public static let doc = "Where exports wait."
    public static let pages = ["environment_file_storage"]
}
