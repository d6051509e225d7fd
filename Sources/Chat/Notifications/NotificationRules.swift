internal import Wire

/// How a message concerns one reader.
struct Concern: Sendable {
    /// It calls them, in whatever way.
    var isCalled = false
    /// By name, keyword or group, or as part of the crowd: what a group message must do when less is wanted of it.
    var isCalledByText = false
    /// They follow the thread that it answers in, and see threads by themselves.
    var isFollowed = false
    /// It is an answer, and they see threads by themselves.
    var isInCollapsedThread = false
    var kind = Channel.Kind.open
    /// The server itself says it.
    var isSystemMessage = false
}

/// Whether somebody is told of a message, by what they wish and where they are. Values in, a word out.
struct NotificationRules {
    let reader: Reader
    let concern: Concern

    // MARK: Push

    func wantsPush(looksAtChannel: Bool) -> Bool {
        !concern.isSystemMessage && !reader.isBot && wishesPush && allowsPush(looksAtChannel: looksAtChannel)
    }

    private var wishesPush: Bool {
        let own = reader.wishes["push"] ?? "mention", here = reader.channelWishes["push"] ?? "default"
        let isChosenHere = !here.isEmpty && here != "default", level = isChosenHere ? here : own
        if level == "none" || own == "none" && !isChosenHere { return false }
        if reader.isMuted && !concern.isFollowed { return false }
        if concern.isInCollapsedThread, !concern.isFollowed, !concern.isCalled { return false }
        if level == "all" { return true }
        if concern.kind == .group { return isChosenHere ? concern.isCalledByText : true }
        if concern.isCalled { return true }
        return concern.isFollowed && !isChosenHere && (reader.wishes["push_threads"] ?? "all") == "all"
    }

    private func allowsPush(looksAtChannel: Bool) -> Bool {
        if reader.status == .dnd || reader.status == .ooo { return false }
        switch reader.wishes["push_status"] ?? "online" {
        case "away": return reader.status == .away || reader.status == .offline
        case "offline": return reader.status == .offline
        default: return !looksAtChannel || concern.isFollowed
        }
    }

    // MARK: Mail

    /// `needsVerification`: mail goes to proven addresses only.
    func wantsMail(needsVerification: Bool) -> Bool {
        guard concern.isCalled || concern.isFollowed, !reader.isBot, !needsVerification || reader.isVerified else { return false }
        guard reader.status == .away || reader.status == .offline, !reader.isMuted else { return false }
        let own = reader.wishes["email"] ?? "true", here = reader.channelWishes["email"] ?? "default"
        let isWished = (here.isEmpty || here == "default" ? own : here) == "true"
        if concern.isCalled && isWished { return true }
        return concern.isFollowed && own == "true" && (reader.wishes["email_threads"] ?? "all") == "all"
    }
}
