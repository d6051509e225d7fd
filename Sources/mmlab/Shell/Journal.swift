import Glibc

/// Which parts of a long command are done, so that it goes on where it was broken off. One file per command and stack in `.mmlab/`.
struct Journal {
    let path: String
    private(set) var done: [String]
    let isKept: Bool

    /// `isKept` is false in a dry run, which does nothing and so finishes nothing.
    init(_ command: String, _ stack: String, folder: String = ".mmlab", isKept: Bool = true) {
        path = "\(folder)/\(command)-\(stack)"
        self.isKept = isKept
        if isKept { mkdir(folder, 0o700) }
        done = isKept ? (Files.text(path) ?? "").split(separator: "\n").map(String.init) : []
    }

    mutating func finish(_ part: String) throws {
        done.append(part)
        if isKept { try Files.write(done.joined(separator: "\n") + "\n", to: path) }
    }

    /// The whole command is through.
    func close() { if isKept { unlink(path) } }
}

/// One part of a long command. `isLasting` is false for what must be done anew in each run, such as choosing the workspace.
struct Part {
    let title: String
    var isLasting = true
    let body: () throws -> Void
}

extension Shell {
    /// Does the parts in order, with numbers and times; skips what an earlier run of the same command has finished.
    func perform(_ parts: [Part], journal: Journal) throws {
        var journal = journal
        if !journal.done.isEmpty { say("Going on where the last run stopped (to begin anew: rm \(journal.path)).") }
        for (number, part) in parts.enumerated() {
            let head = "[\(number + 1)/\(parts.count)] \(part.title)"
            if part.isLasting, journal.done.contains(part.title) {
                say("\(head): done before")
                continue
            }
            say(head)
            let start = time(nil)
            try part.body()
            if Interruption.happened { throw Interruption() }
            try journal.finish(part.title)
            if time(nil) - start > 5 { say("    \(time(nil) - start) s") }
        }
        journal.close()
    }
}
