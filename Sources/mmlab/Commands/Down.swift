import Glibc
import Wire

/// Everything away, in the order that works: what Kubernetes made, what is inside, what terraform made, what AWS makes again; then the
/// proof. Safe to run again at any point.
struct Down {
    let stack: Stack, arguments: Arguments, shell: Shell
    private var leftovers: Leftovers { Leftovers(stack, shell) }

    func run() throws {
        guard let account = shell.json(stack.aws(.reads, "sts", "get-caller-identity"))?["Account"]?.string else {
            throw Shell.Refusal(description: "AWS does not know you. Run: mmlab doctor \(stack.shape)")
        }
        shell.say(
            "Destroys \(stack.name) (\(stack.shape)) in \(stack.region), account \(account): the database, the files and the images with it."
        )
        try confirm()
        // Nothing is taken for done: each part looks for itself what is left, so another run goes on where this one was broken off.
        try shell.perform(
            parts(account).map { Part(title: $0.title, isLasting: false, body: $0.body) },
            journal: Journal("down", stack.name, isKept: false))
        try shell.isDryRun ? shell.say("\nDry run: nothing was changed.") : prove()
        if arguments.has("bootstrap") {
            try bootstrap(account)
        } else {
            shell.say("The state's bucket and CI's roles stay (cents a month): mmlab down \(stack.shape) --bootstrap removes them too.")
        }
    }

    private func confirm() throws {
        if arguments.has("yes") || shell.isDryRun { return }
        shell.say("Type the name \(stack.name) to go on:")
        guard readLine() == stack.name else { throw Shell.Refusal(description: "not confirmed; nothing was changed") }
    }

    private func parts(_ account: String) -> [Part] {
        [
            Part(title: "Terraform's providers, state and workspace") {
                try stack.prepare(shell)
                // Takes the lock for a moment: whoever else holds the state is found out before anything is deleted.
                var step = stack.terraform(.reads, "plan", "-input=false", "-refresh=false", "-target=terraform_data.workspace")
                step.arguments.append("-var-file=\(stack.variables)")
                try shell.run(step)
            },
            Part(title: "What runs in the cluster", body: workloads),
            Part(title: "Load balancers, interfaces, groups and disks that Kubernetes made", body: sweep),
            Part(title: "Files and images") {
                try leftovers.empty(bucket: "\(stack.name)-files-\(account)")
                try leftovers.empty(repository: stack.repository)
            },
            Part(title: "Permission to delete, which terraform reads from its state", body: permit),
            Part(
                title: stack.isOneBox ? "Everything that terraform made (2 minutes)" : "Everything that terraform made (15 to 20 minutes)",
                body: destroy),
            Part(title: "What comes after: disks, log groups, DNS records") {
                try sweep()
                try leftovers.logs()
                try leftovers.records()
            },
        ]
    }

    /// While the cluster lives, its controllers delete what they made. A cluster that does not answer is no reason to stop.
    private func workloads() throws {
        if stack.isOneBox { return shell.say("  (no cluster in this shape)") }
        let context = (shell.ask(.reading("kubectl", "config", "current-context")) ?? "").split(separator: "\n").first ?? ""
        guard context.hasSuffix("/\(stack.name)"), shell.ask(.reading("kubectl", "version", "--request-timeout=5s")) != nil else {
            return shell.say("  kubectl does not reach \(stack.name): what it made is looked for from outside")
        }
        for step in [
            Step.changing(
                "helm", "uninstall", arguments.release, "-n", arguments.namespace, "--ignore-not-found", "--wait", "--timeout", "5m"),
            .changing("kubectl", "delete", "ingress", "--all", "--all-namespaces", "--timeout=3m"),
            .changing("kubectl", "delete", "service", "--all-namespaces", "--field-selector=spec.type=LoadBalancer", "--timeout=3m"),
            .changing("kubectl", "delete", "pvc", "--all", "-n", arguments.namespace, "--timeout=2m"),
        ] {
            do { try shell.run(step) } catch let failure as Shell.Refusal { shell.say("  \(failure.description); going on from outside") }
        }
    }

    private func sweep() throws { for network in leftovers.networks() { try leftovers.sweep(network) } }

    /// `destroy -var s3_force_destroy=true` alone does nothing: those flags are read from the state, so they are applied first, and
    /// only to what is still there.
    func permit() throws {
        let targets = Self.targets(try state())
        if targets.isEmpty { return shell.say("  (nothing that needs it)") }
        var step = stack.terraform(.changes, "apply", "-auto-approve", "-input=false", "-var-file=\(stack.variables)")
        step.arguments += Self.permissions + targets.map { "-target=\($0)" }
        try shell.run(step)
    }

    /// What terraform's state holds. A state that cannot be read is not an empty one: without permission everything after this would
    /// stop at the first bucket.
    private func state() throws -> String {
        let step = stack.terraform(.reads, "state", "list"), ending = try shell.perform(step, .errors)
        if ending.status == 0 { return ending.output }
        if ending.errors.contains("No state file was found") { return "" }
        throw Shell.refusal(step, ending)
    }

    /// Of what needs permission that which terraform's state still holds.
    static func targets(_ state: String) -> [String] {
        let present = Set(state.split(separator: "\n").map(String.init))
        return ["aws_s3_bucket.files", "aws_ecr_repository.image", "module.database[0].aws_db_instance.this"].filter(present.contains)
    }

    static let permissions = [
        "-var=s3_force_destroy=true", "-var=ecr_force_delete=true", "-var=deletion_protection=false", "-var=db_final_snapshot=false",
    ]

    private func destroy() throws {
        var step = stack.terraform(.changes, "destroy", "-auto-approve", "-input=false", "-var-file=\(stack.variables)")
        step.arguments += Self.permissions
        do { try shell.run(step) } catch let failure as Shell.Refusal where !failure.description.contains("force-unlock") {
            shell.say("  Something still held on. Sweeping once more, then again.")
            try sweep()
            try shell.run(step)
        }
    }

    private func prove() throws {
        shell.say("\nWhat is left of \(stack.name)?")
        var remains = leftovers.remains()
        // AWS's list by tag lags behind; what is gone leaves it within some minutes.
        for _ in 0..<10
        where remains.map(\.left.count) == [remains[0].left.count] + Array(repeating: 0, count: remains.count - 1)
            && !remains[0].left.isEmpty
        {
            shell.say("  AWS still lists \(remains[0].left.count); looking again in 30 s")
            sleep(30)
            if Interruption.happened { throw Interruption() }
            remains = leftovers.remains()
        }
        for (what, left) in remains { shell.say(left.isEmpty ? "  none  \(what)" : "  LEFT  \(what): \(left.joined(separator: " "))") }
        for text in leftovers.named() { shell.say("  note  \(text)") }
        guard remains.allSatisfy(\.left.isEmpty) else {
            throw Shell.Refusal(description: "something is left. Run the same command again; what stays then must be looked at by hand.")
        }
        shell.say("Nothing is left.")
    }

    private func bootstrap(_ account: String) throws {
        let bucket = shell.ask(.reading("terraform", "output", "-raw", "state_bucket", directory: "infra/bootstrap")) ?? ""
        if !bucket.isEmpty { try leftovers.empty(bucket: bucket) }
        try shell.run(.changing("terraform", "destroy", "-auto-approve", "-input=false", directory: "infra/bootstrap"))
    }
}
