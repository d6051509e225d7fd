internal import Wire

extension Event {
    /// A group is new, has changed, or is gone: everybody's clients keep the groups that they may call.
    static func groupReceived(_ group: Group) -> Event {
        Event("received_group", to: .everybody) { $0.field("group", JSONWriter.text(of: group)) }
    }

    /// Somebody is in a group now: they are called by its name.
    static func groupMemberAdded(_ member: GroupMember) -> Event {
        Event("group_member_add", to: Broadcast(user: member.user)) { $0.field("group_member", JSONWriter.text(of: member)) }
    }

    static func groupMemberRemoved(_ member: GroupMember) -> Event {
        Event("group_member_deleted", to: Broadcast(user: member.user)) { $0.field("group_member", JSONWriter.text(of: member)) }
    }
}
