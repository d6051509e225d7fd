import Database
import Foundation
import Glibc

/// The PostgreSQL server of a run: the one that `MARTLET_TEST_POSTGRES` names, or one of our own from the system's package,
/// started when first asked for and stopped when the process ends, however it ends.
public struct TestPostgres: Sendable {
    private static let starting = Task { try await TestPostgres() }
    /// The server, started by whoever asks first.
    public static var shared: TestPostgres { get async throws { try await starting.value } }

    /// Where its socket is; `nil` for a server that was given.
    public let directory: String?
    /// The port on 127.0.0.1, where it asks for passwords (SCRAM).
    public let port: Int?
    private let base: String
    private let maintenance: PostgresDatabase

    private init() async throws {
        if let given = ProcessInfo.processInfo.environment["MARTLET_TEST_POSTGRES"] {
            (base, directory, port) = (given, nil, nil)
        } else {
            let directory = try Self.makeDirectory(), port = try Self.freePort()
            let binaries = try Self.binaries()
            try await onOwnThread { try Self.start(binaries, directory, port) }
            let superuser = try PostgresDatabase(
                url: "postgres://postgres@/postgres?host=\(directory)&port=\(port)", connections: 1, publish: { _ in })
            try await superuser.statement("CREATE ROLE martlet LOGIN CREATEDB CREATEROLE")
            await superuser.close()
            (self.directory, self.port) = (directory, port)
            // On a machine that does much else a new connection waits longer than the ten seconds a server allows it.
            base = "postgres://martlet@/postgres?host=\(directory)&port=\(port)&connect_timeout=120"
        }
        maintenance = try PostgresDatabase(
            try PostgresAddress(url: base),
            options: PostgresOptions(connections: 2, statementTimeout: .seconds(300), patience: .seconds(300)),
            publish: { _ in })
    }

    /// A URL for `database` as a role that may create databases and is no superuser.
    public func url(of database: String) -> String {
        var url = URLComponents(string: base)!
        url.path = "/" + database
        return url.string!
    }

    /// Runs one statement in the maintenance database, outside of a transaction.
    public func run(_ statement: String) async throws { try await maintenance.statement(statement) }
}

extension PostgresDatabase {
    fileprivate func statement(_ text: String) async throws { try await readOne { try $0.each(SQL(unchecked: text)) { _ in } } }
}

extension TestPostgres {
    /// Says what could not be done, with the program's own words.
    struct Failure: Error, CustomStringConvertible { let description: String }

    private static func binaries() throws -> String {
        let root = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap(Int.init).sorted()
        guard let newest = versions.last(where: { FileManager.default.isExecutableFile(atPath: "\(root)/\($0)/bin/initdb") }) else {
            throw Failure(description: "PostgreSQL is needed for the tests: apt-get install postgresql")
        }
        return "\(root)/\(newest)/bin"
    }

    private static func makeDirectory() throws -> String {
        let place = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"  // memory: copying a database is files
        var template = Array("\(place)/martlet-pg-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(description: "no directory in \(place): \(errno)") }
        let directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        if getuid() == 0, let user = getpwnam("postgres") { chown(directory, user.pointee.pw_uid, user.pointee.pw_gid) }
        return directory
    }

    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in(), length = socklen_t(MemoryLayout<sockaddr_in>.size)
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return try withUnsafeMutablePointer(to: &address) {
            try $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                guard bind(descriptor, pointer, length) == 0, getsockname(descriptor, pointer, &length) == 0 else {
                    throw Failure(description: "no free port")
                }
                return Int(UInt16(bigEndian: pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { $0.pointee.sin_port }))
            }
        }
    }

    /// The server runs under a shell that reads from us: when we are gone, by whatever way, the shell reads the end, stops
    /// the server and removes its files. It says "ready" or "failed" on its output.
    private static func start(_ binaries: String, _ directory: String, _ port: Int) throws {
        let script = """
            cd \(directory)
            stop() { [ -n "$server" ] && kill -QUIT $server && wait $server; rm -rf \(directory); }
            trap '' INT TERM HUP
            \(binaries)/initdb -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >log 2>&1 \
            || { cat log; echo failed; stop; exit; }
            printf 'local all all trust\\nhost all all 127.0.0.1/32 scram-sha-256\\n' >data/pg_hba.conf
            \(binaries)/postgres -D data -p \(port) -k \(directory) -h 127.0.0.1 -F -c synchronous_commit=off -c full_page_writes=off \
            -c wal_level=minimal -c max_wal_senders=0 -c max_connections=400 -c shared_buffers=64MB -c autovacuum=off >>log 2>&1 &
            server=$!
            until \(binaries)/pg_isready -q -h \(directory) -p \(port); do
                kill -0 $server 2>/dev/null || { cat log; server=; echo failed; stop; exit; }
                sleep 0.05
            done
            echo ready
            read line
            stop
            """
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Failure(description: "no pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }  // a child that held our end would keep the server alive
        defer { close(ends[0]) }
        let program = getuid() == 0 ? "/usr/sbin/runuser" : "/bin/sh"
        let shell = try ChildProcess(
            program, (getuid() == 0 ? ["-u", "postgres", "--", "/bin/sh"] : []) + ["-c", script], input: ends[0], output: .pipe,
            errors: .inherited)
        var said = ""
        while !said.hasSuffix("ready\n") && !said.hasSuffix("failed\n") {
            let more = shell.piece()
            guard !more.isEmpty else { break }
            said += more
        }
        guard said.hasSuffix("ready\n") else { throw Failure(description: "PostgreSQL did not start: \(said)") }
    }
}
