/// Which bucket of which S3-compatible store, as it was configured.
public struct S3Place: Sendable {
    public var bucket: String
    /// Before every key.
    public var prefix = ""
    /// Empty to find it out.
    public var region = ""
    /// `host` or `host:port`; empty for AWS.
    public var endpoint = ""
    public var usesTLS = true
    public var accessKey = ""
    public var secretKey = ""
    /// Asks the store to encrypt what it keeps.
    public var isEncrypted = false
    public var storageClass = ""
    /// Milliseconds that one request may take.
    public var timeout = 30_000
    /// Larger objects are sent in parts of this many bytes.
    public var partSize = 5 * 1024 * 1024

    public init(bucket: String) { self.bucket = bucket }

    /// Says in a sentence for the operator what is wrong with it.
    public func check() throws(OutsideError) {
        let letters = bucket.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || [0x2D, 0x2E, 0x5F].contains($0)
        }
        guard letters, (3...63).contains(bucket.utf8.count) else {
            throw .malformed("FileSettings.AmazonS3Bucket: \"\(bucket)\" is no name of a bucket.")
        }
        guard accessKey.isEmpty == secretKey.isEmpty else {
            throw .malformed("FileSettings.AmazonS3AccessKeyId and AmazonS3SecretAccessKey belong together: one of them is empty.")
        }
        guard endpoint.isEmpty || Self.isHost(endpoint) else {
            throw .malformed(
                "FileSettings.AmazonS3Endpoint: \"\(endpoint)\" is not of the form host or host:port, without http:// and without a path. "
                    + "Leave it empty for AWS.")
        }
    }

    private static func isHost(_ text: String) -> Bool {
        var host = text[...]
        if let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") {
            guard let port = Int(text[text.index(after: colon)...]), (1...65_535).contains(port) else { return false }
            host = text[..<colon]
        }
        if host.hasPrefix("["), host.hasSuffix("]") {
            return host.dropFirst().dropLast().allSatisfy { $0.isASCII && ($0.isHexDigit || $0 == ":" || $0 == ".") }
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy { label in
            !label.isEmpty && label.utf8.count <= 63
                && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
        }
    }

    var isAmazon: Bool { endpoint.isEmpty || endpoint.hasSuffix(".amazonaws.com") || endpoint.hasSuffix(".amazonaws.com.cn") }

    /// Scheme and host, and what stands before the key in the path. Amazon's buckets have hosts of their own.
    func address(region: String) -> (origin: String, base: String) {
        let scheme = usesTLS ? "https" : "http"
        let suffix = region.hasPrefix("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com"
        let host = endpoint.isEmpty || endpoint == "s3.amazonaws.com" ? "s3.\(region)\(suffix)" : endpoint
        guard isAmazon, !bucket.contains(".") else { return ("\(scheme)://\(host)", "/\(bucket)/") }
        return ("\(scheme)://\(bucket).\(host)", "/")
    }
}
