internal import Database
internal import Wire

extension ChannelQueries where Access == ReadWrite {
    /// Stores a new channel, and its shadow in `publicchannels` when it is open. False when the team has the name already.
    func insert(_ channel: Channel) throws -> Bool {
        let count = try tx.execute(
            """
            INSERT INTO channels (id, createat, updateat, deleteat, teamid, type, displayname, name, header, purpose, lastpostat,
                totalmsgcount, extraupdateat, creatorid, schemeid, groupconstrained, shared, totalmsgcountroot, lastrootpostat, bannerinfo,
                defaultcategoryname, autotranslation)
            VALUES (\(channel.id), \(channel.createAt), \(channel.updateAt), \(channel.deleteAt), \(channel.team), \(channel.type.rawValue),
                \(channel.displayName), \(channel.name), \(channel.header), \(channel.purpose), \(channel.lastPostAt),
                \(channel.totalMsgCount), \(channel.extraUpdateAt), \(channel.creatorID), \(channel.schemeID),
                \(channel.groupConstrained), \(channel.isShared), \(channel.totalMsgCountRoot), \(channel.lastRootPostAt),
                \(json: channel.bannerInfo?.raw), \(channel.defaultCategoryName), \(channel.autotranslation))
            ON CONFLICT (name, teamid) DO NOTHING
            """)
        guard count == 1 else { return false }
        try shadow(channel)
        return true
    }

    /// Stores what people may change about a channel; counters are left alone. Who takes a name in the same moment as
    /// somebody else is told that it is taken.
    func update(_ channel: Channel) throws {
        do { try write(channel) } catch DatabaseError.uniqueViolation { throw APIError.channelExists }
        try shadow(channel)
    }

    private func write(_ channel: Channel) throws {
        try tx.execute(
            """
            UPDATE channels SET updateat = \(channel.updateAt), deleteat = \(channel.deleteAt), teamid = \(channel.team),
                type = \(channel.type.rawValue), displayname = \(channel.displayName), name = \(channel.name), header = \(channel.header),
                purpose = \(channel.purpose), creatorid = \(channel.creatorID), schemeid = \(channel.schemeID),
                groupconstrained = \(channel.groupConstrained), defaultcategoryname = \(channel.defaultCategoryName)
            WHERE id = \(channel.id)
            """)
    }

    /// Keeps `publicchannels` in step: one row for each open channel, archived ones too.
    private func shadow(_ channel: Channel) throws {
        guard channel.type == .open else {
            try tx.execute("DELETE FROM publicchannels WHERE id = \(channel.id)")
            return
        }
        try tx.execute(
            """
            INSERT INTO publicchannels (id, deleteat, teamid, displayname, name, header, purpose)
            VALUES (\(channel.id), \(channel.deleteAt), \(channel.team), \(channel.displayName), \(channel.name), \(channel.header),
                \(channel.purpose))
            ON CONFLICT (id) DO UPDATE SET deleteat = excluded.deleteat, teamid = excluded.teamid, displayname = excluded.displayname,
                name = excluded.name, header = excluded.header, purpose = excluded.purpose
            """)
    }
}
