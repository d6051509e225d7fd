import TestSupport
import Testing
import Wire

struct LeaveTeamTests {
    @Test(arguments: Engine.underTest)
    func whoLeavesIsOutOfTheTeamAndItsChannels(_ engine: Engine) async throws {
        let world = try await TeamWorld(engine)
        let town = try await world.townSquare()
        world.chat.forget()
        #expect(await world.chat.delete("\(world.path)/members/me", as: world.member).status == 200)
        #expect(world.chat.eventNames == ["leave_team", "leave_team", "posted"])
        #expect(world.chat.signals.contains { if case .leftTeam(world.team, [world.member.id]) = $0 { true } else { false } })
        #expect(world.chat.signals.contains { if case .leftChannel(town, [world.member.id]) = $0 { true } else { false } })
        let text = String(decoding: try #require(world.chat.events.last?.data), as: UTF8.self)
        #expect(text.contains("member left the team."))
        let gone = await world.chat.get("\(world.path)/members/\(world.member.id)", as: world.owner)
        #expect(gone.status == 200 && (gone["delete_at"]?.integer ?? 0) > 0)
        #expect(await world.chat.get(world.path, as: world.member).status == 403)
        #expect(await world.chat.get("/channels/\(town)", as: world.member).status == 403)
    }

    @Test func whoComesBackIsAMemberAsBefore() async throws {
        let world = try await TeamWorld(.sqlite)
        await world.chat.delete("\(world.path)/members/\(world.member.id)", as: world.owner)
        #expect(await world.add(world.member, as: world.owner)["delete_at"]?.integer == 0)
        #expect(await world.chat.get(world.path, as: world.member).status == 200)
    }

    @Test(arguments: Engine.underTest)
    func aMemberRemovesNobodyElseAndNobodyHears(_ engine: Engine) async throws {
        let world = try await TeamWorld(engine)
        let town = try await world.townSquare()
        world.chat.forget()
        #expect(await world.chat.delete("\(world.path)/members/\(world.owner.id)", as: world.member).status == 403)
        #expect(await world.chat.delete("\(world.path)/members/\(world.member.id)", as: world.outsider).status == 403)
        let never = await world.chat.delete("\(world.path)/members/me", as: world.outsider)
        #expect(never.errorID == "api.team.remove_user_from_team.missing.app_error")
        #expect(
            await world.chat.delete("\(world.path)/members/nnnnnnnnnnnnnnnnnnnnnnnnnn", as: world.owner).errorID
                == "app.user.missing_account.const")
        #expect(world.chat.signals.isEmpty)
        #expect(await world.chat.get("/channels/\(town)", as: world.member).status == 200)
    }
}
