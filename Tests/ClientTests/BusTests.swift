import Database
import TestSupport
import Testing
import Wire

/// Servers on one PostgreSQL hear each other, through it and through Redis. One test after the other: each has two servers.
@Suite(.serialized)
struct BusTests {
    @Test(arguments: TwoServers.Way.allCases)
    func whatIsSaidOnOneServerIsHeardOnTheOtherInOrder(_ way: TwoServers.Way) async throws {
        let servers = try await TwoServers(way), world = try await servers.world()
        let ear = try await Ear(port: servers.other.port, token: world.benToken)
        let long = String(repeating: "long ", count: 3_000)  // more than one notification of PostgreSQL can carry
        for number in 0..<10 { try await TwoServers.post("message \(number)", in: world.deck, at: servers.one, as: world.annToken) }
        try await TwoServers.post(long, in: world.deck, at: servers.one, as: world.annToken)
        try await TwoServers.ask(servers.one, "POST", "/users/me/typing", world.annToken, ["channel_id": .string(world.deck)])
        for number in 0..<10 { #expect(try await ear.message() == "message \(number)") }
        #expect(try await ear.message() == long)
        #expect(try await ear.event("typing")["data"]?["user_id"]?.string == world.ann)
        // A socket's own typing goes the other way.
        let hers = try await Ear(port: servers.one.port, token: world.annToken)
        try await ear.say("user_typing", ["channel_id": .string(world.deck), "parent_id": ""])
        #expect(try await hers.event("typing")["data"]?["user_id"]?.string == world.ben)
        #expect(try await servers.figure("mattermost_cluster_cluster_requests_total", 0) > 0)
        #expect(try await servers.figure("mattermost_cluster_cluster_health_score", 1) == 0)
    }

    @Test(arguments: TwoServers.Way.allCases)
    func sessionsRolesAndSettingsAreTheSameOnBoth(_ way: TwoServers.Way) async throws {
        let servers = try await TwoServers(way), world = try await servers.world()
        let token = try await servers.login("ben", at: servers.other)
        let session = try #require(
            try await TwoServers.ask(servers.other, "GET", "/users/me/sessions", token).json.array?.first { $0["token"] != nil }?["id"])
        let sessions = try await TwoServers.ask(servers.other, "GET", "/users/me/sessions", token).json.array ?? []
        #expect(sessions.count == 2 && sessions.contains { $0["id"] == session })
        try await TwoServers.ask(servers.one, "POST", "/users/\(world.ben)/sessions/revoke/all", world.annToken)
        try await Eventually.holds("the session is refused") { try await TwoServers.isRefused(servers.other, "/users/me", token) }
        // A role that is taken away.
        let again = try await servers.login("ben", at: servers.other)
        #expect(try await Self.mayChangeTeam(servers.other, world, again) == false)
        try await TwoServers.ask(servers.one, "PUT", "/users/\(world.ben)/roles", world.annToken, ["roles": "system_user system_admin"])
        try await Eventually.holds("the role is there") { try await Self.mayChangeTeam(servers.other, world, again) }
        let change: JSONValue = ["TeamSettings": ["CustomDescriptionText": "heard by both"]]
        try await TwoServers.ask(servers.one, "PUT", "/config/patch", world.annToken, change)
        try await Eventually.holds("the setting holds") {
            try await TwoServers.ask(servers.other, "GET", "/config/client?format=old", "").json["CustomDescriptionText"] == "heard by both"
        }
        // A permission of a role.
        let role = try await TwoServers.ask(servers.one, "GET", "/roles/name/team_user", world.annToken).json
        let kept = (role["permissions"]?.strings ?? []).filter { $0 != "create_public_channel" }
        let cat =
            try await TwoServers.ask(
                servers.one, "POST", "/users", "", ["username": "cat", "email": "cat@example.com", "password": .string(Harness.password)]
            ).json["id"]?.string ?? ""
        try await TwoServers.ask(
            servers.one, "POST", "/teams/\(world.team)/members", world.annToken, ["team_id": .string(world.team), "user_id": .string(cat)])
        let catToken = try await servers.login("cat", at: servers.other)
        try await TwoServers.ask(
            servers.one, "PUT", "/roles/\(role["id"]?.string ?? "")/patch", world.annToken,
            ["permissions": .array(kept.map { .string($0) })])
        let number = Counter()
        try await Eventually.holds("the permission is gone") {
            let draft: JSONValue = [
                "team_id": .string(world.team), "name": .string("plank-\(number.next())"), "display_name": "Plank", "type": "O",
            ]
            do { try await TwoServers.ask(servers.other, "POST", "/channels", catToken, draft) } catch let refused as TwoServers.Refused {
                return refused.status == 403
            }
            return false
        }
    }

    private final class Counter: @unchecked Sendable {  // one test after the other asks
        private var number = 0
        func next() -> Int { number += 1; return number }
    }

    private static func mayChangeTeam(_ server: RunningServer, _ world: TwoServers.World, _ token: String) async throws -> Bool {
        do { try await TwoServers.ask(server, "PUT", "/teams/\(world.team)/patch", token, ["description": "x"]) } catch is TwoServers
            .Refused
        {
            return false
        }
        return true
    }

    @Test(arguments: TwoServers.Way.allCases)
    func whoJoinsAndLeavesOnOneServerHearsAccordinglyOnTheOther(_ way: TwoServers.Way) async throws {
        let servers = try await TwoServers(way), world = try await servers.world()
        let ear = try await Ear(port: servers.other.port, token: world.benToken)
        try await TwoServers.post("one", in: world.deck, at: servers.one, as: world.annToken)
        #expect(try await ear.message() == "one")  // the other server knows the members now
        try await TwoServers.ask(servers.one, "DELETE", "/channels/\(world.deck)/members/\(world.ben)", world.annToken)
        try await TwoServers.post("unheard", in: world.deck, at: servers.one, as: world.annToken)
        try await TwoServers.post("two", in: world.town, at: servers.one, as: world.annToken)
        var heard = try await ear.message()
        while heard != "two" {
            #expect(heard != "unheard")
            heard = try await ear.message()
        }
        try await TwoServers.ask(servers.one, "POST", "/channels/\(world.deck)/members", world.annToken, ["user_id": .string(world.ben)])
        try await TwoServers.post("three", in: world.deck, at: servers.one, as: world.annToken)
        while heard != "three" { heard = try await ear.message() }
    }

    private static func status(_ user: String, at server: RunningServer, _ token: String) async throws -> String {
        try await TwoServers.ask(server, "GET", "/users/\(user)/status", token).json["status"]?.string ?? ""
    }

    @Test(arguments: TwoServers.Way.allCases)
    func whoIsConnectedToBothIsOnlineUntilBothAreClosed(_ way: TwoServers.Way) async throws {
        let servers = try await TwoServers(way), world = try await servers.world()
        let here = try await Ear(port: servers.one.port, token: world.benToken)
        let there = try await Ear(port: servers.other.port, token: world.benToken)
        try await TwoServers.post("hello", in: world.deck, at: servers.one, as: world.annToken)
        #expect(try await there.message() == "hello")  // what was said before that, who came, is known as well
        try await TwoServers.post("hello", in: world.deck, at: servers.other, as: world.annToken)
        for _ in 0..<2 { #expect(try await here.message() == "hello") }
        #expect(try await there.message() == "hello")
        here.hangUp()
        try await Eventually.holds("one is closed") { try await servers.figure("mattermost_http_websockets_total", 0) == 0 }
        try await TwoServers.post("still", in: world.deck, at: servers.one, as: world.annToken)
        #expect(try await there.message() == "still")
        #expect(try await Self.status(world.ben, at: servers.one, world.annToken) == "online")
        there.hangUp()
        try await Eventually.holds("offline") { try await Self.status(world.ben, at: servers.one, world.annToken) == "offline" }
    }

    private static func listed(_ server: RunningServer, _ world: TwoServers.World) async throws -> [JSONValue] {
        try await TwoServers.ask(server, "GET", "/cluster/status", world.annToken).json.array ?? []
    }

    @Test func bothServersNameBothUntilOneIsGone() async throws {
        let servers = try await TwoServers(.notify, beat: 150), world = try await servers.world()
        try await Eventually.holds("both know both") {
            let (one, other) = (try await Self.listed(servers.one, world), try await Self.listed(servers.other, world))
            return one.count == 2 && one == other && one.allSatisfy { $0["version"] == "11.6.0" }
        }
        let before = try await Self.listed(servers.one, world)
        for fact in ["id", "schema_version", "config_hash", "hostname"] {
            #expect(before.allSatisfy { $0[fact]?.string?.isEmpty == false })
        }
        #expect(Set(before.compactMap { $0["id"]?.string }).count == 2)
        let change: JSONValue = ["ClusterSettings": ["OverrideHostname": "deck", "AdvertiseAddress": "10.1.2.3"]]
        try await TwoServers.ask(servers.one, "PUT", "/config/patch", world.annToken, change)
        for server in [servers.one, servers.other] {
            try await Eventually.holds("the change is known") {
                let now = try await Self.listed(server, world)
                return zip(now, before).allSatisfy {
                    $0["hostname"] == "deck" && $0["ipaddress"] == "10.1.2.3" && $0["config_hash"] != $1["config_hash"]
                }
            }
        }
        servers.other.kill()
        try await Eventually.holds("one is alone") { try await Self.listed(servers.one, world).isEmpty }
    }

    @Test func whoWasConnectedToAServerThatDiedIsOffline() async throws {
        let servers = try await TwoServers(.notify, beat: 150), world = try await servers.world()
        let ear = try await Ear(port: servers.other.port, token: world.benToken)
        try await Eventually.holds("online") { try await Self.status(world.ben, at: servers.one, world.annToken) == "online" }
        try await TwoServers.post("hello", in: world.deck, at: servers.other, as: world.annToken)
        #expect(try await ear.message() == "hello")
        servers.other.kill()
        try await Eventually.holds("offline") { try await Self.status(world.ben, at: servers.one, world.annToken) == "offline" }
    }

    @Test(arguments: TwoServers.Way.allCases)
    func whenTheLineBreaksClientsComeBackAndHearEverythingAgain(_ way: TwoServers.Way) async throws {
        let servers = try await TwoServers(way), world = try await servers.world()
        let ear = try await Ear(port: servers.other.port, token: world.benToken)
        let hers = try await Ear(port: servers.one.port, token: world.annToken)
        try await TwoServers.post("before", in: world.deck, at: servers.one, as: world.annToken)
        #expect(try await ear.message() == "before")
        try await servers.cutTheLines()
        #expect(try await ear.ending() == 1012)
        #expect(try await hers.ending() == 1012)
        // What it heard before cannot be gone on with: it begins anew.
        let again = try await Ear(port: servers.other.port, token: world.benToken, resuming: (ear.connection, 1))
        #expect(again.connection != ear.connection)
        try await TwoServers.post("after", in: world.deck, at: servers.one, as: world.annToken)
        #expect(try await again.message() == "after")
    }

    /// Redis that is not there, or not ours, is told of without its secret; the server serves its own and goes on trying.
    @Test func aServerWhoseRedisIsAwayServesItsOwnUntilItComes() async throws {
        let redis = try await RedisServer(password: "the right one"), database = try await TestDatabase.make(.postgres)
        defer { withExtendedLifetime(database) {} }
        redis.kill()
        let figures = try RunningServer.freePort()
        let server = try await RunningServer(
            .postgres, database: database.location,
            settings: [
                "MM_CACHESETTINGS_CACHETYPE": "redis", "MM_CACHESETTINGS_REDISADDRESS": "redis://127.0.0.1:\(redis.port)",
                "MM_CACHESETTINGS_REDISPASSWORD": "the right one", "MM_METRICSSETTINGS_ENABLE": "true",
                "MM_METRICSSETTINGS_LISTENADDRESS": "127.0.0.1:\(figures)",
            ])
        defer { server.kill() }
        try await TwoServers.ask(server, "GET", "/system/ping", "")
        #expect(server.log.contains("nothing listens there") && !server.log.contains("the right one"))
        try await redis.start()
        try await Eventually.holds("the line is open") {
            let page = try await onOwnThread { (try? Client(port: UInt16(figures)).ask("GET", "/metrics").text) ?? "" }
            return page.contains("mattermost_cluster_cluster_health_score 0")
        }
    }
}
