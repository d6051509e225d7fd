/// Makes the stack on workday mornings and destroys it every evening: entries in the user's own crontab, recognized by their mark.
struct Nightly {
    let stack: Stack, arguments: Arguments, shell: Shell

    private var mark: String { "# mmlab nightly \(stack.shape)" }

    func run() throws {
        let table = shell.ask(.reading("crontab", "-l")) ?? ""
        let folder = shell.ask(.reading("pwd"))?.split(separator: "\n").first.map(String.init) ?? "."
        var step = Step.changing("crontab", "-")
        step.input = Self.table(
            table, mark: mark,
            entries: arguments.has("off")
                ? []
                : [
                    try entry("up", arguments.value("up") ?? "08:00", "1-5", folder),
                    try entry("down", arguments.value("down") ?? "19:00", "*", folder),
                ])
        shell.say(step.input ?? "")
        try shell.run(step)
        if shell.isDryRun { return shell.say("Dry run: nothing was changed.") }
        shell.say(
            arguments.has("off")
                ? "Nothing happens by itself any more." : "What they say goes to \(folder)/.mmlab/nightly.log. --off ends it.")
    }

    private func entry(_ command: String, _ time: String, _ days: String, _ folder: String) throws -> String {
        let (hour, minute) = try Self.clock(time)
        let yes = command == "down" ? " --yes" : ""
        return
            "\(minute) \(hour) * * \(days) cd '\(folder)' && swift run -q mmlab \(command) \(stack.shape)\(yes) >>.mmlab/nightly.log 2>&1 \(mark)"
    }

    static func clock(_ text: String) throws -> (hour: Int, minute: Int) {
        let parts = text.split(separator: ":").map { Int($0) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1], 0..<24 ~= hour, 0..<60 ~= minute else {
            throw Arguments.Mistake(description: "\(text) is no time of day: HH:MM")
        }
        return (hour, minute)
    }

    /// The table with the entries of that mark replaced, the rest untouched.
    static func table(_ table: String, mark: String, entries: [String]) -> String {
        let others = table.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasSuffix(mark) && !$0.isEmpty }
        return (others.map(String.init) + entries).map { $0 + "\n" }.joined()
    }
}
