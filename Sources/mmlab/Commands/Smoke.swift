import Glibc
import Wire

/// The things that people do first, against a running server: log in, post, upload, hear of it on the WebSocket.
/// `curl` speaks for it, so that proxies, certificates and names are met as any client meets them.
struct Smoke {
    private let url: String, user: String, password: String, makesAccount: Bool, shell: Shell

    init(_ arguments: Arguments, _ shell: Shell) throws {
        guard var url = arguments.value("url") else { throw Arguments.Mistake(description: "smoke needs --url") }
        while url.hasSuffix("/") { url.removeLast() }
        self.url = url
        user = arguments.value("user") ?? "mmlab-smoke"
        makesAccount = arguments.has("first")
        guard let password = arguments.value("password") ?? Variables.all["MMLAB_PASSWORD"] else {
            throw Arguments.Mistake(description: "smoke needs --password or MMLAB_PASSWORD (of the account \(user); --first makes it)")
        }
        self.password = password
        self.shell = shell
    }

    func run() throws {
        if shell.isDryRun { return shell.say("would log in at \(url) as \(user), post, upload, listen and tidy up") }
        let start = time(nil)
        guard try request("GET", "/api/v4/system/ping")["status"]?.string == "OK" else {
            throw Shell.Refusal(description: "the server does not answer OK to ping")
        }
        shell.say("  ok    answers")
        if makesAccount { try makeAccount() }
        let (token, person) = try logIn()
        shell.say("  ok    logged in as \(user)")
        let channel = try place(token, person)
        let word = "smoke-\(start)-\(getpid())"
        let file = try upload(word, to: channel, token)
        shell.say("  ok    file uploaded")
        try listen(word, token) { try post(word, file, in: channel, token) }
        shell.say("  ok    posted, heard on the WebSocket, file read back")
        _ = try request("POST", "/api/v4/users/logout", token: token)
        shell.say("Smoke test passed in \(time(nil) - start) s.")
    }

    /// On a fresh server whoever comes first becomes the administrator.
    private func makeAccount() throws {
        let account: JSONValue = ["username": .string(user), "password": .string(password), "email": .string("\(user)@example.com")]
        let answer = try request("POST", "/api/v4/users", account)
        if let problem = answer["message"]?.string, answer["id"]?.string?.contains(".") == true { shell.say("  note  account: \(problem)") }
    }

    private func logIn() throws -> (token: String, person: String) {
        try Files.lending("") { head in
            var step = curl("POST", "/api/v4/users/login")
            step.arguments += ["-D", head]
            let body: JSONValue = ["login_id": .string(user), "password": .string(password)]
            let answer = try json(try talk(step, body: JSONWriter.text(of: body)), "login")
            let token = Files.text(head)?.split { $0.isNewline }.first { $0.lowercased().hasPrefix("token:") }
            guard let token, let person = answer["id"]?.string else {
                throw Shell.Refusal(description: "login as \(user) was refused: \(answer["message"]?.string ?? "no word why")")
            }
            return (String(token.dropFirst(6).filter { !$0.isWhitespace }), person)
        }
    }

    /// A channel to post in: the first of the account's own; a team is made where there is none.
    private func place(_ token: String, _ person: String) throws -> String {
        var team = try request("GET", "/api/v4/users/me/teams", token: token).array?.first?["id"]?.string
        if team == nil {
            team = try request("POST", "/api/v4/teams", ["name": "mmlab", "display_name": "mmlab", "type": "I"], token: token)["id"]?.string
        }
        let channels = try request("GET", "/api/v4/users/me/teams/\(team ?? "-")/channels", token: token).array
        guard let channel = channels?.first(where: { $0["name"]?.string == "town-square" })?["id"]?.string else {
            throw Shell.Refusal(description: "\(user) is in no team and may make none: add it to one")
        }
        return channel
    }

    private func upload(_ word: String, to channel: String, _ token: String) throws -> String {
        try Files.lending(word) { path in
            var step = curl("POST", "/api/v4/files", token: token)
            step.arguments += ["-F", "channel_id=\(channel)", "-F", "files=@\(path);filename=\(word).txt"]
            guard let id = try JSONReader.read(try talk(step))["file_infos"]?.array?.first?["id"]?.string else {
                throw Shell.Refusal(description: "the upload was refused")
            }
            return id
        }
    }

    private func post(_ word: String, _ file: String, in channel: String, _ token: String) throws {
        let draft: JSONValue = ["channel_id": .string(channel), "message": .string(word), "file_ids": [.string(file)]]
        guard let id = try request("POST", "/api/v4/posts", draft, token: token)["id"]?.string, !id.contains(".") else {
            throw Shell.Refusal(description: "the post was refused")
        }
        guard try talk(curl("GET", "/api/v4/files/\(file)", token: token)) == word else {
            throw Shell.Refusal(description: "the file came back changed")
        }
        _ = try request("DELETE", "/api/v4/posts/\(id)", token: token)
    }

    /// Holds a WebSocket open with curl (which writes the frames as they come) while `act` runs, then looks for the word.
    private func listen(_ word: String, _ token: String, _ act: () throws -> Void) throws {
        let script = """
            exec 3<&0
            curl -sS -N --http1.1 --max-time 60 -K - -H 'Connection: Upgrade' -H 'Upgrade: websocket' -H 'Sec-WebSocket-Version: 13' \
                -H 'Sec-WebSocket-Key: bW1sYWItc21va2UtdGVzdA==' "$1/api/v4/websocket" <&3 >"$2" 2>&1 &
            echo $!
            """
        try Files.lending("") { path in
            var step = Step.reading("sh", "-c", script, "sh", url, path)
            step.input = Self.configuration(token)
            let listener = Int32(try said(step).filter { $0.isNumber })
            defer { if let listener { kill(listener, SIGTERM) } }
            try hear("\"hello\"", in: path, else: "the WebSocket does not say hello; does the proxy pass Upgrade on?")
            try act()
            try hear(word, in: path, else: "the post was not heard on the WebSocket")
        }
    }

    private func hear(_ word: String, in path: String, else problem: String) throws {
        for _ in 0..<150 {
            if Files.text(path)?.contains(word) ?? false { return }
            usleep(100_000)
        }
        throw Shell.Refusal(description: "\(problem) It said: \((Files.text(path) ?? "").suffix(200))")
    }

    // MARK: curl

    private func curl(_ method: String, _ path: String, token: String? = nil) -> Step {
        var step = Step.reading("curl", "-sS", "--max-time", "30", "-X", method, "\(url)\(path)", "-H", "X-Requested-With: XMLHttpRequest")
        if let token {
            step.arguments += ["-K", "-"]
            step.input = Self.configuration(token)
        }
        return step
    }

    /// The token goes in by a configuration that curl reads from its input: arguments can be seen by everybody.
    private static func configuration(_ token: String) -> String { "header = \"Authorization: Bearer \(token)\"\n" }

    private func request(_ method: String, _ path: String, _ body: JSONValue? = nil, token: String? = nil) throws -> JSONValue {
        try json(try talk(curl(method, path, token: token), body: body.map { JSONWriter.text(of: $0) }), "\(method) \(path)")
    }

    private func json(_ answer: String, _ request: String) throws -> JSONValue {
        do { return try JSONReader.read(answer) } catch {
            throw Shell.Refusal(description: "\(request) was answered with something else than JSON: \(answer.prefix(200))")
        }
    }

    private func talk(_ step: Step, body: String? = nil) throws -> String {
        guard let body else { return try said(step) }
        return try Files.lending(body) { path in
            var step = step
            step.arguments += ["-H", "Content-Type: application/json", "--data-binary", "@\(path)"]
            return try said(step)
        }
    }

    private func said(_ step: Step) throws -> String {
        let ending = try shell.perform(step, .nothing)
        guard ending.status == 0 else { throw Shell.Refusal(description: "curl: \(ending.errors)") }
        return ending.output
    }
}
