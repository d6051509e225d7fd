internal import Database
internal import Network
internal import Wire

/// Doors to one group and to who is in it.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/groups | CreateGroup | create_custom_group | received_group, group_member_add |
/// | GET | /api/v4/groups/{group_id} | | a session; other sources: sysconsole_read_user_management_groups | |
/// | PUT | /api/v4/groups/{group_id}/patch | ChangeGroup | edit_custom_group | received_group |
/// | DELETE | /api/v4/groups/{group_id} | ChangeGroup | delete_custom_group | received_group |
/// | POST | /api/v4/groups/{group_id}/restore | ChangeGroup | restore_custom_group | received_group |
/// | GET | /api/v4/groups/{group_id}/stats | GroupQueries.memberCount | as the group | |
/// | GET | /api/v4/groups/{group_id}/members | GroupQueries.members | as the group | |
/// | POST | /api/v4/groups/{group_id}/members | ChangeGroupMembers | manage_custom_group_members | group_member_add, received_group |
/// | DELETE | /api/v4/groups/{group_id}/members | ChangeGroupMembers | manage_custom_group_members | group_member_deleted, received_group |
struct GroupRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/groups", create)
        routes.signedIn("GET", "/api/v4/groups/{group_id}", find)
        routes.signedIn("PUT", "/api/v4/groups/{group_id}/patch", patch)
        routes.signedIn("DELETE", "/api/v4/groups/{group_id}", delete)
        routes.signedIn("POST", "/api/v4/groups/{group_id}/restore", restore)
        routes.signedIn("GET", "/api/v4/groups/{group_id}/stats", stats)
        routes.signedIn("GET", "/api/v4/groups/{group_id}/members", members)
        routes.signedIn("POST", "/api/v4/groups/{group_id}/members", add)
        routes.signedIn("DELETE", "/api/v4/groups/{group_id}/members", remove)
    }

    @Sendable func create(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try services.requireGroups()
        let draft = try GroupDraft(try request.json())
        try context.access.system(to: .createCustomGroup)
        let group = try await services.writeGroup { [services] tx in try CreateGroup(draft: draft, services: services).run(in: tx) }
        return HTTPResponse(status: 201, json: group)
    }

    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Group> = try request.id(0, "group_id"), counts = request.asked.flag("include_member_count")
        let group = try await services.db.read { tx in
            var group = try context.access.visible(id, in: tx).group
            if counts { group.memberCount = try tx.groups.memberCount(of: id) }
            return group
        }
        return HTTPResponse(json: group)
    }

    // MARK: Changing

    @Sendable func patch(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Group> = try request.id(0, "group_id"), patch = try GroupPatch(try request.json())
        let group = try await change(id, to: .editCustomGroup, context) { try $0.patch(patch, in: $1) }
        return HTTPResponse(json: group)
    }

    @Sendable func delete(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await change(try request.id(0, "group_id"), to: .deleteCustomGroup, context) { try $0.delete(in: $1) }
        return .ok
    }

    @Sendable func restore(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await change(try request.id(0, "group_id"), to: .restoreCustomGroup, context) { try $0.restore(in: $1) }
        return .ok
    }

    private func change<T: Sendable>(
        _ id: ID<Group>, to permission: Permission, _ context: SignedIn,
        _ body: @Sendable @escaping (ChangeGroup, Transaction<ReadWrite>) throws -> T
    ) async throws -> T {
        try services.requireGroups()
        return try await services.writeGroup { [services] tx in
            try body(ChangeGroup(place: try context.access.group(id, to: permission, in: tx), services: services), tx)
        }
    }

    // MARK: Members

    @Sendable func stats(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Group> = try request.id(0, "group_id")
        let count = try await services.db.read { tx in
            _ = try context.access.visible(id, in: tx)
            return try tx.groups.memberCount(of: id)
        }
        return HTTPResponse(json: ["group_id": .string(id.raw), "total_member_count": .integer(count)] as JSONValue)
    }

    @Sendable func members(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Group> = try request.id(0, "group_id"), paging = request.paging
        let seer = context.access.may(.viewMembers) ? nil : context.user
        let (users, count) = try await services.db.read { tx in
            _ = try context.access.visible(id, in: tx)
            return (try tx.groups.members(of: id, seenBy: seer, paging), try tx.groups.memberCount(of: id, seenBy: seer))
        }
        let privacy = services.privacy
        return HTTPResponse(json: GroupPeople(users: users.map { UserView($0, for: context.access, privacy: privacy) }, count: count))
    }

    @Sendable func add(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        HTTPResponse(json: try await changeMembers(request, context) { try $0.add(in: $1) })
    }

    @Sendable func remove(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        HTTPResponse(json: try await changeMembers(request, context) { try $0.remove(in: $1) })
    }

    private func changeMembers(
        _ request: HTTPRequest, _ context: SignedIn,
        _ body: @Sendable @escaping (ChangeGroupMembers, Transaction<ReadWrite>) throws -> [GroupMember]
    ) async throws -> [GroupMember] {
        try services.requireGroups()
        let id: ID<Group> = try request.id(0, "group_id")
        let users = try GroupRules.people(try request.json().strings("user_ids") ?? [])
        guard !users.isEmpty else { throw APIError.invalidParameter("user_ids") }
        return try await services.db.write { [services] tx in
            let place = try context.access.group(id, to: .manageCustomGroupMembers, in: tx)
            return try body(ChangeGroupMembers(place: place, users: users, services: services), tx)
        }
    }
}

extension Services {
    /// Refuses to change groups while they are switched off.
    func requireGroups() throws {
        guard settings.current[ServiceSettings.enableCustomGroups] else { throw APIError.groupsAreOff }
    }
}

/// A page of a group's people.
struct GroupPeople: JSONWritable {
    let users: [UserView]
    let count: Int64

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("members", users)
            json.field("total_member_count", count)
        }
    }
}
