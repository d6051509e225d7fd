import Wire

/// Everything from an empty account to a cluster that waits for the server.
struct Up {
    let stack: Stack, arguments: Arguments, shell: Shell

    func run() throws {
        guard let identity = shell.json(stack.aws(.reads, "sts", "get-caller-identity"))?["Arn"]?.string else {
            throw Shell.Refusal(description: "AWS does not know you. Run: mmlab doctor \(stack.shape)")
        }
        shell.say(
            "\(stack.name) (\(stack.shape)) in \(stack.region) as \(identity); about $\(Cost.amount(Cost.month(stack.shape), 0)) a month while it stands."
        )
        var parts: [Part] = []
        if !Files.exists("infra/backend.tf") { parts.append(Part(title: "The state's bucket and CI's roles (a minute)", body: bootstrap)) }
        parts += [
            Part(title: "Terraform's providers, state and workspace", isLasting: false) {
                if !shell.isDryRun || Files.exists("infra/backend.tf") { try stack.prepare(shell) }
            },
            // Not kept as done: terraform itself knows what is there, and another apply mends what was changed meanwhile.
            Part(title: stack.isOneBox ? "The box (two minutes)" : "The infrastructure (20 to 25 minutes)", isLasting: false) {
                try shell.run(
                    .changing("terraform", "apply", "-auto-approve", "-input=false", "-var-file=\(stack.variables)", directory: "infra"))
                if shell.isDryRun { try plan() }
            },
        ]
        if !stack.isOneBox { parts += clusterParts }
        try shell.perform(parts, journal: Journal("up", stack.name, isKept: !shell.isDryRun))
        shell.say("\nReady. Next: mmlab deploy \(stack.shape)")
    }

    /// What an apply would do, without holding the state.
    private func plan() throws {
        guard Files.exists("infra/backend.tf"), stack.hasWorkspace(shell) else {
            return shell.say("  (nothing is there yet: all of it would be made)")
        }
        try shell.run(stack.terraform(.reads, "plan", "-lock=false", "-input=false", "-var-file=\(stack.variables)"))
    }

    private func bootstrap() throws {
        var variables = ["-var", "region=\(stack.region)"]
        if let repository = arguments.value("github") {
            variables += ["-var", "github_repository=\(repository)"]
            let ids = arguments.value("github-ids")?.split(separator: "/") ?? []
            if ids.count == 2 { variables += ["-var", "github_owner_id=\(ids[0])", "-var", "github_repository_id=\(ids[1])"] }
        } else {
            shell.say(
                "  (no --github OWNER/NAME: no roles for its workflows; they can be made later by the same command in infra/bootstrap)")
        }
        try shell.run(.changing("terraform", "init", "-input=false", directory: "infra/bootstrap"))
        var apply = Step.changing("terraform", "apply", "-auto-approve", "-input=false", directory: "infra/bootstrap")
        apply.arguments += variables
        try shell.run(apply)
    }

    private var clusterParts: [Part] {
        [
            Part(title: "What the chart must know of the account", isLasting: false) {
                if Files.exists("deploy/scripts/prod-values.sh"), stack.shape == "prod" {
                    try shell.run(.changing("deploy/scripts/prod-values.sh"))
                }
            },
            Part(title: "kubectl's access", isLasting: false) {
                try shell.run(.changing("aws", "eks", "update-kubeconfig", "--region", stack.region, "--name", stack.name))
            },
            Part(title: "The namespace, and the rights of the deploy workflow in it", isLasting: false) {
                try shell.run(.changing("kubectl", "apply", "-f", "infra/access"))
            },
            // Before any Ingress: one that is made earlier would wait for ever. The script tells the controller where it is.
            Part(title: "Storage classes and the load balancer controller (a minute)", isLasting: false) {
                try shell.run(
                    Step(program: "deploy/scripts/addons.sh", arguments: stack.domain.isEmpty ? [] : ["external-dns"], kind: .changes))
            },
        ]
    }
}
