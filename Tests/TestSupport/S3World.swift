import Foundation
import Glibc
public import Outside
import Wire

/// moto's S3, started once for all tests of this process; it checks the signature of every request.
public struct S3World: Sendable {
    public let port: String
    public let access: String
    public let secret: String
    public let role: String
    public let container: String
    /// Where tokens lie.
    public let folder: String

    static let packages = ["moto[server]==5.2.5"]
    private static let shared = Task { try await start() }
    public static func shared() async throws -> S3World { try await shared.value }

    private final class Keeper: Sendable {
        let process: ChildProcess, input: Int32
        init(process: ChildProcess, input: Int32) { (self.process, self.input) = (process, input) }
    }
    nonisolated(unsafe) private static var keeper: Keeper?  // set once, by the one task that starts it

    private static func start() async throws -> S3World {
        let folder = TestDirectory.shared.path("s3")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let python = try await Python.program(packages: packages, environment: "s3")
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Refused(output: "no pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let process = try ChildProcess(python, [Python.path("Tests/TestSupport/s3.py"), folder], input: ends[0], output: .pipe)
        close(ends[0])
        keeper = Keeper(process: process, input: ends[1])  // it ends with its input, and that with us
        let line = try await onOwnThread {
            var text = ""
            while !text.contains("\n") {
                let piece = process.piece()
                if piece.isEmpty { break }
                text += piece
            }
            return text
        }
        guard let facts = try? JSONReader.read(line), let port = facts["port"]?.string, let access = facts["access"]?.string,
            let secret = facts["secret"]?.string, let role = facts["role"]?.string, let container = facts["container"]?.string
        else { throw Refused(output: line) }
        return S3World(port: port, access: access, secret: secret, role: role, container: container, folder: folder)
    }

    struct Refused: Error { let output: String }

    /// The bucket, under a prefix of its own.
    public var place: S3Place {
        var place = S3Place(bucket: "media")
        (place.endpoint, place.usesTLS, place.accessKey, place.secretKey) = ("127.0.0.1:\(port)", false, access, secret)
        place.prefix = "chat-\(Token.secret(8))"
        return place
    }

    public func store(_ place: S3Place, _ environment: [String: String] = ["AWS_EC2_METADATA_DISABLED": "true"]) throws -> S3Store {
        try S3Store(place, environment: AWSEnvironment(environment), spool: folder + "/spool", threads: 4)
    }
}
