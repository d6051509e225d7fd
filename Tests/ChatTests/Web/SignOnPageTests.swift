import Chat
import Network
import TestSupport
import Testing

/// Addresses that other editions log in through.
struct SignOnPageTests {
    private func chat() async throws -> Harness {
        try await Harness(.sqlite, settings: ["MM_SERVICESETTINGS_SITEURL": "http://chat.example"])
    }

    /// What a browser gets there.
    private func open(_ path: String, _ chat: Harness) async throws -> (status: Int, contentType: String?, text: String, location: String) {
        guard case .answer(let page) = await chat.api.respond(to: HTTPRequest("GET", path, fields: [], body: [])) else {
            return (101, nil, "", "")
        }
        let location = page.fields.first { $0.name == "Location" }?.value ?? ""
        return (page.status, page.contentType, String(decoding: page.bytes ?? [], as: UTF8.self), location)
    }

    @Test func whoeverIsSentToAnotherServiceReadsThatThereIsNone() async throws {
        let chat = try await chat()
        for path in ["/oauth/gitlab/login", "/oauth/google/signup", "/oauth/office365/mobile_login", "/oauth/nothing/login"] {
            let reply = try await open(path, chat)
            #expect(reply.status == 501 && reply.contentType == "text/html" && reply.text.contains("/error?message="), "\(path)")
        }
    }

    @Test func whoeverComesBackWithoutACodeIsToldSo() async throws {
        let chat = try await chat()
        for path in ["/oauth/gitlab/complete", "/signup/gitlab/complete", "/login/gitlab/complete"] {
            let reply = try await open(path, chat)
            #expect(reply.status == 307, "\(path)")
            #expect(reply.location.hasPrefix("/error?service=Gitlab&type=oauth_missing_code&s="), "\(reply.location)")
        }
        #expect(try await open("/signup/gitlab/complete?code=x", chat).status == 501)
    }

    @Test func noLinkLogsIn() async throws {
        let chat = try await chat()
        #expect(try await open("/login/one_time_link", chat).location.hasPrefix("http://chat.example/login?extra=login_error"))
        #expect(try await open("/login/sso/saml", chat).location.hasPrefix("/error?message="))
        for path in ["/login", "/signup_user_complete", "/login/desktop", "/signup/gitlab/other"] {
            #expect(try await open(path, chat).status == 200, "\(path) is the client's")
        }
    }
}
