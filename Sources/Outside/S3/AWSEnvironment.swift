/// What AWS's own tools read from a process's environment to find keys. The names are theirs.
public struct AWSEnvironment: Sendable {
    let accessKey: String
    let secretKey: String
    let sessionToken: String
    let region: String
    /// IRSA: a role, and where the file with the token lies that proves who asks for it.
    let roleARN: String
    let roleSessionName: String
    let webIdentityTokenFile: String
    let stsEndpoint: String
    /// Pod Identity and ECS: an address on this machine that hands out keys.
    let containerURI: String
    let containerToken: String
    let containerTokenFile: String
    /// The machine's own role.
    let metadataEndpoint: String
    let metadataIsOff: Bool

    public init(_ environment: [String: String]) {
        let text = { (name: String) in environment[name] ?? "" }
        (accessKey, secretKey, sessionToken) = (text("AWS_ACCESS_KEY_ID"), text("AWS_SECRET_ACCESS_KEY"), text("AWS_SESSION_TOKEN"))
        region = environment["AWS_REGION"] ?? text("AWS_DEFAULT_REGION")
        (roleARN, webIdentityTokenFile) = (text("AWS_ROLE_ARN"), text("AWS_WEB_IDENTITY_TOKEN_FILE"))
        roleSessionName = environment["AWS_ROLE_SESSION_NAME"] ?? "martlet"
        stsEndpoint = environment["AWS_ENDPOINT_URL_STS"] ?? text("AWS_ENDPOINT_URL")
        let relative = text("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
        containerURI = relative.isEmpty ? text("AWS_CONTAINER_CREDENTIALS_FULL_URI") : "http://169.254.170.2\(relative)"
        containerToken = text("AWS_CONTAINER_AUTHORIZATION_TOKEN")
        containerTokenFile = text("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
        metadataEndpoint = environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] ?? "http://169.254.169.254"
        metadataIsOff = text("AWS_EC2_METADATA_DISABLED").lowercased() == "true"
    }
}
