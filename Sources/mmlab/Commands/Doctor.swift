import Wire

/// Looks for what would go wrong later, and says what to do about each.
struct Doctor {
    let stack: Stack, shell: Shell

    enum Finding: Equatable {
        case fine(String)
        case worth(String, fix: String)
        case wrong(String, fix: String)

        var line: String {
            switch self {
            case .fine(let text): "  ok    \(text)"
            case .worth(let text, let fix): "  note  \(text)\n        -> \(fix)"
            case .wrong(let text, let fix): "  WRONG \(text)\n        -> \(fix)"
            }
        }
    }

    /// Whether nothing is wrong.
    func run() throws -> Bool {
        var isWell = true
        for (title, look) in [("Tools", tools), ("Account", account), ("Quotas", quotas), ("Project", project)] {
            shell.say(title)
            for finding in look() {
                if case .wrong = finding { isWell = false }
                shell.say(finding.line)
            }
        }
        shell.say(isWell ? "\nNothing stands in the way." : "\nMend what is WRONG first.")
        return isWell
    }

    private struct Tool {
        let name: String, question: [String], least: String, why: String
        var isOptional = false
    }

    private func tools() -> [Finding] {
        let wanted = [
            Tool(
                name: "terraform", question: ["version", "-json"], least: "1.11.0", why: "https://developer.hashicorp.com/terraform/install"
            ),
            Tool(
                name: "aws", question: ["--version"], least: "1.32.0",
                why: "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"),
            Tool(
                name: "kubectl", question: ["version", "--client", "-o", "json"], least: "1.30.0",
                why: "https://kubernetes.io/docs/tasks/tools/"),
            Tool(name: "helm", question: ["version", "--short"], least: "3.14.0", why: "https://helm.sh/docs/intro/install/"),
            Tool(name: "curl", question: ["--version"], least: "7.76.0", why: "your system's package curl"),
            Tool(
                name: "docker", question: ["--version"], least: "24.0.0", why: "only to build images here; CI builds them otherwise",
                isOptional: true),
        ]
        return wanted.map { tool in
            let step = Step(program: tool.name, arguments: tool.question, kind: .reads)
            guard let version = shell.ask(step).flatMap(Version.first) else {
                let isMissing = "\(tool.name) is missing"
                return tool.isOptional ? .worth(isMissing, fix: tool.why) : .wrong(isMissing, fix: "install it: \(tool.why)")
            }
            guard let least = Version(tool.least), version >= least else {
                return .wrong("\(tool.name) \(version) is too old", fix: "\(tool.least) or newer: \(tool.why)")
            }
            return .fine("\(tool.name) \(version)")
        }
    }

    private func account() -> [Finding] {
        guard let identity = shell.json(stack.aws(.reads, "sts", "get-caller-identity")), let arn = identity["Arn"]?.string else {
            return [.wrong("AWS does not know you", fix: "aws configure sso, aws login or AWS_PROFILE; then aws sts get-caller-identity")]
        }
        var findings: [Finding] = [.fine("\(arn) in \(stack.region)")]
        if arn.hasSuffix(":root") {
            findings.append(.worth("these are the account's root credentials", fix: "make an administrator role and use that"))
        }
        if let endpoint = Variables.all["AWS_ENDPOINT_URL"] {
            findings.append(
                .worth("AWS_ENDPOINT_URL sends everything to \(endpoint)", fix: "unset AWS_ENDPOINT_URL, unless it is a double"))
        }
        if let cluster = shell.json(stack.aws(.reads, "eks", "describe-cluster", "--name", stack.name))?["cluster"] {
            let support = cluster["upgradePolicy"]?["supportType"]?.string ?? ""
            findings.append(
                support == "EXTENDED"
                    ? .wrong("the cluster would go into extended support ($438 a month)", fix: "terraform apply sets it to STANDARD")
                    : .fine("cluster \(stack.name), Kubernetes \(cluster["version"]?.string ?? "?"), standard support"))
        }
        return findings
    }

    /// What a new account is most often short of.
    private func quotas() -> [Finding] {
        [
            ("ec2", "L-1216C47A", "vCPUs of on-demand instances", 8.0), ("ec2", "L-34B43A08", "vCPUs of spot instances", 8),
            ("ec2", "L-0263D0A3", "elastic addresses", 4), ("vpc", "L-F678F1CE", "networks (VPCs)", 2),
        ].map { service, code, what, needed in
            let answer = shell.ask(
                stack.aws(
                    .reads, "service-quotas", "get-service-quota", "--service-code", service, "--quota-code", code, "--query", "Quota.Value"
                ))
            guard let text = answer?.split(separator: "\n").first, let value = Double(text) else {
                return .worth(
                    "\(what): not known", fix: "look under Service Quotas, \(service), \(code): \(Cost.amount(needed, 0)) are needed")
            }
            return value >= needed
                ? .fine("\(what): \(Cost.amount(value, 0))")
                : .wrong(
                    "\(what): \(Cost.amount(value, 0)), needed \(Cost.amount(needed, 0))",
                    fix:
                        "aws service-quotas request-service-quota-increase --service-code \(service) --quota-code \(code) --desired-value \(Cost.amount(needed, 0))"
                )
        }
    }

    private func project() -> [Finding] {
        var findings: [Finding] = []
        let tracked = (shell.ask(.reading("git", "ls-files")) ?? "").split(separator: "\n")
        let wrong = tracked.filter { $0.contains(".terraform/") || $0.hasSuffix(".tfstate") || $0.hasSuffix("infra/backend.tf") }
        findings += wrong.prefix(3).map {
            .wrong("Git holds \($0)", fix: "git rm -r --cached \($0); providers are over GitHub's 100 MB, states hold secrets")
        }
        if wrong.isEmpty { findings.append(.fine("neither providers nor states in Git")) }
        findings.append(
            Files.exists("infra/backend.tf")
                ? .fine("infra/backend.tf is there")
                : .worth("infra/backend.tf is missing", fix: "mmlab up makes it, with the state's bucket"))
        if let path = Variables.all["TF_CLI_CONFIG_FILE"], !Files.exists(path) {
            findings.append(.worth("TF_CLI_CONFIG_FILE names \(path), which is not there", fix: "unset TF_CLI_CONFIG_FILE"))
        }
        if let password = Variables.all["MM_DB_PASSWORD"] {
            let refused = password.unicodeScalars.first { "/@\" ".unicodeScalars.contains($0) || !(33...126).contains($0.value) }
            findings.append(
                refused.map {
                    .wrong(
                        "MM_DB_PASSWORD holds a character that RDS refuses: '\($0)'",
                        fix: "another, without space / @ \" and printable ASCII alone")
                }
                    ?? .fine("MM_DB_PASSWORD is set"))
        }
        if !stack.isOneBox, let context = shell.ask(.reading("kubectl", "config", "current-context"))?.split(separator: "\n").first,
            !context.hasSuffix("/\(stack.name)")
        {
            findings.append(
                .worth("kubectl speaks to \(context)", fix: "aws eks update-kubeconfig --region \(stack.region) --name \(stack.name)"))
        }
        return findings
    }
}

/// A version as tools print it; the first three numbers count.
struct Version: Comparable, CustomStringConvertible {
    let numbers: [Int]

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".").prefix(3).map { Int($0.prefix { $0.isNumber }) }
        guard parts.count >= 2, !parts.contains(nil) else { return nil }
        numbers = parts.compactMap { $0 }
    }

    /// The first version in a text such as `aws-cli/2.15.1 Python/3.11`.
    static func first(in text: String) -> Version? {
        text.split { !$0.isNumber && $0 != "." }.lazy.compactMap { Version($0) }.first
    }

    static func < (left: Self, right: Self) -> Bool { left.numbers.lexicographicallyPrecedes(right.numbers) }
    var description: String { numbers.map(String.init).joined(separator: ".") }
}
