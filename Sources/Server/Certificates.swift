internal import Chat
internal import Network
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#endif

/// The server's certificate, read again when its files change: renewals take effect for new connections, and nobody is cut off.
final class Certificates: Sendable {
    /// How often the files are looked at, in milliseconds.
    static let interval = 5_000

    private struct Stamp: Equatable { var inode: UInt64, size: Int64, seconds: Int, nanoseconds: Int }
    private struct Page: Sendable {
        var context: TLSContext
        var files: TLSContext.Files
        nonisolated(unsafe) var stamps: [Stamp]  // plain numbers, under the lock
    }

    private let page: Mutex<Page>
    private let lowest: String
    private let ciphers: [String]

    /// `nil` when the settings ask for no encryption; throws a sentence that names the file when something is wrong with it.
    init?(_ settings: Settings) throws {
        guard settings[ServiceSettings.connectionSecurity] == "TLS" else { return nil }
        let files = TLSContext.Files(
            certificate: settings[ServiceSettings.tlsCertFile], key: settings[ServiceSettings.tlsKeyFile])
        lowest = settings[ServiceSettings.tlsMinVer]
        ciphers = settings[ServiceSettings.tlsOverwriteCiphers]
        page = Mutex(Page(context: try TLSContext(files, lowest: lowest, ciphers: ciphers), files: files, stamps: Self.stamps(of: files)))
    }

    var context: TLSContext { page.withLock { $0.context } }

    /// Reads the files when they are others than before; true when new connections should use what was read. What is wrong
    /// with them is thrown, and the certificate of before stays.
    func refresh() throws -> Bool {
        let (files, known) = page.withLock { ($0.files, $0.stamps) }, found = Self.stamps(of: files)
        guard found != known, found.count == 2 else { return false }
        page.withLock { $0.stamps = found }  // a broken file is told of once, not every few seconds
        let context = try TLSContext(files, lowest: lowest, ciphers: ciphers)
        page.withLock { $0.context = context }
        return true
    }

    private static func stamps(of files: TLSContext.Files) -> [Stamp] {
        [files.certificate, files.key].compactMap { path in
            var facts = stat()
            guard stat(path, &facts) == 0 else { return nil }
            return Stamp(
                inode: UInt64(facts.st_ino), size: Int64(facts.st_size), seconds: facts.st_mtim.tv_sec, nanoseconds: facts.st_mtim.tv_nsec)
        }
    }
}
