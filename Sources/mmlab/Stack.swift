import Wire

/// One installation: what `infra/envs/SHAPE.tfvars` says of it, and terraform's commands for it.
struct Stack: Sendable {
    let shape: String
    /// The file as terraform is given it, seen from `infra/`.
    let variables: String
    let name: String
    let workspace: String
    let region: String
    let isOneBox: Bool
    let repository: String
    let domain: String

    init(_ arguments: Arguments) throws {
        try self.init(shape: try arguments.knownShape())
    }

    init(shape: String) throws {
        guard let text = Files.text("infra/envs/\(shape).tfvars") else {
            throw Shell.Refusal(description: "infra/envs/\(shape).tfvars is not here. Run mmlab in the project's folder.")
        }
        self.init(shape: shape, text: text)
    }

    init(shape: String, text: String) {
        let values = Self.values(text)
        self.shape = shape
        variables = "envs/\(shape).tfvars"
        name = values["cluster_name"] ?? "mm-devops-prod"
        workspace = values["workspace"] ?? "default"
        region = values["region"] ?? "eu-north-1"
        isOneBox = values["shape"] == "one-box"
        repository = values["ecr_repository"] ?? "mattermost"
        domain = values["domain"] ?? ""
    }

    /// The lines of the form `name = "value"`.
    static func values(_ text: String) -> [String: String] {
        var found: [String: String] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
            guard parts.count >= 3, let equals = parts[0].firstIndex(of: "=") else { continue }
            let rest = parts[0][parts[0].index(after: equals)...]
            if rest.allSatisfy({ $0 == " " }) { found[String(parts[0][..<equals].filter { $0 != " " })] = String(parts[1]) }
        }
        return found
    }

    func terraform(_ kind: Step.Kind, _ arguments: String...) -> Step {
        Step(program: "terraform", arguments: arguments, kind: kind, directory: "infra")
    }

    /// `aws` in the stack's region, answering in JSON.
    func aws(_ kind: Step.Kind, _ arguments: String...) -> Step {
        Step(program: "aws", arguments: arguments + ["--region", region, "--output", "json"], kind: kind)
    }

    /// Terraform's outputs; empty before the first apply and after the last destroy.
    func outputs(_ shell: Shell) -> [String: String] {
        guard let object = shell.json(terraform(.reads, "output", "-json"))?.object else { return [:] }
        var found: [String: String] = [:]
        for (name, output) in object.members { if let text = output["value"]?.string { found[name] = text } }
        return found
    }

    /// Gets terraform ready: the providers, the state, the shape's workspace.
    func prepare(_ shell: Shell) throws {
        guard Files.exists("infra/backend.tf") else {
            throw Shell.Refusal(
                description:
                    "infra/backend.tf is missing: `mmlab up \(shape)` makes the state's bucket and this file. If the bucket exists: "
                    + "terraform -chdir=infra/bootstrap output -raw backend >infra/backend.tf")
        }
        try shell.run(.reading("terraform", "init", "-input=false", directory: "infra"))
        // Making it writes to the bucket, which a dry run must not.
        if shell.isDryRun, !hasWorkspace(shell) { return shell.say("  (the workspace \(workspace) would be made)") }
        try shell.run(.reading("terraform", "workspace", "select", "-or-create", workspace, directory: "infra"))
    }

    /// Whether terraform has a state for this shape; asked after `init`.
    func hasWorkspace(_ shell: Shell) -> Bool {
        let list = shell.ask(.reading("terraform", "workspace", "list", directory: "infra")) ?? ""
        return list.split(separator: "\n").contains { $0.filter { $0 != "*" && $0 != " " } == workspace }
    }
}
