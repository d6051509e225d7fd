import Wire

/// What Kubernetes and AWS made beside terraform, and which would keep a network from going: it names what it finds and removes it.
struct Leftovers {
    let stack: Stack, shell: Shell

    init(_ stack: Stack, _ shell: Shell) { (self.stack, self.shell) = (stack, shell) }

    /// The stack's networks, found by their tag: also when terraform's state is lost.
    func networks() -> [String] {
        list(stack.aws(.reads, "ec2", "describe-vpcs", "--filters", "Name=tag:Stack,Values=\(stack.name)"), "Vpcs").compactMap {
            $0["VpcId"]?.string
        }
    }

    /// Everything that is in the network without terraform's knowing, in the order in which it lets go of one another.
    func sweep(_ network: String) throws {
        try loadBalancers(network)
        try targetGroups(network)
        try watchers(network)
        try interfaces(network)
        try securityGroups(network)
        try volumes()
    }

    private func loadBalancers(_ network: String) throws {
        let modern = list(stack.aws(.reads, "elbv2", "describe-load-balancers"), "LoadBalancers").filter { $0["VpcId"]?.string == network }
        for arn in modern.compactMap({ $0["LoadBalancerArn"]?.string }) {
            try shell.run(
                stack.aws(
                    .changes, "elbv2", "modify-load-balancer-attributes", "--load-balancer-arn", arn, "--attributes",
                    "Key=deletion_protection.enabled,Value=false"))
            try shell.run(stack.aws(.changes, "elbv2", "delete-load-balancer", "--load-balancer-arn", arn))
        }
        if !modern.isEmpty, !shell.isDryRun {
            var wait = stack.aws(.reads, "elbv2", "wait", "load-balancers-deleted", "--load-balancer-arns")
            wait.arguments.insert(contentsOf: modern.compactMap { $0["LoadBalancerArn"]?.string }, at: 4)
            try shell.run(wait)
        }
        for balancer in list(stack.aws(.reads, "elb", "describe-load-balancers"), "LoadBalancerDescriptions")
        where balancer["VPCId"]?.string == network {
            try shell.run(
                stack.aws(.changes, "elb", "delete-load-balancer", "--load-balancer-name", balancer["LoadBalancerName"]?.string ?? ""))
        }
    }

    private func targetGroups(_ network: String) throws {
        for group in list(stack.aws(.reads, "elbv2", "describe-target-groups"), "TargetGroups") where group["VpcId"]?.string == network {
            try shell.run(stack.aws(.changes, "elbv2", "delete-target-group", "--target-group-arn", group["TargetGroupArn"]?.string ?? ""))
        }
    }

    /// GuardDuty's runtime monitoring puts an endpoint of its own into every network with a cluster, and leaves it.
    private func watchers(_ network: String) throws {
        let endpoints = list(
            stack.aws(.reads, "ec2", "describe-vpc-endpoints", "--filters", "Name=vpc-id,Values=\(network)"), "VpcEndpoints")
        for endpoint in endpoints where endpoint["ServiceName"]?.string?.hasSuffix(".guardduty-data") ?? false {
            try shell.run(stack.aws(.changes, "ec2", "delete-vpc-endpoints", "--vpc-endpoint-ids", endpoint["VpcEndpointId"]?.string ?? ""))
        }
    }

    /// Interfaces that nothing uses any more: those of ended nodes' pods and of deleted load balancers.
    private func interfaces(_ network: String) throws {
        let step = stack.aws(
            .reads, "ec2", "describe-network-interfaces", "--filters", "Name=vpc-id,Values=\(network)", "Name=status,Values=available")
        for interface in list(step, "NetworkInterfaces") where !isTerraforms(interface["TagSet"]) && !Self.isServices(interface) {
            try shell.run(
                stack.aws(
                    .changes, "ec2", "delete-network-interface", "--network-interface-id", interface["NetworkInterfaceId"]?.string ?? ""))
        }
    }

    /// Those that a service of AWS keeps for itself and takes along when it goes.
    private static func isServices(_ interface: JSONValue) -> Bool {
        let words = interface["Description"]?.string ?? ""
        return [
            "Amazon EKS", "EFS mount target", "VPC Endpoint Interface", "Interface for NAT Gateway", "RDSNetworkInterface", "ElastiCache",
        ]
        .contains { words.hasPrefix($0) }
    }

    /// Groups of the load balancer controller, of the older controller in Kubernetes, and of GuardDuty. A group that another's rule
    /// names cannot be deleted, so those rules go first.
    private func securityGroups(_ network: String) throws {
        let all = list(stack.aws(.reads, "ec2", "describe-security-groups", "--filters", "Name=vpc-id,Values=\(network)"), "SecurityGroups")
        let left = all.filter { Self.isLeftover($0, stack.name) }
        let ids = Set(left.compactMap { $0["GroupId"]?.string })
        for group in all {
            for rule in group["IpPermissions"]?.array ?? [] {
                let named = (rule["UserIdGroupPairs"]?.array ?? []).filter { ids.contains($0["GroupId"]?.string ?? "") }
                if named.isEmpty { continue }
                var part: JSONObject = [
                    "IpProtocol": rule["IpProtocol"] ?? "-1", "UserIdGroupPairs": .array(named.map { ["GroupId": $0["GroupId"] ?? ""] }),
                ]
                for port in ["FromPort", "ToPort"] { if let value = rule[port] { part[port] = value } }
                try shell.run(
                    stack.aws(
                        .changes, "ec2", "revoke-security-group-ingress", "--group-id", group["GroupId"]?.string ?? "", "--ip-permissions",
                        JSONWriter.text(of: JSONValue.array([.object(part)]))))
            }
        }
        for id in ids.sorted() { try shell.run(stack.aws(.changes, "ec2", "delete-security-group", "--group-id", id)) }
    }

    static func isLeftover(_ group: JSONValue, _ cluster: String) -> Bool {
        let name = group["GroupName"]?.string ?? ""
        let tags = group["Tags"]?.array ?? []
        let isControllers = tags.contains { $0["Key"]?.string == "elbv2.k8s.aws/cluster" && $0["Value"]?.string == cluster }
        return isControllers || name.hasPrefix("k8s-") || name.hasPrefix("default_elb_") || name.hasPrefix("GuardDutyManagedSecurityGroup")
    }

    /// Disks of claims: Kubernetes would delete them only while it lives.
    private func volumes() throws {
        for filter in ["Name=tag:kubernetes.io/cluster/\(stack.name),Values=owned", "Name=tag:KubernetesCluster,Values=\(stack.name)"] {
            for volume in list(stack.aws(.reads, "ec2", "describe-volumes", "--filters", filter, "Name=status,Values=available"), "Volumes")
            {
                try shell.run(stack.aws(.changes, "ec2", "delete-volume", "--volume-id", volume["VolumeId"]?.string ?? ""))
            }
        }
    }

    private func isTerraforms(_ tags: JSONValue?) -> Bool {
        (tags?.array ?? []).contains { $0["Key"]?.string == "ManagedBy" && $0["Value"]?.string == "terraform" }
    }

    func list(_ step: Step, _ name: String) -> [JSONValue] { shell.json(step)?[name]?.array ?? [] }
}
