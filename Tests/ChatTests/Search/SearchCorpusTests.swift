import Database
import TestSupport
import Testing
import Wire

/// What is found by what: one table for both engines.
struct SearchCorpusTests {
    static let texts: [(name: String, text: String)] = [
        ("fox", "the quick brown fox jumps over the lazy dog"),
        ("silver", "Quick silver, and BROWN sugar."),
        ("tags", "release notes for #parity and #release-1"),
        ("runner", "running faster than the runner"),
        ("tram", "die Straßenbahn zum 東京タワー"),
        ("file", "version v1.2.3 of file_name.txt (draft)"),
        ("host", "please restart db-01.eu-west.example.com:5432 now"),
        ("mail", "write to ann.archer+news@example.org, subject 'hello'"),
        ("dash", "a state-of-the-art, multi-tenant set-up"),
        ("chinese", "我们明天在上海开会"),
        ("korean", "내일 회의는 서울에서 합니다"),
        ("thai", "ประชุมพรุ่งนี้ที่กรุงเทพ"),
        ("accent", "Crème brûlée at the café, naïvely"),
        ("code", "call `Foo::bar_baz(qux)` -> see JIRA-1234 and commit deadbeefcafe"),
        ("link", "https://docs.example.com/a/b-c?x=1#frag is down"),
        ("russian", "Ёлка стоит в лесу"),
        ("sql", "O'Reilly said: 100% \"quoted\" \\ back*slash; DROP TABLE posts"),
        ("wide", "ＡＢＣ１２３ in full width"),
        ("numbers", "invoice 2026-11-28 total 1,299.50 EUR"),
    ]

    /// Terms, whether any of them is enough, what is found.
    static let queries: [(terms: String, isOr: Bool, expected: Set<String>)] = [
        ("quick", false, ["fox", "silver"]), ("QUICK", false, ["fox", "silver"]), ("quick brown", false, ["fox", "silver"]),
        ("lazy sugar", false, []), ("lazy sugar", true, ["fox", "silver"]), ("\"brown fox\"", false, ["fox"]), ("\"fox brown\"", false, []),
        ("\"the lazy dog\"", false, ["fox"]), ("quick -fox", false, ["silver"]), ("quick -\"brown fox\"", false, ["silver"]),
        ("-fox", false, []), ("qui*", false, ["fox", "silver"]), ("*ick", false, []), ("ru*", false, ["runner"]),
        ("run", false, ["runner"]),
        ("jumping", false, ["fox"]), ("the", false, []), ("\"the\"", false, ["fox", "runner", "dash", "accent"]),
        ("straßenbahn", false, ["tram"]), ("strassenbahn", false, ["tram"]), ("東京", false, ["tram"]), ("タワー", false, ["tram"]),
        ("京", false, ["tram"]), ("ー", false, ["tram"]), ("京都", false, []), ("v1.2.3", false, ["file"]), ("v1.2", false, ["file"]),
        ("file_name.txt", false, ["file"]), ("name", false, ["file"]), ("#parity", false, ["tags"]), ("#RELEASE-1", false, ["tags"]),
        ("#rel*", false, ["tags"]), ("#release", false, []), ("#nosuchtag", false, []), ("parity", false, ["tags"]),
        ("db-01", false, ["host"]), ("db-01.eu-west.example.com", false, ["host"]), ("example.com", false, ["host", "link"]),
        ("example.com:5432", false, ["host"]), ("5432", false, ["host"]), ("eu-we*", false, ["host"]), ("west-eu", false, []),
        ("ann.archer+news@example.org", false, ["mail"]), ("archer", false, ["mail"]), ("@example.org", false, ["mail"]),
        ("state-of-the-art", false, ["dash"]), ("multi-tenant", false, ["dash"]), ("set-up", false, ["dash"]), ("tenant", false, ["dash"]),
        ("上海", false, ["chinese"]), ("明天在上海", false, ["chinese"]), ("会", false, ["chinese"]), ("海上", false, []),
        ("서울", false, ["korean"]), ("회의", false, ["korean"]), ("กรุงเทพ", false, ["thai"]), ("creme brulee", false, ["accent"]),
        ("Café", false, ["accent"]), ("JIRA-1234", false, ["code"]), ("foo::bar_baz", false, ["code"]), ("deadbeef*", false, ["code"]),
        ("https://docs.example.com/a/b-c", false, ["link"]), ("елка", false, ["russian"]), ("лес*", false, ["russian"]),
        ("o'reilly", false, ["sql"]), ("100%", false, ["sql"]), ("drop table", false, ["sql"]), ("abc123", false, ["wide"]),
        ("2026-11-28", false, ["numbers"]), ("1,299.50", false, ["numbers"]), ("sugar*) OR (fox", false, []), ("' OR 1=1 --", false, []),
        ("\"quick", false, ["fox", "silver"]), ("AND OR NOT", false, []), ("NEAR(fox dog)", false, []), ("words:fox", false, []),
        ("sugar -", false, ["silver"]), ("nothinglikethis", false, []), ("nothing* fox", true, ["fox"]),
    ]

    @Test(arguments: Engine.underTest)
    func theTableHolds(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        var names: [String: String] = [:]
        for (name, text) in Self.texts { names[try await world.say(text)] = name }
        for query in Self.queries {
            let found = await world.found(query.terms, ["is_or_search": .bool(query.isOr)])
            #expect(Set(found.map { names[$0] ?? $0 }) == query.expected, "\(query.terms) on \(engine)")
            #expect(try await world.foundAmongMany(query.terms, isOr: query.isOr) == found, "\(query.terms) on \(engine)")
        }
    }

    @Test(arguments: Engine.underTest)
    func filtersNarrow(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), deck = world.room
        let quay = try await world.channel("quay", type: "O"), talk = try await world.direct(world.ann, world.ben)
        let one = try await world.say("blue whale"), two = try await world.say("blue sky", as: world.ben)
        let three = try await world.say("blue gate", in: quay), four = try await world.say("blue note", in: talk)
        let old = await world.chat.post(
            "/posts", ["channel_id": .string(deck), "message": "blue relic", "create_at": .integer(1_577_880_000_000)], as: world.admin)
        let five = old["id"]?.string ?? ""
        try await world.settle()
        let queries: [(String, [String])] = [
            ("blue", [four, three, two, one]), ("blue from:ann", [four, three, one]), ("blue from:@ben", [two]), ("blue from:nobody", []),
            ("blue from:ann from:ben", [four, three, two, one]), ("blue -from:ann", [two]), ("blue in:quay", [three]),
            ("blue in:~deck", [two, one]),
            ("blue in:@ben", [four]), ("blue in:@nobody", []), ("blue -in:deck", [four, three]), ("blue in:\(quay)", [three]),
            ("from:ben in:deck", [two]), ("from:ann -whale in:deck", []), ("blue before:2021-01-01", []),
            ("blue after:2021-01-01", [four, three, two, one]), ("blue on:2020-01-01", []),
            ("blue -on:2020-01-01", [four, three, two, one]),
            ("blue in:deck -whale", [two]), ("whale sky from:ben", []),
        ]
        // the old one is the administrator's to write, and only where they are a member
        await world.chat.post("/channels/\(deck)/members", ["user_id": .string(world.admin.id.raw)], as: world.ann)
        let relic = old.status == 201 ? [five] : []
        for (terms, expected) in queries {
            let isOld = ["blue", "blue in:~deck", "blue -from:ann", "blue before:2021-01-01", "blue on:2020-01-01", "blue in:deck -whale"]
                .contains(terms)
            let all = expected + (isOld ? relic : [])
            #expect(await world.found(terms) == all, "\(terms) on \(engine)")
            #expect(try await world.foundAmongMany(terms) == all, "\(terms) on \(engine)")
        }
    }

    @Test(arguments: Engine.underTest)
    func theNewestComeFirstAndPagesGoOn(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), room = world.room, ann = world.ann.id.raw
        try await world.chat.db.write { tx in
            for number in 0..<130 {
                _ = try tx.execute(
                    """
                    INSERT INTO posts (id, createat, updateat, editat, deleteat, ispinned, userid, channelid, rootid, originalid, message, type,
                        props, hashtags, filenames, fileids, hasreactions, remoteid)
                    VALUES (\("p" + String(1000 + number) + String(repeating: "a", count: 21)), \(Int64(1_600_000_000_000) + Int64(number / 2)),
                        0, 0, 0, FALSE, \(ann), \(room), '', '', \("page \(number)"), '', \(json: "{}"), '', '[]', '[]', FALSE, '')
                    """)
            }
        }
        try await world.settle()
        let first = await world.found("page", ["per_page": 20])
        #expect(first.count == 100 && Set(first).count == 100 && first.first?.hasPrefix("p1129") ?? first[0].hasPrefix("p1128"))
        let second = await world.found("page", ["page": 1, "per_page": 20]), third = await world.found("page", ["page": 2, "per_page": 20])
        #expect(second.count == 20 && third.count == 10 && Set(first + second + third).count == 130)
        #expect(await world.found("page", ["page": 3, "per_page": 20]).isEmpty)
        #expect(try await world.foundAmongMany("page") == first)
    }

    @Test(arguments: Engine.underTest)
    func whatIsSpreadOverYearsIsFoundWhereverOneLooksFirst(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), quay = try await world.channel("quay", type: "O"), people = [world.ann, world.ben]
        let day: Int64 = 86_400_000, count = 400
        try await world.chat.db.write { tx in
            for number in 0..<count {
                let text = "tide" + (number % 3 == 0 ? " low" : "") + (number % 90 == 7 ? " spring flood" : "")
                _ = try tx.execute(
                    """
                    INSERT INTO posts (id, createat, updateat, editat, deleteat, ispinned, userid, channelid, rootid, originalid, message, type,
                        props, hashtags, filenames, fileids, hasreactions, remoteid)
                    VALUES (\("p" + String(1000 + number) + String(repeating: "b", count: 21)), \(1_700_000_000_000 - Int64(number) * 9 * day),
                        0, 0, 0, FALSE, \(people[number % 5 == 0 ? 1 : 0].id.raw), \(number % 7 == 0 ? quay : world.room), '', '', \(text), '',
                        \(json: "{}"), '', '[]', '[]', FALSE, '')
                    """)
            }
        }
        try await world.settle()
        let queries: [(terms: String, count: Int)] = [
            ("tide", 100), ("low", 100), ("spring", 5), ("\"spring flood\"", 5), ("\"flood spring\"", 0), ("tide from:ben", 80),
            ("low from:ben", 27), ("tide in:quay", 58), ("low -spring in:quay from:ann", 16), ("flo*", 5), ("from:ben", 80),
            ("tide before:2022-01-01", 100), ("low after:2020-01-01 before:2021-01-01", 14), ("spring -in:quay", 4), ("storm", 0),
        ]
        for query in queries {
            let found = await world.found(query.terms)
            #expect(found.count == query.count && found == found.sorted(), "\(query.terms) on \(engine)")
            #expect(try await world.foundAmongMany(query.terms) == found, "\(query.terms) on \(engine)")
        }
    }
}
