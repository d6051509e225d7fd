internal import CCrypt
internal import CCrypto

#if canImport(Glibc)
    internal import Glibc
#endif

/// The hashes that Mattermost stored before version 11. Only checked, never made.
enum Bcrypt {
    static func matches(_ password: [UInt8], _ hash: String) -> Bool {
        let hash = Array(hash.utf8)
        guard hash.count == 60, hash[0] == UInt8(ascii: "$"), hash[1] == UInt8(ascii: "2"), hash[3] == UInt8(ascii: "$") else {
            return false
        }
        guard [UInt8(ascii: "a"), UInt8(ascii: "b"), UInt8(ascii: "y")].contains(hash[2]) else { return false }
        guard !password.contains(0) else { return Blowfish.matches(password, hash) }
        return crypt(password, hash).map { Digest.isSame($0[4...], hash[4...]) } ?? false
    }

    /// libcrypt ends a password at its first zero byte, so it only gets those without one. Asked for variant `b`: for `a` it
    /// changes the result of some passwords on purpose, to tell them from those of a faulty program of long ago.
    private static func crypt(_ password: [UInt8], _ hash: [UInt8]) -> [UInt8]? {
        let work = UnsafeMutablePointer<crypt_data>.allocate(capacity: 1)  // 32 KiB: too much for a stack, and crypt_r wants zeros
        memset(work, 0, MemoryLayout<crypt_data>.size)
        defer {
            OPENSSL_cleanse(work, MemoryLayout<crypt_data>.size)  // holds the password
            work.deallocate()
        }
        let setting = Array("$2b$".utf8) + hash[4...] + [0]
        let made = (password + [0]).withUnsafeBytes { phrase in
            setting.withUnsafeBytes { setting in
                crypt_r(
                    phrase.assumingMemoryBound(to: CChar.self).baseAddress, setting.assumingMemoryBound(to: CChar.self).baseAddress, work)
            }
        }
        guard let made, made.pointee != CChar(UInt8(ascii: "*")) else { return nil }  // "*0" is an error
        return Array(UnsafeBufferPointer(start: UnsafeRawPointer(made).assumingMemoryBound(to: UInt8.self), count: strlen(made)))
    }
}
