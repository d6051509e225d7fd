internal import Database
internal import Outside
internal import Wire

/// Gives the server an emoji of its own. The journal is written first, then the picture, then the row: a row always has its
/// picture, and a picture that got no row is removed by the clean-up.
struct AddEmoji: Sendable {
    let name: String
    let creator: ID<User>
    let picture: [UInt8]
    let access: Access
    let services: Services

    static let byteLimit = 524_288
    private static let sideLimit = 1_028
    private static let side = 128

    func run() async throws -> Emoji {
        try await services.db.read { tx in
            try check(tx)
            guard try tx.emoji.find(name: name) == nil else { throw APIError.emojiNameTaken }
        }
        let small = try await shrunk()
        var emoji = Emoji(id: services.newID(), creator: creator, name: name)
        emoji.createAt = services.now()
        emoji.updateAt = emoji.createAt
        let made = emoji
        try await services.db.write { try $0.fileJournal.expect([made.path], at: made.createAt) }
        try await services.files.write(.bytes(small), to: made.path)
        try await services.db.write { tx in
            guard try tx.emoji.insert(made) else { throw APIError.emojiNameTaken }
            guard try tx.fileJournal.settle([made.path]) else { throw APIError.fileNotStored }
            tx.tell(.emojiAdded(made))
        }
        return made
    }

    private func check(_ tx: Transaction<ReadOnly>) throws {
        guard try access.may(.createEmojis, inAnyTeam: tx) else { throw APIError.forbidden }
        guard creator == access.user else { throw APIError.emojiForOther }
        guard !name.isEmpty, name.utf8.count <= EmojiText.nameLength, name.utf8.allSatisfy(EmojiText.isPart) else {
            throw APIError.emojiNameInvalid
        }
        guard !EmojiNames.contains(name) else { throw APIError.emojiNameOfEverybody }
    }

    /// As it is kept: what is larger than it is shown is made smaller, what moves goes on moving.
    private func shrunk() async throws -> [UInt8] {
        guard let header = PictureHeader(picture), [PictureHeader.Format.png, .jpeg, .gif].contains(header.format) else {
            throw APIError.emojiNoPicture
        }
        guard header.width <= Self.sideLimit, header.height <= Self.sideLimit else { throw APIError.emojiTooManyPixels }
        // moving pictures unfold to many frames; this many of the largest size
        let limit = Self.sideLimit * Self.sideLimit * 50
        return try await services.draw(orThrow: .emojiNoPicture) { [picture] in
            try Picture.shrunk(picture, toFit: Self.side, pixelLimit: limit)
        }
    }
}

extension Emoji {
    /// Where its picture lies.
    var path: String { "emoji/\(id)/image" }
}

extension Access {
    /// Whether the caller has the permission everywhere or in one of their teams.
    func may<A>(_ permission: Permission, inAnyTeam tx: Transaction<A>) throws -> Bool {
        if may(permission) { return true }
        return try standings(in: tx.teams.all(of: user), tx).contains { $0.may(permission) }
    }
}
