import Wire

/// What stands, what runs, and whether it costs money.
struct Status {
    let stack: Stack, arguments: Arguments, shell: Shell

    func run() throws {
        let outputs = Files.exists("infra/backend.tf") ? try terraform() : [:]
        shell.say("\(stack.name) (\(stack.shape)): " + (outputs.isEmpty ? "terraform has made nothing" : "made by terraform"))
        for (name, value) in outputs.sorted(by: { $0.key < $1.key }) { shell.say("  \(name) = \(value)") }
        let left = Leftovers(stack, shell).tagged()
        shell.say("\(left.count) resources bear the tag Stack=\(stack.name)" + (left.isEmpty ? ": nothing of it costs money" : ""))
        if !stack.isOneBox, !outputs.isEmpty { cluster() }
        if let address = outputs["box_address"] { shell.say("the box: http://\(address)") }
    }

    private func terraform() throws -> [String: String] {
        try stack.prepare(shell)
        return stack.outputs(shell)
    }

    private func cluster() {
        let questions: [(String, Step)] = [
            ("Nodes", .reading("kubectl", "get", "nodes", "-o", "wide", "--request-timeout=10s")),
            ("Release", .reading("helm", "history", arguments.release, "-n", arguments.namespace, "--max", "5")),
            ("Pods", .reading("kubectl", "get", "pods,hpa,ingress", "-n", arguments.namespace, "--request-timeout=10s")),
            (
                "What went wrong lately",
                .reading("kubectl", "get", "events", "-n", arguments.namespace, "--field-selector=type=Warning", "--request-timeout=10s")
            ),
        ]
        for (title, step) in questions {
            shell.say("\n\(title)\n\(shell.ask(step) ?? "  no answer to: \(step.line)")")
        }
        if ReleaseHistory.of(arguments.release, arguments.namespace, shell).isStuck {
            shell.say("The release is stuck in an upgrade that was broken off: mmlab rollback \(stack.shape)")
        }
    }
}
