import Wire

/// What Helm keeps of a release, and the way back from where it stands.
struct ReleaseHistory: Equatable {
    struct Revision: Equatable { let number: Int64, status: String }
    enum Way: Equatable { case nothing, back(to: Int64), uninstall }

    let revisions: [Revision]

    init(_ revisions: [Revision]) { self.revisions = revisions.sorted { $0.number < $1.number } }

    init(_ json: JSONValue) {
        self.init(
            (json.array ?? []).compactMap { entry in
                entry["revision"]?.integer.map { Revision(number: $0, status: entry["status"]?.string ?? "") }
            })
    }

    /// Helm refuses every upgrade while one is pending, and one that was broken off is pending for ever.
    var isStuck: Bool { revisions.last?.status.hasPrefix("pending-") ?? false }

    /// Where to go: out of a stuck or failed release to what ran before; from a good one to the good one before it.
    var way: Way {
        guard let last = revisions.last else { return .nothing }
        let good = revisions.dropLast().last { $0.status == "deployed" } ?? revisions.dropLast().last { $0.status == "superseded" }
        if let good { return .back(to: good.number) }
        return last.status == "deployed" ? .nothing : .uninstall
    }

    static func of(_ release: String, _ namespace: String, _ shell: Shell) -> ReleaseHistory {
        ReleaseHistory(shell.json(.reading("helm", "history", release, "-n", namespace, "-o", "json", "--max", "256")) ?? [])
    }
}

/// Back to the last good revision of the release, out of a stuck one first.
struct Rollback {
    let stack: Stack, arguments: Arguments, shell: Shell

    func run() throws {
        let history = ReleaseHistory.of(arguments.release, arguments.namespace, shell)
        for revision in history.revisions { shell.say("  revision \(revision.number): \(revision.status)") }
        if let text = arguments.value("revision") {
            guard let number = Int64(text), history.revisions.contains(where: { $0.number == number }) else {
                throw Shell.Refusal(description: "the release has no revision \(text)")
            }
            return try back(to: number)
        }
        if history.isStuck { shell.say("The last upgrade was broken off and holds the release.") }
        switch history.way {
        case .nothing: throw Shell.Refusal(description: "there is no earlier revision of \(arguments.release) in \(arguments.namespace)")
        case .back(let number): try back(to: number)
        case .uninstall:
            shell.say("No revision ever ran: the half-made release is removed, its volumes stay.")
            try shell.run(.changing("helm", "uninstall", arguments.release, "-n", arguments.namespace))
        }
    }

    private func back(to number: Int64) throws {
        try shell.run(
            .changing("helm", "rollback", arguments.release, String(number), "-n", arguments.namespace, "--wait", "--timeout", "10m"))
        shell.say("\(arguments.release) is at revision \(number)'s state again.")
    }
}
