import Wire

/// What is inside of what terraform made: it goes first, or terraform cannot delete what holds it.
extension Leftovers {
    /// Every version of every file and every delete marker: a versioned bucket is not empty before.
    func empty(bucket: String) throws {
        guard shell.ask(stack.aws(.reads, "s3api", "head-bucket", "--bucket", bucket)) != nil else { return }
        while true {
            let page = shell.json(stack.aws(.reads, "s3api", "list-object-versions", "--bucket", bucket, "--max-items", "1000"))
            let entries = (page?["Versions"]?.array ?? []) + (page?["DeleteMarkers"]?.array ?? [])
            if entries.isEmpty { return }
            let objects = entries.map { ["Key": $0["Key"] ?? "", "VersionId": $0["VersionId"] ?? "null"] as JSONValue }
            try Files.lending(JSONWriter.text(of: ["Objects": .array(objects), "Quiet": true] as JSONValue)) { path in
                let answer = try shell.run(stack.aws(.changes, "s3api", "delete-objects", "--bucket", bucket, "--delete", "file://\(path)"))
                if answer.contains("\"Errors\"") {
                    throw Shell.Refusal(description: "some files in \(bucket) cannot be deleted; S3's words are above")
                }
            }
            if shell.isDryRun { return }
        }
    }

    func empty(repository: String) throws {
        while true {
            let images = Array(list(stack.aws(.reads, "ecr", "list-images", "--repository-name", repository), "imageIds").prefix(100))
            if images.isEmpty { return }
            // By digest: an image with two tags is gone only when both are.
            let digests = Set(images.compactMap { $0["imageDigest"]?.string }).sorted().map { ["imageDigest": .string($0)] as JSONValue }
            try shell.run(
                stack.aws(
                    .changes, "ecr", "batch-delete-image", "--repository-name", repository, "--image-ids",
                    JSONWriter.text(of: JSONValue.array(digests))))
            if shell.isDryRun { return }
        }
    }

    /// EKS writes on while it goes and makes its log group again after terraform has deleted it.
    func logs() throws {
        for prefix in ["/aws/eks/\(stack.name)/", "/aws/containerinsights/\(stack.name)/", "/aws/rds/instance/\(stack.name)/"] {
            for group in list(stack.aws(.reads, "logs", "describe-log-groups", "--log-group-name-prefix", prefix), "logGroups") {
                try shell.run(stack.aws(.changes, "logs", "delete-log-group", "--log-group-name", group["logGroupName"]?.string ?? ""))
            }
        }
    }

    /// What external-dns wrote for this cluster into zones that are not the stack's: its TXT records say whose they are.
    func records() throws {
        for zone in list(stack.aws(.reads, "route53", "list-hosted-zones"), "HostedZones") {
            let id = zone["Id"]?.string ?? ""
            let all = list(stack.aws(.reads, "route53", "list-resource-record-sets", "--hosted-zone-id", id), "ResourceRecordSets")
            let ours = Self.records(all, of: stack.name)
            if ours.isEmpty { continue }
            let changes = ours.map { ["Action": "DELETE", "ResourceRecordSet": $0] as JSONValue }
            try shell.run(
                stack.aws(
                    .changes, "route53", "change-resource-record-sets", "--hosted-zone-id", id, "--change-batch",
                    JSONWriter.text(of: ["Changes": .array(changes)] as JSONValue)))
        }
    }

    /// The TXT records with this owner, and the addresses that they stand for. external-dns names its TXT records after the address,
    /// with the record's type before it (`a-chat.example.com`) or without.
    static func records(_ all: [JSONValue], of owner: String) -> [JSONValue] {
        let marks = all.filter { record in
            record["Type"]?.string == "TXT"
                && (record["ResourceRecords"]?.array ?? []).contains { entry in
                    (entry["Value"]?.string ?? "").filter { $0 != "\"" }.split(separator: ",").contains {
                        $0 == "external-dns/owner=\(owner)"
                    }
                }
        }
        let names = Set(
            marks.compactMap { $0["Name"]?.string }.flatMap { name in
                [name] + ["a-", "aaaa-", "cname-"].filter { name.hasPrefix($0) }.map { String(name.dropFirst($0.count)) }
            })
        let addresses = all.filter { ["A", "AAAA", "CNAME"].contains($0["Type"]?.string) && names.contains($0["Name"]?.string ?? "") }
        return marks + addresses
    }
}
