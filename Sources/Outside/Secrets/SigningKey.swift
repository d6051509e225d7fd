internal import CCrypto

/// The server's own P-256 key: signs push notifications (ES256) and is kept in the `systems` row as three big numbers.
public final class SigningKey: @unchecked Sendable {  // an EVP_PKEY that nobody changes may be used by many threads
    /// Decimal numbers, as the row's JSON has them.
    public struct Numbers: Equatable, Sendable {
        public let x: String
        public let y: String
        public let d: String
        public init(x: String, y: String, d: String) { (self.x, self.y, self.d) = (x, y, d) }
    }

    private let key: OpaquePointer

    public init() throws(OutsideError) {
        guard let key = ccrypto_p256_generate() else { throw .failed("P-256 key generation") }
        self.key = key
    }

    /// Throws when the numbers are no P-256 key.
    public init(_ numbers: Numbers) throws(OutsideError) {
        guard let x = Self.bytes(numbers.x), let y = Self.bytes(numbers.y), let d = Self.bytes(numbers.d) else {
            throw .malformed("signing key")
        }
        let point = [4] + x + y
        guard let key = ccrypto_p256_load(point, point.count, d, d.count) else {
            ERR_clear_error()
            throw .malformed("signing key")
        }
        self.key = key
    }

    deinit { EVP_PKEY_free(key) }

    public var numbers: Numbers { Numbers(x: number("qx"), y: number("qy"), d: number("priv")) }

    /// The public half as base64 of its DER form, as clients get it.
    public var publicKey: String {
        var start: UnsafeMutablePointer<UInt8>?
        let count = i2d_PUBKEY(key, &start)
        guard count > 0, let start else { return "" }
        defer { CRYPTO_free(start, nil, 0) }
        return Base64.encode(Array(UnsafeBufferPointer(start: start, count: Int(count))))
    }

    /// ECDSA with SHA-256 in its DER form.
    public func signature(_ message: [UInt8]) -> [UInt8] {
        let context = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(context) }
        var der = [UInt8](repeating: 0, count: 80)
        var count = der.count
        let isSigned =
            EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1
            && EVP_DigestSign(context, &der, &count, message, message.count) == 1
        precondition(isSigned, "libcrypto signs with P-256")
        return Array(der.prefix(count))
    }

    /// ES256: r and s, 32 bytes each.
    public func sign(_ message: [UInt8]) -> [UInt8] {
        let der = signature(message)
        let pair = der.withUnsafeBufferPointer { der in
            var at = der.baseAddress
            return d2i_ECDSA_SIG(nil, &at, der.count)
        }
        defer { ECDSA_SIG_free(pair) }
        var raw = [UInt8](repeating: 0, count: 64)
        raw.withUnsafeMutableBufferPointer { raw in
            guard let start = raw.baseAddress else { return }
            _ = BN_bn2binpad(ECDSA_SIG_get0_r(pair), start, 32)
            _ = BN_bn2binpad(ECDSA_SIG_get0_s(pair), start + 32, 32)
        }
        return raw
    }

    public func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        guard signature.count == 64 else { return false }
        let pair = ECDSA_SIG_new()
        defer { ECDSA_SIG_free(pair) }
        signature.withUnsafeBufferPointer { raw in
            guard let start = raw.baseAddress else { return }
            _ = ECDSA_SIG_set0(pair, BN_bin2bn(start, 32, nil), BN_bin2bn(start + 32, 32, nil))  // `pair` owns the numbers
        }
        var der = [UInt8](repeating: 0, count: 80)
        let count = der.withUnsafeMutableBufferPointer { der in
            var at = der.baseAddress
            return i2d_ECDSA_SIG(pair, &at)
        }
        let context = EVP_MD_CTX_new()
        defer {
            EVP_MD_CTX_free(context)
            ERR_clear_error()
        }
        return EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1
            && EVP_DigestVerify(context, der, Int(count), message, message.count) == 1
    }

    private func number(_ name: String) -> String {
        var value: OpaquePointer?
        guard EVP_PKEY_get_bn_param(key, name, &value) == 1 else { return "0" }
        defer { BN_clear_free(value) }
        guard let text = BN_bn2dec(value) else { return "0" }
        defer { CRYPTO_free(text, nil, 0) }
        return String(cString: text)
    }

    private static func bytes(_ decimal: String) -> [UInt8]? {
        guard !decimal.isEmpty, decimal.utf8.count <= 80, decimal.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        var value: OpaquePointer?
        guard BN_dec2bn(&value, decimal) > 0 else { return nil }
        defer { BN_clear_free(value) }
        var bytes = [UInt8](repeating: 0, count: 32)
        return BN_bn2binpad(value, &bytes, 32) == 32 ? bytes : nil
    }
}
