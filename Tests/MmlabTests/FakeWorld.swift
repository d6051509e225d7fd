import Synchronization
import Wire

@testable import mmlab

/// A world that answers as it was told and remembers what it was asked: no program is started.
final class FakeWorld: Sendable {
    private let answers: [(part: String, answer: String)]
    private let log = Mutex<[Step]>([])
    private let words = Mutex<[String]>([])
    /// Steps whose line holds this fail, with these words.
    private let failure: (part: String, errors: String)?

    init(_ answers: [(String, String)] = [], failing: (String, String)? = nil) {
        self.answers = answers.map { (part: $0.0, answer: $0.1) }
        failure = failing.map { (part: $0.0, errors: $0.1) }
    }

    func shell(isDryRun: Bool = false) -> Shell {
        Shell(
            isDryRun: isDryRun, perform: { [self] step, _ in try perform(step) }, say: { [self] text in words.withLock { $0.append(text) } }
        )
    }

    private func perform(_ step: Step) throws -> ChildProcess.Ending {
        log.withLock { $0.append(step) }
        if let failure, step.line.contains(failure.part) { return .init(status: 1, output: "", errors: failure.errors) }
        guard let answer = answers.first(where: { step.line.contains($0.part) }) else {
            return .init(status: step.kind == .changes ? 0 : 1, output: "", errors: "")
        }
        return .init(status: 0, output: answer.answer, errors: "")
    }

    var steps: [Step] { log.withLock { $0 } }
    var said: String { words.withLock { $0.joined(separator: "\n") } }
    /// The commands that change something, as they were shown.
    var changes: [String] { steps.filter { $0.kind == .changes }.map(\.line) }
}
