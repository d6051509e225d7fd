import Testing
import Wire

@testable import mmlab

struct LeftoversTests {
    private static let stack = Stack(shape: "lab", text: "cluster_name = \"mm\"\nregion = \"eu-north-1\"\n")

    @Test func whatKubernetesMadeIsDeletedInTheOrderInWhichItLetsGo() throws {
        let world = FakeWorld([
            (
                "elbv2 describe-load-balancers",
                #"{"LoadBalancers":[{"LoadBalancerArn":"lb","VpcId":"v"},{"LoadBalancerArn":"other","VpcId":"w"}]}"#
            ),
            ("elb describe-load-balancers", #"{"LoadBalancerDescriptions":[{"LoadBalancerName":"classic","VPCId":"v"}]}"#),
            ("describe-target-groups", #"{"TargetGroups":[{"TargetGroupArn":"tg","VpcId":"v"}]}"#),
            (
                "describe-vpc-endpoints",
                #"{"VpcEndpoints":[{"VpcEndpointId":"e","ServiceName":"com.amazonaws.eu-north-1.guardduty-data"},{"VpcEndpointId":"s3","ServiceName":"com.amazonaws.eu-north-1.s3"}]}"#
            ),
            (
                "describe-network-interfaces",
                #"{"NetworkInterfaces":[{"NetworkInterfaceId":"eni","Description":"aws-K8S-1","TagSet":[]},{"NetworkInterfaceId":"ours","TagSet":[{"Key":"ManagedBy","Value":"terraform"}]},{"NetworkInterfaceId":"eks","Description":"Amazon EKS mm"}]}"#
            ),
            (
                "describe-security-groups",
                #"{"SecurityGroups":[{"GroupId":"own","GroupName":"eks","IpPermissions":[{"IpProtocol":"tcp","FromPort":1,"ToPort":1,"UserIdGroupPairs":[{"GroupId":"k"}]}]},{"GroupId":"k","GroupName":"k8s-traffic"}]}"#
            ),
            ("tag:kubernetes.io/cluster/mm", #"{"Volumes":[{"VolumeId":"vol"}]}"#), ("wait load-balancers-deleted", ""),
        ])
        try Leftovers(Self.stack, world.shell()).sweep("v")
        let verbs = world.changes.map { $0.split(separator: " ").dropFirst(2).prefix(3).joined(separator: " ") }
        #expect(
            verbs == [
                "modify-load-balancer-attributes --load-balancer-arn lb", "delete-load-balancer --load-balancer-arn lb",
                "delete-load-balancer --load-balancer-name classic", "delete-target-group --target-group-arn tg",
                "delete-vpc-endpoints --vpc-endpoint-ids e", "delete-network-interface --network-interface-id eni",
                "revoke-security-group-ingress --group-id own", "delete-security-group --group-id k", "delete-volume --volume-id vol",
            ])
    }

    @Test(
        arguments: [
            (["GroupName": "k8s-elb-a"], true), (["GroupName": "default_elb_1"], true), (["GroupName": "mm-database"], false),
            (["GroupName": "x", "Tags": [["Key": "elbv2.k8s.aws/cluster", "Value": "mm"]]], true),
            (["GroupName": "x", "Tags": [["Key": "elbv2.k8s.aws/cluster", "Value": "another"]]], false),
        ] as [(JSONValue, Bool)])
    func onlyTheControllersGroupsAreLeftovers(_ group: JSONValue, _ is: Bool) {
        #expect(Leftovers.isLeftover(group, "mm") == `is`)
    }

    @Test func onlyTheOwnersRecordsAreTaken() {
        func mark(_ name: String, _ owner: String) -> JSONValue {
            [
                "Name": .string(name), "Type": "TXT",
                "ResourceRecords": [["Value": .string("\"heritage=external-dns,external-dns/owner=\(owner)\"")]],
            ]
        }
        let all: [JSONValue] = [
            ["Name": "chat.example.com.", "Type": "A"], mark("a-chat.example.com.", "mm"), mark("chat.example.com.", "mm"),
            ["Name": "other.example.com.", "Type": "A"], mark("other.example.com.", "mm-2"), ["Name": "example.com.", "Type": "NS"],
        ]
        #expect(
            Leftovers.records(all, of: "mm").compactMap { $0["Name"]?.string } == [
                "a-chat.example.com.", "chat.example.com.", "chat.example.com.",
            ])
    }

    @Test func permissionsGoOnlyToWhatIsStillThere() {
        #expect(Down.targets("aws_s3_bucket.files\nmodule.network.aws_vpc.this\n") == ["aws_s3_bucket.files"])
        #expect(Down.targets("") == [])
    }

    private func permit(_ world: FakeWorld) throws {
        try Down(stack: Self.stack, arguments: try Arguments(["down", "lab"]), shell: world.shell()).permit()
    }

    @Test func permissionIsGivenToWhatTheStateHolds() throws {
        let world = FakeWorld([("state list", "aws_s3_bucket.files\n")])
        try permit(world)
        #expect(world.changes.count == 1 && world.changes[0].contains("-target=aws_s3_bucket.files"))
    }

    /// "Nothing is there" would let the destruction begin and stop half-way.
    @Test(arguments: ["Error acquiring the state lock\n  ID: 7", "Error: error loading state: AccessDenied"])
    func aStateThatCannotBeReadStops(_ words: String) {
        let world = FakeWorld(failing: ("state list", words))
        #expect(throws: Shell.Refusal.self) { try permit(world) }
        #expect(world.changes == [])
    }

    @Test func noStateAtAllIsNothingToPermit() throws {
        let world = FakeWorld(failing: ("state list", "No state file was found!\n\nState management commands require a state file."))
        try permit(world)
        #expect(world.changes == [])
    }
}
