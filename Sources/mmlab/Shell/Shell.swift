import Glibc
import Wire

/// Runs steps and tells what it does. `perform` is the world: tests put their own in its place.
struct Shell: Sendable {
    var isDryRun = false
    var perform: @Sendable (Step, ChildProcess.Shown) throws -> ChildProcess.Ending = { step, shown in
        try ChildProcess.run(
            step.program, step.arguments, directory: step.directory, variables: step.variables, input: step.input, shown: shown)
    }
    var say: @Sendable (String) -> Void = { text in
        print(text)
        fflush(nil)
    }

    /// Something went wrong in a way that the user can be told about in a sentence or two.
    struct Refusal: Error, CustomStringConvertible, Equatable { let description: String }

    /// Shows the command and runs it, its words as they come. In a dry run a changing step is only shown.
    @discardableResult
    func run(_ step: Step) throws -> String {
        say("  $ \(step.line)")
        if isDryRun, step.kind == .changes { return "" }
        let ending = try perform(step, .everything)
        if Interruption.happened { throw Interruption() }
        guard ending.status == 0 else { throw Self.refusal(step, ending) }
        return ending.output
    }

    /// What a command says, without showing it; `nil` when it fails.
    func ask(_ step: Step) -> String? {
        // A question that cannot be put (the tool is missing) has no answer either.
        guard let ending = try? perform(step, .nothing), ending.status == 0 else { return nil }
        return ending.output
    }

    /// The same for a command that speaks JSON.
    func json(_ step: Step) -> JSONValue? {
        guard let text = ask(step), !text.isEmpty else { return nil }
        return try? JSONReader.read(text)  // what is no JSON is no answer
    }

    /// What the user is told of a step that failed after its own words were shown.
    static func refusal(_ step: Step, _ ending: ChildProcess.Ending) -> Refusal {
        if let lock = StateLock(in: ending.errors) { return Refusal(description: lock.advice) }
        return Refusal(
            description: "\(step.program) \(step.arguments.first ?? "") ended with status \(ending.status); its own words are above")
    }
}

/// The user pressed Ctrl-C. The running program got it too and has ended in its own way.
struct Interruption: Error {
    nonisolated(unsafe) private static var flag: sig_atomic_t = 0  // written by the signal's handler, which may do nothing else

    static var happened: Bool { flag != 0 }

    /// From here on Ctrl-C ends the running step, not this program, which then says how to go on.
    static func watch() {
        for number in [SIGINT, SIGTERM] { signal(number) { _ in Interruption.flag = 1 } }
    }
}

/// What terraform says about a state that somebody else holds.
struct StateLock: Equatable {
    let id: String, who: String, operation: String, since: String

    init?(in text: String) {
        guard text.contains("Error acquiring the state lock") else { return nil }
        var fields: [String: String] = [:]
        for line in Self.plain(text).split(separator: "\n") {
            let parts = line.drop { !$0.isLetter }.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { fields[String(parts[0])] = String(parts[1].drop { $0 == " " }) }
        }
        id = fields["ID"] ?? "unknown"
        who = fields["Who"] ?? "unknown"
        operation = fields["Operation"] ?? "unknown"
        since = fields["Created"] ?? "unknown"
    }

    /// Without colours.
    private static func plain(_ text: String) -> String {
        var (kept, isEscape) = ("", false)
        for character in text {
            if character == "\u{1B}" {
                isEscape = true
            } else if !isEscape {
                kept.append(character)
            } else if character.isLetter {
                isEscape = false
            }
        }
        return kept
    }

    var advice: String {
        """
        The state is locked by \(who) since \(since) (\(operation)). Nothing was changed.
        If that still runs, wait for it. If it was broken off, release the lock and run the same command again:
            terraform -chdir=infra force-unlock \(id)
        """
    }
}
