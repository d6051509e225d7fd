import TestSupport
import Testing
import Wire

struct HarnessTests {
    @Test(arguments: Engine.underTest)
    func theFirstAccountIsTheAdministratorAndKnowsItself(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let admin = try await chat.person("ann"), other = try await chat.person("ben")
        let reply = await chat.get("/users/me", as: admin)
        #expect(reply.status == 200 && reply["roles"]?.string == "system_admin system_user")
        #expect(await chat.get("/users/\(other.id)", as: other)["roles"]?.string == "system_user")
    }

    @Test func anUnknownPathIs404AndNever401() async throws {
        let chat = try await Harness(.sqlite)
        let reply = await chat.get("/no/such/path")
        #expect(reply.status == 404 && reply.errorID == "api.context.404.app_error")
        #expect(await chat.get("/users/me").errorID == "api.context.session_expired.app_error")
    }
}
