internal import Wire

/// What must hold between settings.
enum SettingsChecks {
    /// The first thing that is wrong.
    static func problem(in settings: Settings) -> APIError? {
        if settings[ServiceSettings.connectionSecurity] == "TLS" && !settings[ServiceSettings.useLetsEncrypt] {
            if settings[ServiceSettings.tlsCertFile].isEmpty {
                return refusal("tls_cert_file_missing", "TLS needs ServiceSettings.TLSCertFile.")
            }
            if settings[ServiceSettings.tlsKeyFile].isEmpty {
                return refusal("tls_key_file_missing", "TLS needs ServiceSettings.TLSKeyFile.")
            }
        }
        if settings[FileSettings.driverName] == "amazons3" && settings[FileSettings.amazonS3Bucket].isEmpty {
            return refusal("amazons3_bucket", "An S3 store needs FileSettings.AmazonS3Bucket.")
        }
        if settings[CacheSettings.cacheType] == "redis" && settings[CacheSettings.redisAddress].isEmpty {
            return refusal("empty_redis_address", "Redis needs CacheSettings.RedisAddress.")
        }
        if settings[ImageProxySettings.enable] && settings[ImageProxySettings.imageProxyType] == "atmos/camo"
            && settings[ImageProxySettings.remoteImageProxyURL].isEmpty
        {
            return refusal("atmos_camo_image_proxy_url", "The picture proxy needs ImageProxySettings.RemoteImageProxyURL.")
        }
        if settings[ImageProxySettings.enable] && settings[ImageProxySettings.imageProxyType] == "atmos/camo"
            && settings[ImageProxySettings.remoteImageProxyOptions].isEmpty
        {
            return refusal("atmos_camo_image_proxy_options", "The picture proxy needs a key in ImageProxySettings.RemoteImageProxyOptions.")
        }
        if settings[ServiceSettings.allowCookiesForSubdomains] && settings[ServiceSettings.siteURL].isEmpty {
            return refusal("allow_cookies_for_subdomains", "Cookies for subdomains need ServiceSettings.SiteURL.")
        }
        return nil
    }

    private static func refusal(_ id: String, _ message: String) -> APIError {
        APIError("model.config.is_valid.\(id).app_error", 400, message)
    }
}
