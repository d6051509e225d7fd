import Wire

/// Brings one image into the stack: by its digest, so that a tag pushed anew really rolls; back again when it does not become ready.
struct Deploy {
    let stack: Stack, arguments: Arguments, shell: Shell

    func run() throws {
        let digest = try imageDigest()
        try stack.isOneBox ? restartBox() : upgrade(digest)
        if let url = arguments.value("url") {
            try smokeTest(url)
        } else if shell.isDryRun {
            shell.say("Dry run: nothing was changed.")
        } else {
            shell.say("Deployed. Check it with: mmlab smoke --url https://…")
        }
    }

    private func imageDigest() throws -> String {
        let tag = arguments.value("tag") ?? "latest"
        let answer = shell.json(
            stack.aws(.reads, "ecr", "describe-images", "--repository-name", stack.repository, "--image-ids", "imageTag=\(tag)"))
        guard let digest = answer?["imageDetails"]?.array?.first?["imageDigest"]?.string else {
            throw Shell.Refusal(
                description: "the repository \(stack.repository) has no image \(tag). Push to test-coding and let CI build it, or see: "
                    + "aws ecr describe-images --region \(stack.region) --repository-name \(stack.repository)")
        }
        shell.say("\(stack.repository):\(tag) is \(digest)")
        return digest
    }

    /// A box pulls its tag whenever its service starts.
    private func restartBox() throws {
        guard let instance = stack.outputs(shell)["box_instance_id"] else {
            throw Shell.Refusal(description: "there is no box: mmlab up \(stack.shape)")
        }
        try shell.run(
            stack.aws(
                .changes, "ssm", "send-command", "--instance-ids", instance, "--document-name", "AWS-RunShellScript", "--parameters",
                #"commands=["systemctl restart martlet"]"#))
    }

    private func upgrade(_ digest: String) throws {
        let before = ReleaseHistory.of(arguments.release, arguments.namespace, shell)
        if before.isStuck {
            shell.say("An earlier upgrade was broken off and holds the release: out of it first.")
            try Rollback(stack: stack, arguments: arguments, shell: shell).run()
        }
        let outputs = stack.outputs(shell)
        let values = Self.values(outputs, digest: digest, password: try password(outputs))
        // Values and not --set-string, which would cut the password at a comma; a file and not an argument, which everybody sees.
        try Files.lending(JSONWriter.text(of: values)) { path in
            let step = Step.changing(
                "helm", "upgrade", "--install", arguments.release, "./helm/mattermost", "-n", arguments.namespace, "--create-namespace",
                "-f",
                stack.shape == "prod" ? "helm/mattermost/values.prod.yaml" : "helm/mattermost/values.yaml", "-f", path, "--wait",
                "--timeout",
                "10m")
            do { try shell.run(step) } catch let failure as Shell.Refusal {
                try goBack(before)
                throw failure
            }
        }
        shell.say(shell.ask(.reading("kubectl", "get", "pods,ingress", "-n", arguments.namespace)) ?? "")
    }

    private func goBack(_ before: ReleaseHistory) throws {
        guard let good = before.revisions.last(where: { $0.status == "deployed" }) else { return }
        shell.say("\nIt did not become ready: back to revision \(good.number).")
        try shell.run(
            .changing(
                "helm", "rollback", arguments.release, String(good.number), "-n", arguments.namespace, "--wait", "--timeout", "10m"))
    }

    private func smokeTest(_ url: String) throws {
        var words = ["smoke", "--url", url]
        for name in ["user", "password"] { if let value = arguments.value(name) { words += ["--\(name)", value] } }
        try Smoke(try Arguments(words), shell).run()
    }

    /// From the environment, as in the workflow, or from where terraform put it.
    private func password(_ outputs: [String: String]) throws -> String? {
        if let given = Variables.all["MM_DB_PASSWORD"], !given.isEmpty { return given }
        guard let secret = outputs["database_secret_arn"] else { return nil }
        let answer = shell.json(stack.aws(.reads, "secretsmanager", "get-secret-value", "--secret-id", secret))
        guard let text = answer?["SecretString"]?.string, let password = try JSONReader.read(text)["password"]?.string else {
            throw Shell.Refusal(description: "the secret \(secret) cannot be read; give the password as MM_DB_PASSWORD")
        }
        return password
    }

    /// What only the account knows, on top of the shape's values file.
    static func values(_ outputs: [String: String], digest: String, password: String?) -> JSONValue {
        var values: JSONObject = [
            "mattermost": ["image": ["repository": .string(outputs["ecr_repository_url"] ?? ""), "digest": .string(digest)]],
            "serviceAccount": ["name": "mattermost", "roleArn": .string(outputs["mattermost_role_arn"] ?? "")],
        ]
        var postgres = JSONObject()
        if let host = outputs["rds_address"] { postgres = ["inCluster": false, "host": .string(host), "sslmode": "require"] }
        if let password { postgres["password"] = .string(password) }
        if !postgres.isEmpty { values["postgres"] = .object(postgres) }
        if let host = outputs["redis_address"] { values["redis"] = ["mode": "external", "host": .string(host), "tls": true] }
        if let bucket = outputs["s3_bucket"] {
            values["files"] = ["driver": "amazons3", "s3": ["bucket": .string(bucket), "region": .string(outputs["region"] ?? "")]]
        }
        if let disk = outputs["efs_file_system_id"] {
            values["persistence"] = [
                "className": "efs-sc",
                "efs": ["fileSystemId": .string(disk), "accessPointId": .string(outputs["efs_access_point_id"] ?? "")],
            ]
        }
        if outputs["vpc_id"] != nil {
            values["ingress"] = ["enabled": true, "alb": ["certificateArn": .string(outputs["certificate_arn"] ?? "")]]
        }
        return .object(values)
    }
}
