import Wire

/// The proof after a destroy: asks AWS by tag and by name for everything that could still be there.
extension Leftovers {
    /// Resources with the stack's tag that are still alive. AWS goes on listing some for an hour after their end: those are asked after.
    func tagged() -> [String] {
        var found: [String] = []
        let step = stack.aws(.reads, "resourcegroupstaggingapi", "get-resources", "--tag-filters", "Key=Stack,Values=\(stack.name)")
        for entry in list(step, "ResourceTagMappingList") { if let arn = entry["ResourceARN"]?.string, isAlive(arn) { found.append(arn) } }
        return found
    }

    private func isAlive(_ arn: String) -> Bool {
        let id = String(arn.split { $0 == "/" || $0 == ":" }.last ?? "")
        let question: (step: Step, list: String, dead: Set<String>)? =
            if arn.contains(":instance/") {
                (
                    stack.aws(
                        .reads, "ec2", "describe-instances", "--instance-ids", id, "--query", "{Found: Reservations[].Instances[].State}"),
                    "Found", ["terminated", "shutting-down"]
                )
            } else if arn.contains(":natgateway/") {
                (
                    stack.aws(
                        .reads, "ec2", "describe-nat-gateways", "--nat-gateway-ids", id, "--query", "{Found: NatGateways[].{Name: State}}"),
                    "Found", ["deleted"]
                )
            } else {
                nil
            }
        guard let question else { return true }
        return list(question.step, question.list).contains { !question.dead.contains($0["Name"]?.string ?? "") }
    }

    /// Each kind of thing that costs money or keeps a name, with what is left of it.
    func remains() -> [(what: String, left: [String])] {
        let networks = networks()
        let tag = "Name=tag:kubernetes.io/cluster/\(stack.name),Values=owned"
        return [
            ("resources with the tag Stack=\(stack.name)", tagged()),
            ("cluster", shell.json(stack.aws(.reads, "eks", "describe-cluster", "--name", stack.name)) == nil ? [] : [stack.name]),
            ("networks", networks),
            ("load balancers", networks.flatMap(balancers)),
            (
                "network interfaces",
                networks.flatMap {
                    ids(
                        stack.aws(.reads, "ec2", "describe-network-interfaces", "--filters", "Name=vpc-id,Values=\($0)"),
                        "NetworkInterfaces", "NetworkInterfaceId")
                }
            ),
            ("volumes", ids(stack.aws(.reads, "ec2", "describe-volumes", "--filters", tag), "Volumes", "VolumeId")),
            (
                "databases",
                ids(stack.aws(.reads, "rds", "describe-db-instances"), "DBInstances", "DBInstanceIdentifier").filter { $0 == stack.name }
            ),
            (
                "caches",
                ids(stack.aws(.reads, "elasticache", "describe-replication-groups"), "ReplicationGroups", "ReplicationGroupId").filter {
                    $0 == stack.name
                }
            ),
            (
                "image repository",
                ids(stack.aws(.reads, "ecr", "describe-repositories"), "repositories", "repositoryName").filter { $0 == stack.repository }
            ),
            ("buckets", ids(stack.aws(.reads, "s3api", "list-buckets"), "Buckets", "Name").filter { $0.hasPrefix("\(stack.name)-files-") }),
            (
                "log groups",
                ids(
                    stack.aws(.reads, "logs", "describe-log-groups", "--log-group-name-prefix", "/aws/eks/\(stack.name)/"), "logGroups",
                    "logGroupName")
            ),
            (
                "roles",
                ids(stack.aws(.reads, "iam", "list-roles"), "Roles", "RoleName").filter {
                    $0.hasPrefix("\(stack.name)-") && !$0.hasPrefix("\(stack.name)-ci-")
                }
            ),
        ]
    }

    /// What may stay on purpose and costs little, or keeps a name: told, not deleted.
    func named() -> [String] {
        let snapshots = ids(
            stack.aws(.reads, "rds", "describe-db-snapshots", "--snapshot-type", "manual"), "DBSnapshots", "DBSnapshotIdentifier"
        )
        .filter { $0.hasPrefix(stack.name) }
        .map {
            "database snapshot \($0) (its name stays taken): aws rds delete-db-snapshot --region \(stack.region) --db-snapshot-identifier \($0)"
        }
        let secrets = ids(stack.aws(.reads, "secretsmanager", "list-secrets", "--include-planned-deletion"), "SecretList", "Name")
            .filter { $0.hasPrefix("\(stack.name)/") }
            .map {
                "secret \($0), whose name stays reserved: aws secretsmanager delete-secret --region \(stack.region) --force-delete-without-recovery --secret-id \($0)"
            }
        return snapshots + secrets
    }

    private func balancers(_ network: String) -> [String] {
        list(stack.aws(.reads, "elbv2", "describe-load-balancers"), "LoadBalancers").filter { $0["VpcId"]?.string == network }.compactMap {
            $0["LoadBalancerName"]?.string
        }
            + list(stack.aws(.reads, "elb", "describe-load-balancers"), "LoadBalancerDescriptions").filter {
                $0["VPCId"]?.string == network
            }
            .compactMap { $0["LoadBalancerName"]?.string }
    }

    private func ids(_ step: Step, _ name: String, _ key: String) -> [String] { list(step, name).compactMap { $0[key]?.string } }
}
