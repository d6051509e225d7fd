import Chat
import Foundation
import TestSupport
import Testing

struct LogOutputTests {
    @Test func theSettingsSteerTheLogAtOnce() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let output = LogOutput(), log = Log(now: { 1_700_000_000_123 }, threshold: { output.threshold }, write: { output.write($0, $1) })
        func follow(_ changes: [String: String]) throws {
            let quiet = ["MM_LOGSETTINGS_ENABLECONSOLE": "false", "MM_LOGSETTINGS_FILELOCATION": folder].merging(changes) { $1 }
            output.follow(SettingsBook(try SettingsLayers(environment: quiet, file: nil)).current)
        }
        func lines() throws -> [String] {
            try String(contentsOfFile: folder + "/martlet.log", encoding: .utf8).split(separator: "\n").map(String.init)
        }
        try follow([:])
        log.debug("hidden")
        log.info("first", ["port": "1"])
        #expect(try lines() == [#"{"time":1700000000123,"level":"info","msg":"first","port":"1"}"#])
        try follow(["MM_LOGSETTINGS_FILELEVEL": "DEBUG", "MM_LOGSETTINGS_FILEJSON": "false"])
        log.debug("second", ["port": "2"])
        #expect(try lines().last == "2023-11-14T22:13:20.123Z debug second port=2")
        try follow(["MM_LOGSETTINGS_FILELEVEL": "ERROR"])
        log.warn("hidden")
        try follow(["MM_LOGSETTINGS_ENABLEFILE": "false"])
        log.error("hidden")
        #expect(try lines().count == 2)
    }
}
