import TestSupport
import Testing
import Wire

/// The requests that a busy server answers most, in a team with some life in it.
struct HotRequests {
    let town: Town
    let channel: String
    let next: String

    init(_ engine: Engine) async throws {
        town = try await Town(engine)
        channel = try await town.channel("plaza", members: [town.ben, town.cat])
        next = try await town.channel("next")
        for number in 0..<5 { await town.say("hello \(number)", in: channel, as: number.isMultiple(of: 2) ? town.ann : town.ben) }
        await town.chat.post("/channels/members/me/view", ["channel_id": .string(channel)], as: town.ben)
        await town.say("unread", in: channel, as: town.ann)
    }

    static let names = ["channels of a team", "join", "newest page", "post", "unread page", "users/me"]

    func run(_ name: String) async throws {
        let reply: Harness.Reply
        switch name {
        case "channels of a team": reply = await town.chat.get("/users/me/teams/\(town.team)/channels", as: town.ben)
        case "join": reply = await town.chat.post("/channels/\(next)/members", ["user_id": .string(town.cat.id.raw)], as: town.cat)
        case "newest page": reply = await town.chat.get("/channels/\(channel)/posts", as: town.ben)
        case "post": reply = await town.say("one more", in: channel, as: town.ann)
        case "unread page": reply = await town.chat.get("/users/me/channels/\(channel)/posts/unread", as: town.ben)
        default: reply = await town.chat.get("/users/me", as: town.ben)
        }
        #expect((200..<300).contains(reply.status), "\(name): \(reply.text)")
    }
}
