import Foundation
import Testing
import Wire

@testable import mmlab

struct ArgumentsTests {
    @Test func wordsAndOptionsInAnyOrder() throws {
        let arguments = try Arguments(["down", "--yes", "lab", "--namespace=chat", "--release", "r"])
        #expect(arguments.command == "down")
        #expect(try arguments.knownShape() == "lab")
        #expect(arguments.has("yes"))
        #expect(arguments.namespace == "chat")
        #expect(arguments.release == "r")
    }

    @Test(arguments: [["down", "--force"], ["smoke", "--url"], ["up", "a", "b", "c"]])
    func whatIsNotUnderstoodIsRefused(_ words: [String]) { #expect(throws: Arguments.Mistake.self) { try Arguments(words) } }

    @Test func anUnknownShapeIsRefused() throws {
        let arguments = try Arguments(["up", "huge"])
        #expect(throws: Arguments.Mistake.self) { try arguments.knownShape() }
    }
}

struct ShapeTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ shape: String) throws -> String {
        try String(contentsOf: root.appending(path: "infra/envs/\(shape).tfvars"), encoding: .utf8)
    }

    @Test func theShapesAreReadFromTerraformsFiles() throws {
        let lab = Stack(shape: "lab", text: try Self.text("lab")), prod = Stack(shape: "prod", text: try Self.text("prod"))
        #expect(prod.name == "mm-devops-prod" && prod.region == "eu-north-1" && prod.workspace == "default")
        #expect(lab.workspace == "lab" && lab.repository == "mattermost-lab" && !lab.isOneBox)
        #expect(Stack(shape: "one-box", text: try Self.text("one-box")).isOneBox)
    }

    @Test(arguments: Cost.shapes) func theFileSaysWhatTheTableSays(_ shape: String) throws {
        let head = try #require(try Self.text(shape).split(separator: "\n").first)
        let said = try #require(head.firstMatch(of: /\$(\d+) a month/).flatMap { Double($0.1) })
        #expect(abs(said - Cost.month(shape)) / said < 0.03)
    }

    @Test func theLabAndTheBoxCostWhatWasPromised() {
        #expect(135...145 ~= Cost.month("lab"))
        #expect(18...20 ~= Cost.month("one-box"))
        #expect(Cost.table(["lab"]).contains("together a month"))
    }

    @Test(arguments: [(0.0, 2, "0.00"), (3.065, 2, "3.07"), (140, 0, "140"), (0.05, 2, "0.05")])
    func amountsAreRounded(_ value: Double, _ digits: Int, _ text: String) { #expect(Cost.amount(value, digits) == text) }
}

struct RollbackTests {
    private static func history(_ statuses: String...) -> ReleaseHistory {
        ReleaseHistory(statuses.enumerated().map { .init(number: Int64($0.offset + 1), status: $0.element) })
    }

    @Test func theWayBack() {
        #expect(Self.history("superseded", "deployed", "pending-upgrade").way == .back(to: 2))
        #expect(Self.history("superseded", "superseded", "deployed").way == .back(to: 2))
        #expect(Self.history("superseded", "deployed", "failed").way == .back(to: 2))
        #expect(Self.history("superseded", "failed", "pending-rollback").way == .back(to: 1))
        #expect(Self.history("pending-install").way == .uninstall)
        #expect(Self.history("deployed").way == .nothing)
        #expect(Self.history().way == .nothing)
    }

    @Test func onlyAPendingReleaseIsStuck() {
        #expect(Self.history("deployed", "pending-upgrade").isStuck)
        #expect(!Self.history("pending-upgrade", "deployed").isStuck)
    }

    @Test func itRollsBackByHelm() throws {
        let json = #"[{"revision":2,"status":"pending-upgrade"},{"revision":1,"status":"deployed"}]"#
        let world = FakeWorld([("helm history", json)])
        try Rollback(stack: Stack(shape: "lab", text: ""), arguments: try Arguments(["rollback", "lab"]), shell: world.shell()).run()
        #expect(world.changes == ["helm rollback mattermost 1 -n mattermost --wait --timeout 10m"])
    }

    @Test func anUnknownRevisionIsRefused() throws {
        let world = FakeWorld([("helm history", #"[{"revision":1,"status":"deployed"}]"#)])
        let arguments = try Arguments(["rollback", "lab", "--revision", "9"])
        #expect(throws: Shell.Refusal.self) {
            try Rollback(stack: Stack(shape: "lab", text: ""), arguments: arguments, shell: world.shell()).run()
        }
        #expect(world.changes == [])
    }
}

struct DeployTests {
    private static let outputs = #"""
        {"rds_address":{"value":"db.example"},"ecr_repository_url":{"value":"1.dkr.ecr/x"},"s3_bucket":{"value":"files"},
        "region":{"value":"eu-north-1"},"database_secret_arn":{"value":"arn:secret"},"cluster_name":{"value":"c"}}
        """#
    private static let password = #"!#$%&'()*+,-.:;<=>?[\\]^_`{|}~\""#

    private static func world(failing: (String, String)? = nil) -> FakeWorld {
        FakeWorld(
            [
                ("describe-images", #"{"imageDetails":[{"imageDigest":"sha256:ab"}]}"#), ("output -json", outputs),
                ("get-secret-value", #"{"SecretString":"{\"password\":\"a,b\"}"}"#),
                ("helm history", #"[{"revision":1,"status":"deployed"}]"#),
            ], failing: failing)
    }

    private static func run(_ world: FakeWorld) throws {
        try Deploy(stack: Stack(shape: "lab", text: ""), arguments: try Arguments(["deploy", "lab"]), shell: world.shell()).run()
    }

    @Test func everyPrintablePasswordGetsThroughWhole() throws {
        let values = Deploy.values(["rds_address": "h"], digest: "sha256:ab", password: Self.password)
        let read = try JSONReader.read(JSONWriter.text(of: values))
        #expect(read["postgres"]?["password"]?.string == Self.password)
        #expect(read["mattermost"]?["image"]?["digest"]?.string == "sha256:ab")
        #expect(read["postgres"]?["sslmode"]?.string == "require")
    }

    @Test func noSecretIsSeenInTheArguments() throws {
        let world = Self.world()
        try Self.run(world)
        #expect(!world.steps.contains { $0.line.contains("a,b") })
        #expect(!world.said.contains("a,b"))
        #expect(
            world.changes.contains { $0.hasPrefix("helm upgrade --install mattermost ./helm/mattermost -n mattermost --create-namespace") })
    }

    @Test func aFailedUpgradeGoesBack() throws {
        let world = Self.world(failing: ("helm upgrade", "timed out"))
        #expect(throws: Shell.Refusal.self) { try Self.run(world) }
        #expect(world.changes.last == "helm rollback mattermost 1 -n mattermost --wait --timeout 10m")
    }

    @Test func anImageThatIsNotThereIsNamed() {
        let world = FakeWorld()
        let refusal = #expect(throws: Shell.Refusal.self) { try Self.run(world) }
        #expect(refusal?.description.contains("has no image latest") == true)
        #expect(world.changes == [])
    }
}

/// Those of `up` and `down` are seen on the doubles, where there is something to spare (deploy/tests/life.sh).
struct DryRunTests {
    @Test(arguments: [
        ["deploy", "lab"], ["deploy", "lab", "--url", "http://127.0.0.1:9", "--password", "x"], ["rollback", "lab"], ["nightly", "lab"],
        ["nightly", "lab", "--off"], ["smoke", "--url", "http://127.0.0.1:9", "--password", "x"],
    ])
    func itShowsAndChangesNothing(_ words: [String]) throws {
        let world = FakeWorld([
            ("describe-images", #"{"imageDetails":[{"imageDigest":"sha256:ab"}]}"#),
            ("output -json", #"{"region":{"value":"eu-north-1"}}"#),
            ("get-secret-value", #"{"SecretString":"{\"password\":\"p\"}"}"#), ("crontab -l", "0 1 * * * backup\n"),
            ("helm history", #"[{"revision":1,"status":"deployed"},{"revision":2,"status":"pending-upgrade"}]"#),
        ])
        #expect(try Program.run(try Arguments(words + ["--dry-run"]), world.shell(isDryRun: true)) == 0)
        #expect(world.changes == [])
        #expect(world.said.contains("nothing was changed") || world.said.contains("  $ ") || world.said.contains("would "))
        #expect(!world.said.contains("Deployed"))
    }
}

struct NightlyTests {
    @Test func itsEntriesAreReplacedAndOthersStay() {
        let mark = "# mmlab nightly lab"
        let before = "0 1 * * * backup\n0 8 * * 1-5 old \(mark)\n0 9 * * * other # mmlab nightly prod\n"
        #expect(
            Nightly.table(before, mark: mark, entries: ["new \(mark)"])
                == "0 1 * * * backup\n0 9 * * * other # mmlab nightly prod\nnew \(mark)\n")
        #expect(Nightly.table("", mark: mark, entries: []) == "")
    }

    @Test func itIsWrittenToTheTable() throws {
        let world = FakeWorld([("crontab -l", "0 1 * * * backup\n"), ("pwd", "/work\n")])
        try Nightly(
            stack: Stack(shape: "lab", text: ""), arguments: try Arguments(["nightly", "lab", "--up", "07:30"]), shell: world.shell()
        ).run()
        let written = try #require(world.steps.last?.input)
        #expect(written.contains("30 7 * * 1-5 cd '/work' && swift run -q mmlab up lab"))
        #expect(written.contains("0 19 * * * cd '/work' && swift run -q mmlab down lab --yes"))
    }

    @Test(arguments: ["25:00", "7", "07:60", "x:y"]) func whatIsNoTimeIsRefused(_ text: String) {
        #expect(throws: Arguments.Mistake.self) { try Nightly.clock(text) }
    }
}

struct VersionTests {
    @Test(arguments: [
        ("aws-cli/2.15.1 Python/3.11", "2.15.1"), (#"{"terraform_version": "1.11.4"}"#, "1.11.4"), ("v4.0.0-rc.1+g1", "4.0.0"),
        ("curl 7.88.1 (x86_64)", "7.88.1"),
    ])
    func theFirstVersionIsFound(_ text: String, _ version: String) { #expect(Version.first(in: text)?.description == version) }

    @Test func tenComesAfterNine() throws {
        #expect(try #require(Version("1.10.0")) > #require(Version("1.9.9")))
    }
}
