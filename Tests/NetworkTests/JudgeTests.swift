import Foundation
import TestSupport
import Testing

@testable import Network

/// Our parsers beside those of h11, httptools (llhttp), wsproto and websockets, on one corpus.
///
/// Where a proxy in front of us could read something else than we do, somebody can smuggle a request through it. So
/// what we read must be what every one of them reads, and what one of them refuses we refuse too.
@Suite(.ownThread) struct JudgeTests {
    @Test func requestsAreReadAsTheStrictestReadsThem() throws {
        try compare("http") { Self.requests(in: $0) }
    }

    @Test func framesAreReadAsTheStrictestReadsThem() throws {
        try compare("websocket") { Self.messages(in: $0) }
    }

    private func compare(_ kind: String, _ ours: ([UInt8]) -> Corpus.Reading) throws {
        let verdicts = try Judges.verdicts(kind)
        for item in try Corpus.cases(kind) {
            let reading = ours(item.bytes), judges = try #require(verdicts[item.name], "no judge read \(item.name)")
            #expect(judges.count == 2)
            for (judge, verdict) in judges {
                let readAsFar = verdict.end == .closed ? Array(reading.read.prefix(verdict.read.count)) : reading.read
                #expect(verdict.read.starts(with: readAsFar), "\(item.name): \(judge) read \(verdict.read), we \(reading.read)")
                if verdict.end == .refused { #expect(reading.end != .idle, "\(item.name): \(judge) refuses, we do not") }
                guard item.isGood else { continue }
                #expect(
                    reading.end != .refused && readAsFar == verdict.read, "\(item.name): good for \(judge), not for us: \(reading.read)")
            }
        }
    }

    private static func requests(in bytes: [UInt8]) -> Corpus.Reading {
        var parser = HTTPParser(), reading = Corpus.Reading(), request: HTTPRequest?, body: [UInt8] = []
        bytes.withUnsafeBytes { parser.receive($0) }
        do throws(Refusal) {
            while reading.end != .closed, let part = try parser.next() {
                switch part {
                case .head(let head): (request, body) = (head, [])
                case .body(let piece): body += piece
                case .end:
                    guard let whole = request else { break }
                    reading.read.append(
                        [Array(whole.method.utf8), Array(whole.head[whole.targetRange]), body].map(Corpus.hex).joined(separator: ","))
                    request = nil
                    if whole.wantsClose || whole.isVersion10 && !whole.wantsKeepAlive { reading.end = .closed }
                }
            }
        } catch { reading.end = .refused }
        if reading.end == .idle, request != nil || !parser.isIdle { reading.end = .waiting }
        return reading
    }

    private static func messages(in bytes: [UInt8]) -> Corpus.Reading {
        var parser = WebSocketParser(), reading = Corpus.Reading()
        bytes.withUnsafeBytes { parser.receive($0) }
        do throws(WebSocketParser.Refusal) {
            while reading.end != .closed, let message = try parser.next() {
                switch message {
                case .text(let text): reading.read.append("text,\(Corpus.hex(text))")
                case .binary(let bytes): reading.read.append("binary,\(Corpus.hex(bytes))")
                case .ping(let payload): reading.read.append("ping,\(Corpus.hex(payload))")
                case .pong: reading.read.append("pong,")
                case .close(let code):
                    reading.read.append("close,\(Corpus.hex([UInt8(code >> 8), UInt8(code & 255)]))")
                    reading.end = .closed
                }
            }
        } catch { reading.end = .refused }
        return reading
    }
}

/// The cases, and what somebody read in one.
enum Corpus {
    enum End: String { case refused, waiting, closed, idle }

    struct Reading {
        var end = End.idle
        var read: [String] = []
    }

    struct Case {
        let name: String
        let isGood: Bool
        var text = ""
        var bytes: [UInt8] = []
    }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    static func file(_ kind: String) -> URL { folder.appendingPathComponent("corpus/\(kind).txt") }

    static func cases(_ kind: String) throws -> [Case] {
        var cases: [Case] = []
        for line in try String(contentsOf: file(kind), encoding: .utf8).split(separator: "\n") where !line.hasPrefix("# ") {
            if line.hasPrefix("=== ") {
                let parts = line.dropFirst(4).components(separatedBy: " | ")
                cases.append(Case(name: parts[0], isGood: parts.count > 1 && parts[1] == "good"))
            } else {
                cases[cases.count - 1].text += line
            }
        }
        return cases.map { item in
            var item = item
            item.bytes = kind == "http" ? unescaped(item.text) : unfolded(item.text)
            return item
        }
    }

    static func hex(_ bytes: [UInt8]) -> String { bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

    private static func bytes(_ hex: some StringProtocol) -> [UInt8] {
        let digits = Array(hex.utf8)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)! }
    }

    private static func unfolded(_ text: String) -> [UInt8] {
        var result: [UInt8] = [], rest = text[...]
        while let open = rest.firstIndex(of: "("), let shut = rest.firstIndex(of: ")") {
            result += bytes(rest[..<open])
            let digits = rest[rest.index(shut, offsetBy: 2)...].prefix { $0 != ";" }
            for _ in 0..<Int(digits)! { result += bytes(rest[rest.index(after: open)..<shut]) }
            rest = rest[rest.index(after: digits.endIndex)...]
        }
        return result + bytes(rest)
    }

    private static func unescaped(_ text: String) -> [UInt8] {
        var result: [UInt8] = [], rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let kind = rest.popFirst() else { result.append(byte); continue }
            switch kind {
            case UInt8(ascii: "r"): result.append(13)
            case UInt8(ascii: "n"): result.append(10)
            case UInt8(ascii: "t"): result.append(9)
            case UInt8(ascii: "x"): result += bytes(String(decoding: [rest.popFirst()!, rest.popFirst()!], as: UTF8.self))
            default: result.append(kind)
            }
        }
        return result
    }
}

/// Runs the judges, from PyPI in an environment of their own under `.cache/judges`.
enum Judges {
    struct Missing: Error, CustomStringConvertible { let description: String }

    static let python: Result<String, Missing> = Result { () throws(Missing) in try install() }

    static func verdicts(_ kind: String) throws -> [String: [(judge: String, verdict: Corpus.Reading)]] {
        let output = try run(python.get(), [Corpus.folder.appendingPathComponent("judges/judge.py").path, kind, Corpus.file(kind).path])
        var verdicts: [String: [(judge: String, verdict: Corpus.Reading)]] = [:]
        for line in output.split(separator: "\n") {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            verdicts[parts[0], default: []].append(
                (parts[1], Corpus.Reading(end: Corpus.End(rawValue: parts[2])!, read: Array(parts[3...]))))
        }
        return verdicts
    }

    private static func install() throws(Missing) -> String {
        let root = Corpus.folder.deletingLastPathComponent().deletingLastPathComponent()
        let place = root.appendingPathComponent(".cache/judges").path, python = place + "/bin/python3", mark = place + "/complete"
        let list = Corpus.folder.appendingPathComponent("judges/requirements.txt").path
        if let done = FileManager.default.contents(atPath: mark), done == FileManager.default.contents(atPath: list) { return python }
        do {
            _ = try run("/usr/bin/env", ["python3", "-m", "venv", place])
            _ = try run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", list])
            try FileManager.default.copyItem(atPath: list, toPath: mark)
        } catch { throw Missing(description: "The judges could not be installed from PyPI, so nothing was compared: \(error)") }
        return python
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = try ChildProcess(program, arguments, output: .pipe, errors: .inherited)
        let text = process.text()
        guard process.wait() == 0 else { throw Missing(description: "\(program) \(arguments.joined(separator: " ")) failed: \(text)") }
        return text
    }
}
