import Glibc

/// The laboratory's commands: `mmlab up lab`, `mmlab down lab`, …
enum Program {
    static let help = """
        mmlab: makes, deploys to, checks and destroys the installation on AWS

        mmlab doctor [SHAPE]           tools, credentials, quotas and common mistakes, each with what to do
        mmlab cost [SHAPE]             what a shape costs a month and an hour; needs no network
        mmlab up SHAPE                 the state's bucket, the infrastructure, access, the load balancer controller
        mmlab deploy SHAPE             the server: image by digest, waits, checks, rolls back when it fails
        mmlab status SHAPE             what runs
        mmlab smoke --url URL          logs in, posts, uploads a file, listens on the WebSocket
        mmlab rollback SHAPE           out of a stuck release, or back to the last good one
        mmlab down SHAPE               everything away, then the proof that nothing is left
        mmlab nightly SHAPE            makes in the morning and destroys in the evening, by cron

        SHAPE: prod, lab or one-box (infra/envs/SHAPE.tfvars); prod when left out.

        --dry-run                      show what would change, change nothing
        up       --github OWNER/NAME   roles for the repository's workflows; --github-ids OWNER_ID/REPOSITORY_ID
        deploy   --tag TAG (latest)  --url URL (smoke test afterwards)  --namespace N  --release N
        smoke    --user NAME --password WORD (or MMLAB_PASSWORD)  --first (make the first account)
        rollback --namespace N  --release N  --revision R
        down     --yes (ask nothing)  --bootstrap (the state's bucket and CI's roles too)
        nightly  --up HH:MM (08:00)  --down HH:MM (19:00)  --off
        """

    /// The exit status: 0 well, 1 refused or failed, 2 not understood, 130 interrupted.
    static func run(_ words: [String]) -> Int32 {
        let shell = Shell()
        do {
            let arguments = try Arguments(words)
            return try run(arguments, Shell(isDryRun: arguments.has("dry-run")))
        } catch is Interruption {
            shell.say("\nInterrupted. Run the same command again: it goes on where it stopped.")
            return 130
        } catch let error as Arguments.Mistake {
            shell.say("mmlab: \(error.description)\n\n\(help)")
            return 2
        } catch {
            shell.say("\nmmlab: \(error)")
            return 1
        }
    }

    static func run(_ arguments: Arguments, _ shell: Shell) throws -> Int32 {
        switch arguments.command {
        case "help": shell.say(help)
        case "cost": shell.say(Cost.table(arguments.shape == nil ? Cost.shapes : [try arguments.knownShape()]))
        case "smoke": try Smoke(arguments, shell).run()
        case "nightly": try Nightly(stack: try Stack(arguments), arguments: arguments, shell: shell).run()
        case "doctor": return try Doctor(stack: try Stack(arguments), shell: shell).run() ? 0 : 1
        case "up": try Up(stack: try Stack(arguments), arguments: arguments, shell: shell).run()
        case "deploy": try Deploy(stack: try Stack(arguments), arguments: arguments, shell: shell).run()
        case "status": try Status(stack: try Stack(arguments), arguments: arguments, shell: shell).run()
        case "rollback": try Rollback(stack: try Stack(arguments), arguments: arguments, shell: shell).run()
        case "down": try Down(stack: try Stack(arguments), arguments: arguments, shell: shell).run()
        default: throw Arguments.Mistake(description: "no command \(arguments.command)")
        }
        return 0
    }
}
