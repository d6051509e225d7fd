#if canImport(Glibc)
    internal import Glibc
#endif

/// Finds the keys to sign with, and new ones before they end. In this order: those of the settings, of the environment, of a
/// role for a web identity (IRSA), of the container (Pod Identity, ECS), of the machine.
actor AWSIdentity {
    private let configured: AWSKeys?
    private let environment: AWSEnvironment
    private let region: String
    private let client: PlainClient
    private var known: AWSKeys?
    private var search: Task<AWSKeys, any Error>?

    /// How long before their end keys are replaced, in seconds.
    private static let margin: Int64 = 300

    init(configured: AWSKeys?, environment: AWSEnvironment, region: String, client: PlainClient) {
        self.configured = configured
        self.environment = environment
        self.region = region
        self.client = client
    }

    /// Keys that hold now. Whoever asks while they are being fetched waits for the same answer.
    func keys() async throws -> AWSKeys {
        let now = Int64(time(nil))
        if let known, known.expiresAt - Self.margin > now { return known }
        if let search { return try await search.value }
        let search = Task { try await find() }
        self.search = search
        defer { self.search = nil }
        do {
            let found = try await search.value
            known = found
            return found
        } catch {
            if let known, known.expiresAt > now { return known }  // still good: the next request tries again
            throw error
        }
    }

    private func find() async throws -> AWSKeys {
        if let configured { return configured }
        if !environment.accessKey.isEmpty, !environment.secretKey.isEmpty {
            return AWSKeys(
                accessKey: environment.accessKey, secretKey: environment.secretKey, sessionToken: environment.sessionToken)
        }
        if !environment.webIdentityTokenFile.isEmpty, !environment.roleARN.isEmpty { return try await assumeRole() }
        if !environment.containerURI.isEmpty { return try await askContainer() }
        if !environment.metadataIsOff { return try await askMachine() }
        throw OutsideError.failed("no keys for S3: neither in the settings nor in the environment")
    }

    // MARK: Roles

    private func assumeRole() async throws -> AWSKeys {
        let endpoint = environment.stsEndpoint.isEmpty ? "https://sts.\(region).amazonaws.com" : environment.stsEndpoint
        let form = [
            ("Action", "AssumeRoleWithWebIdentity"), ("Version", "2011-06-15"), ("RoleArn", environment.roleARN),
            ("RoleSessionName", environment.roleSessionName), ("WebIdentityToken", try Self.text(of: environment.webIdentityTokenFile)),
        ].map { "\($0.0)=\(AWSSignature.escape($0.1))" }.joined(separator: "&")
        let answer = try await ask(
            "POST", endpoint + "/", [(name: "content-type", value: "application/x-www-form-urlencoded")], .bytes(Array(form.utf8)))
        return try Self.keys("STS") { XMLText.first($0, in: answer) }
    }

    private func askContainer() async throws -> AWSKeys {
        guard Self.mayBeTold(environment.containerURI) else {
            throw OutsideError.malformed("AWS_CONTAINER_CREDENTIALS_FULL_URI is neither TLS nor on this machine")
        }
        let token = environment.containerTokenFile.isEmpty ? environment.containerToken : try Self.text(of: environment.containerTokenFile)
        let fields = token.isEmpty ? [] : [(name: "authorization", value: token)]
        let answer = try await ask("GET", environment.containerURI, fields, .none)
        return try Self.keys("container") { Self.member($0 == "SessionToken" ? "Token" : $0, in: answer) }
    }

    private func askMachine() async throws -> AWSKeys {
        let base = environment.metadataEndpoint + "/latest"
        let token = try await ask(
            "PUT", base + "/api/token", [(name: "x-aws-ec2-metadata-token-ttl-seconds", value: "300")], .bytes([]))
        let fields = [(name: "x-aws-ec2-metadata-token", value: token)], path = base + "/meta-data/iam/security-credentials/"
        let role = try await ask("GET", path, fields, .none).prefix { $0 != "\n" }
        let answer = try await ask("GET", path + role, fields, .none)
        return try Self.keys("machine") { Self.member($0 == "SessionToken" ? "Token" : $0, in: answer) }
    }

    private func ask(
        _ method: String, _ url: String, _ fields: [(name: String, value: String)], _ body: PlainRequest.Body
    ) async throws -> String {
        let request = PlainRequest(method: method, url: url, fields: fields, body: body, timeout: 5_000)
        let answer = try await client.send(request)
        guard answer.status == 200 else { throw OutsideError.failed("keys for S3: \(url.prefix { $0 != "?" }) answered \(answer.status)") }
        return answer.text
    }

    private static func keys(_ source: String, _ value: (String) -> String?) throws(OutsideError) -> AWSKeys {
        guard let access = value("AccessKeyId"), let secret = value("SecretAccessKey"), let token = value("SessionToken") else {
            throw .malformed("the answer of the \(source) holds no keys")
        }
        return AWSKeys(
            accessKey: access, secretKey: secret, sessionToken: token, expiresAt: value("Expiration").flatMap(seconds) ?? .max)
    }

    /// The token for the container goes to nobody but TLS, this machine and the addresses that AWS gave the purpose.
    static func mayBeTold(_ url: String) -> Bool {
        if url.hasPrefix("https://") { return true }
        guard url.hasPrefix("http://") else { return false }
        let host = url.dropFirst("http://".count).prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != "@" }
        let rest = url.dropFirst("http://".count + host.count)
        guard rest.first != "@" else { return false }
        let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
        let parts = name.split(separator: ".").map { Int($0) ?? -1 }
        let isLoopback = parts.count == 4 && parts[0] == 127 && parts.allSatisfy { (0...255).contains($0) }
        return isLoopback || ["localhost", "[::1]", "169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"].contains(String(name))
    }

    /// Read each time: the token is renewed in place.
    private static func text(of file: String) throws(OutsideError) -> String {
        let descriptor = try Disk.open(file, O_RDONLY)
        defer { close(descriptor) }
        let bytes = try Disk.read(descriptor, 0..<min(try Disk.size(descriptor), 1 << 16))
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    }

    /// The text of a member of a flat JSON object; keys need no more of the language.
    static func member(_ name: String, in json: String) -> String? {
        guard let start = json.firstRange(of: "\"\(name)\"") else { return nil }
        let rest = json[start.upperBound...].drop { $0.isWhitespace || $0 == ":" }
        guard rest.first == "\"" else { return nil }
        var text = "", isEscaped = false
        for letter in rest.dropFirst() {
            if letter == "\"", !isEscaped { return text }
            if letter == "\\", !isEscaped { isEscaped = true; continue }
            text.append(letter)
            isEscaped = false
        }
        return nil
    }

    /// `2026-11-28T05:48:13Z` as seconds since 1970.
    static func seconds(_ text: String) -> Int64? {
        let numbers = text.split { !$0.isNumber }.prefix(6).compactMap { Int32($0) }
        guard numbers.count == 6 else { return nil }
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (numbers[0] - 1900, numbers[1] - 1, numbers[2])
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = (numbers[3], numbers[4], numbers[5])
        return Int64(timegm(&parts))
    }
}
