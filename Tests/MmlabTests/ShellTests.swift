import Glibc
import Testing

@testable import mmlab

struct ShellTests {
    @Test func aProgramIsRunAndItsWordsAreKept() throws {
        let ending = try ChildProcess.run("sh", ["-c", "cat; echo out; echo err >&2; exit 3"], input: "in,")
        #expect(ending.status == 3)
        #expect(ending.output == "in,out\n")
        #expect(ending.errors == "err\n")
    }

    @Test func aProgramRunsInItsFolderWithItsVariables() throws {
        let ending = try ChildProcess.run("sh", ["-c", "pwd; echo $MMLAB_TEST"], directory: "/", variables: ["MMLAB_TEST": "x y"])
        #expect(ending.output == "/\nx y\n")
    }

    @Test func whatIsLongerThanAPipeArrivesWhole() throws {
        let ending = try ChildProcess.run("sh", ["-c", "head -c 300000 /dev/zero | tr '\\0' a; head -c 300000 /dev/zero | tr '\\0' b >&2"])
        #expect(ending.output.utf8.count == 300_000)
        #expect(ending.errors.utf8.count == 300_000)
    }

    @Test func aMissingProgramIsNamed() {
        #expect(throws: (any Error).self) { try ChildProcess.run("no-such-program-here", []) }
        #expect(Shell(say: { _ in }).ask(.reading("no-such-program-here")) == nil)
    }

    @Test func aLineCanBeTypedAsItIsShown() {
        let step = Step.changing("helm", "upgrade", "it's", "a b", "", directory: "infra")
        #expect(step.line == #"(cd infra) helm upgrade 'it'\''s' 'a b' ''"#)
    }

    @Test func aDryRunReadsButChangesNothing() throws {
        let world = FakeWorld([("read", "yes")])
        let shell = world.shell(isDryRun: true)
        #expect(try shell.run(.reading("aws", "read")) == "yes")
        try shell.run(.changing("aws", "delete"))
        #expect(world.steps.map(\.arguments) == [["read"]])
        #expect(world.said.contains("$ aws delete"))
    }

    @Test func whatIsReadFromInputIsNeverShown() throws {
        let world = FakeWorld()
        var step = Step.changing("helm", "install")
        step.input = "hidden-word"
        try world.shell().run(step)
        #expect(!world.said.contains("hidden-word"))
    }

    @Test func aHeldStateLockIsToldWithItsHolderAndTheWayOut() {
        let text = """
            \u{1B}[31m╷\u{1B}[0m
            \u{1B}[31m│\u{1B}[0m Error: Error acquiring the state lock
            \u{1B}[31m│\u{1B}[0m Lock Info:
            \u{1B}[31m│\u{1B}[0m   ID:        5f3a-1
            \u{1B}[31m│\u{1B}[0m   Operation: OperationTypeApply
            \u{1B}[31m│\u{1B}[0m   Who:       ann@laptop
            \u{1B}[31m│\u{1B}[0m   Created:   2026-01-02 03:04:05 +0000 UTC
            """
        let world = FakeWorld(failing: ("apply", text))
        let refusal = #expect(throws: Shell.Refusal.self) { try world.shell().run(.changing("terraform", "apply")) }
        #expect(refusal?.description.contains("locked by ann@laptop since 2026-01-02 03:04:05") == true)
        #expect(refusal?.description.contains("force-unlock 5f3a-1") == true)
        #expect(StateLock(in: "Error: something else") == nil)
    }
}

struct JournalTests {
    private static func folder() -> String {
        var name = Array("/tmp/mmlab-test.XXXXXX".utf8CString)
        return String(cString: mkdtemp(&name))
    }

    @Test func anInterruptedCommandGoesOnWhereItStopped() throws {
        let folder = Self.folder(), world = FakeWorld()
        var ran: [String] = []
        var stops = true
        func parts() -> [Part] {
            [
                Part(title: "one") { ran.append("one") }, Part(title: "always", isLasting: false) { ran.append("always") },
                Part(title: "two") { if stops { throw Interruption() } else { ran.append("two") } },
            ]
        }
        #expect(throws: Interruption.self) { try world.shell().perform(parts(), journal: Journal("up", "x", folder: folder)) }
        stops = false
        try world.shell().perform(parts(), journal: Journal("up", "x", folder: folder))
        #expect(ran == ["one", "always", "always", "two"])
        #expect(Journal("up", "x", folder: folder).done == [], "a finished command leaves no journal")
        rmdir(folder)
    }

    @Test func aDryRunFinishesNothing() throws {
        let folder = Self.folder(), world = FakeWorld()
        try world.shell(isDryRun: true).perform([Part(title: "one") {}], journal: Journal("up", "x", folder: folder, isKept: false))
        #expect(!Files.exists("\(folder)/up-x"))
        rmdir(folder)
    }
}
