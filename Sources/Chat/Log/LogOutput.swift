internal import Synchronization
internal import Wire

#if canImport(Glibc)
    internal import Glibc
#endif

/// Where the log goes: to standard error, to a file, to both or to neither, each from a level on, as lines of JSON or of text.
/// Follows `LogSettings` at once. What cannot be written to the file is lost there and nowhere else: the log stops nobody.
public final class LogOutput: Sendable {
    private struct Target: Sendable, Equatable {
        var isOn = true
        var level = Log.Level.info
        var isJSON = true

        func takes(_ level: Log.Level) -> Bool { isOn && level >= self.level }
    }

    private struct State: Sendable {
        var console = Target()
        var file = Target(isOn: false)
        var path = ""
        var descriptor: Int32 = -1
        var written = 0
    }

    /// A file this long is put aside; one earlier file is kept.
    private static let longestFile = 100_000_000
    private let state = Mutex(State())

    public init() {}
    deinit { state.withLock { if $0.descriptor >= 0 { close($0.descriptor) } } }

    /// The least level that anybody wants.
    public var threshold: Log.Level {
        state.withLock { state in
            let wanted = [state.console, state.file].filter(\.isOn).map(\.level)
            return wanted.min() ?? .error
        }
    }

    /// Takes over what is configured now.
    public func follow(_ settings: Settings) {
        let console = Target(
            isOn: settings[LogSettings.enableConsole], level: Self.level(settings[LogSettings.consoleLevel]),
            isJSON: settings[LogSettings.consoleJson])
        let file = Target(
            isOn: settings[LogSettings.enableFile], level: Self.level(settings[LogSettings.fileLevel]),
            isJSON: settings[LogSettings.fileJson])
        let named = settings[LogSettings.fileLocation], files = settings[FileSettings.directory]
        let folder = named.isEmpty ? files + (files.hasSuffix("/") ? "" : "/") + "logs" : named
        state.withLock { state in
            let path = folder + "/martlet.log"
            if state.descriptor >= 0, path != state.path || !file.isOn { close(state.descriptor); state.descriptor = -1 }
            (state.console, state.file, state.path) = (console, file, path)
            if file.isOn, state.descriptor < 0 { Self.open(&state) }
        }
    }

    /// One `write` a line and place, so that lines of several threads do not mix. `line` is JSON and ends with a line feed.
    public func write(_ level: Log.Level, _ line: [UInt8]) {
        state.withLock { state in
            if state.console.takes(level) { _ = Self.write(2, state.console.isJSON ? line : Self.text(of: line)) }
            guard state.file.takes(level), state.descriptor >= 0 else { return }
            state.written += Self.write(state.descriptor, state.file.isJSON ? line : Self.text(of: line))
            if state.written >= Self.longestFile { Self.turn(&state) }
        }
    }

    private static func write(_ descriptor: Int32, _ line: [UInt8]) -> Int {
        line.withUnsafeBytes { max(0, Glibc.write(descriptor, $0.baseAddress, $0.count)) }
    }

    private static func open(_ state: inout State) {
        let folder = state.path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        mkdir(folder, 0o750)
        state.descriptor = Glibc.open(state.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
        state.written = state.descriptor >= 0 ? max(0, Int(lseek(state.descriptor, 0, SEEK_END))) : 0
    }

    private static func turn(_ state: inout State) {
        close(state.descriptor)
        rename(state.path, state.path + ".1")
        open(&state)
    }

    /// `2026-11-28T06:00:00.000Z info listening port=8065`.
    private static func text(of line: [UInt8]) -> [UInt8] {
        guard let object = (try? JSONReader.read(line))?.object else { return line }  // our own line: never unreadable
        let time = object["time"]?.integer ?? 0
        var text = "\(stamp(time)) \(object["level"]?.string ?? "") \(object["msg"]?.string ?? "")"
        for (key, value) in object.members where !["time", "level", "msg"].contains(key) {
            text += " \(key)=\(value.string ?? JSONWriter.text(of: value))"
        }
        return Array((text.replacing("\n", with: "\\n") + "\n").utf8)
    }

    private static func stamp(_ milliseconds: Int64) -> String {
        let day = CalendarDay(dayNumber: milliseconds / 86_400_000), rest = milliseconds % 86_400_000
        let parts = [rest / 3_600_000, rest / 60_000 % 60, rest / 1_000 % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        let fraction = String(1_000 + rest % 1_000).dropFirst()
        return "\(day.text)T\(parts.joined(separator: ":")).\(fraction)Z"
    }

    /// Mattermost's names; what is graver than an error is an error here.
    private static func level(_ name: String) -> Log.Level {
        switch name.lowercased() {
        case "fatal", "panic": .error
        case let name: Log.Level(rawValue: name) ?? .info
        }
    }
}
