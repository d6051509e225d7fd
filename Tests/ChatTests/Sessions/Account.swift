import Outside
import TestSupport
import Wire

/// What the tests of sessions say again and again.
extension Harness {
    static let ajax = [("X-Requested-With", "XMLHttpRequest")]

    func logIn(_ name: String, _ password: String = Harness.password, code: String? = nil, fields: [(String, String)] = []) async -> Reply {
        var form: JSONObject = ["login_id": .string(name), "password": .string(password)]
        if let code { form["token"] = .string(code) }
        return await send("POST", "/users/login", json: .object(form), fields: fields)
    }

    /// Somebody with a session from a real login.
    func loggedIn(_ person: Person) async -> Person {
        let reply = await logIn(person.username)
        return Person(id: person.id, username: person.username, token: reply.field("Token") ?? "")
    }

    func cookies(_ reply: Reply) -> [String: String] {
        var cookies: [String: String] = [:]
        for field in reply.fields where field.name == "Set-Cookie" {
            let pair = field.value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            cookies[String(pair[0])] = String(pair[1])
        }
        return cookies
    }

    /// The token in the newest mail's link.
    func mailedToken() -> String {
        let words = mails.last?.text.split { "?&\n ".contains($0) } ?? []
        return words.first { $0.hasPrefix("token=") }.map { String($0.dropFirst(6)) } ?? ""
    }
}
