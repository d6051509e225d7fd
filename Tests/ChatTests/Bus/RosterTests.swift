import Testing
import Wire

@testable import Chat

struct RosterTests {
    private let ann = ID<User>("ann"), ben = ID<User>("ben")

    private func message(_ node: String, _ number: UInt64, _ body: BusMessage.Body = .beat) -> BusMessage {
        BusMessage(node: node, number: number, body: body)
    }

    private func here(_ people: [ID<User>], asking: Bool = false, quiet: Bool = false) -> BusMessage.Body {
        .here(Here(people: people, wantsAnswer: asking, hasKeptQuiet: quiet))
    }

    @Test func numbersInOrderAreHeardAndAGapIsALoss() {
        var roster = Roster(own: "m")
        #expect(roster.take(message("a", 7, here([])), at: 0).loss == nil)
        #expect(roster.take(message("a", 8, .items([.signal(.rolesChanged)])), at: 0).items.count == 1)
        let late = roster.take(message("a", 10, .items([.signal(.rolesChanged)])), at: 0)
        #expect(late.loss != nil && late.items.count == 1)
        #expect(roster.take(message("a", 11), at: 0).loss == nil)
    }

    @Test func whatIsSentAgainIsHeardOnce() {
        var roster = Roster(own: "m")
        _ = roster.take(message("a", 7, here([])), at: 0)
        _ = roster.take(message("a", 8, .items([.signal(.rolesChanged)])), at: 0)
        let again = roster.take(message("a", 8, .items([.signal(.rolesChanged)])), at: 0)
        #expect(again.items.isEmpty && again.loss == nil)
    }

    @Test func ourOwnMessagesAreNobodys() {
        var roster = Roster(own: "m")
        #expect(roster.take(message("m", 3, .items([.came(ann)])), at: 0).items.isEmpty)
        #expect(roster.isEmpty && !roster.holds(ann))
    }

    @Test func whoeverComesIsAnsweredAndWhoIsUnknownIsAsked() {
        var roster = Roster(own: "m")
        #expect(roster.take(message("a", 0, here([], asking: true)), at: 0).mustAnswer)
        let stranger = roster.take(message("b", 40), at: 0)
        #expect(stranger.mustAsk && stranger.loss == nil)
        #expect(!roster.take(message("b", 41, here([])), at: 0).mustAsk)
        #expect(roster.take(message("c", 9, here([], quiet: true)), at: 0).loss != nil)
    }

    @Test func whatServersSayOfThemselvesIsKnownUntilTheyGo() {
        var roster = Roster(own: "m"), facts = ServerFacts(version: "1", hostname: "deck")
        _ = roster.take(message("a", 0, here([])), at: 0)
        #expect(roster.facts == ["a": ServerFacts()])
        #expect(roster.take(message("b", 3, .about(facts)), at: 0).mustAsk)
        facts.configHash = "other"
        _ = roster.take(message("a", 1, .about(facts)), at: 0)
        _ = roster.take(message("a", 2, here([ann])), at: 0)
        #expect(roster.facts["a"] == facts && roster.facts["b"]?.hostname == "deck")
        _ = roster.take(message("a", 3, .gone), at: 0)
        #expect(roster.facts.keys.sorted() == ["b"])
    }

    @Test func peopleAreWhereTheyCameUntilTheyLeaveTheLastServer() {
        var roster = Roster(own: "m")
        _ = roster.take(message("a", 0, here([ann])), at: 0)
        _ = roster.take(message("b", 0, here([ann, ben])), at: 0)
        #expect(roster.take(message("a", 1, .items([.left(ann)])), at: 0).abandoned.isEmpty)
        #expect(roster.holds(ann))
        #expect(roster.take(message("b", 1, .items([.left(ann), .came(ann)])), at: 0).abandoned.isEmpty)
        #expect(roster.take(message("b", 2, .items([.left(ann)])), at: 0).abandoned == [ann])
        #expect(roster.take(message("b", 3, here([])), at: 0).abandoned == [ben])
        #expect(!roster.holds(ann) && !roster.holds(ben))
    }

    @Test func whoFallsSilentIsTakenOutWithItsPeopleAndThatIsALoss() {
        var roster = Roster(own: "m")
        _ = roster.take(message("a", 0, here([ann, ben])), at: 0)
        _ = roster.take(message("z", 0, here([ben])), at: 90)
        #expect(roster.expire(before: 0).loss == nil)
        #expect(!roster.isFirst)
        let outcome = roster.expire(before: 50)
        #expect(outcome.loss != nil && outcome.abandoned == [ann])
        #expect(roster.count == 1 && roster.isFirst)
    }

    @Test func whoSaysGoodbyeIsNoLoss() {
        var roster = Roster(own: "m")
        _ = roster.take(message("a", 0, here([ann])), at: 0)
        let outcome = roster.take(message("a", 1, .gone), at: 0)
        #expect(outcome.loss == nil && outcome.abandoned == [ann] && roster.isEmpty)
    }

    @Test func afterABreakOfTheLineAnyNumberIsRight() {
        var roster = Roster(own: "m")
        _ = roster.take(message("a", 0, here([ann])), at: 0)
        roster.lineCameBack(at: 100)
        #expect(roster.expire(before: 100).loss == nil)
        #expect(roster.take(message("a", 55), at: 100).loss == nil)
        #expect(roster.take(message("a", 57), at: 100).loss != nil)
    }
}

struct BusQueueTests {
    private func messages(_ queue: inout BusQueue) -> [[UInt8]] { queue.keep(queue.take().map { BusWriter.bytes(of: $0) }) }

    private func numbers(_ messages: [[UInt8]]) throws -> [UInt64] { try messages.map { try BusReader.message($0).number } }

    @Test func whatWaitsIsOneMessageAndIsKeptUntilItArrived() throws {
        var queue = BusQueue(node: "m")
        for _ in 0..<3 { _ = queue.add(.signal(.rolesChanged)) }
        let first = messages(&queue)
        #expect(try numbers(first) == [0])
        guard case .items(let items) = try BusReader.message(first[0]).body else { return #expect(Bool(false)) }
        #expect(items.count == 3)
        _ = queue.add(.signal(.settingsChanged))
        let both = messages(&queue)
        #expect(try numbers(both) == [0, 1])
        queue.arrived()
        let left = messages(&queue)
        #expect(queue.isEmpty && left.isEmpty)
    }

    @Test func aLargeQueueIsSeveralMessages() throws {
        var queue = BusQueue(node: "m")
        let event = Event("x", to: .everybody, written: [UInt8](repeating: 0x20, count: 200_000))
        for _ in 0..<4 { _ = queue.add(.signal(.event(event))) }
        let both = messages(&queue)
        #expect(try numbers(both) == [0, 1])
    }

    @Test func whatDoesNotFitLeavesAGap() throws {
        var queue = BusQueue(node: "m")
        let event = Event("x", to: .everybody, written: [UInt8](repeating: 0x20, count: BusQueue.limit / 2))
        _ = messages(&queue)
        let fits = [queue.add(.signal(.event(event))), queue.add(.signal(.event(event)))]
        #expect(fits == [true, false])
        _ = queue.add(.signal(.rolesChanged))
        let rest = messages(&queue)
        #expect(try numbers(rest) == [1])
    }

    @Test func whatNobodyWasThereToHearIsSaidAtTheNextIntroduction() throws {
        var queue = BusQueue(node: "m")
        queue.keepQuiet()
        queue.introduce([], asking: false)
        queue.introduce([], asking: false)
        let sent = messages(&queue)
        let quiet = try sent.map { bytes -> Bool? in
            guard case .here(let here) = try BusReader.message(bytes).body else { return nil }
            return here.hasKeptQuiet
        }
        #expect(quiet == [true, false])
    }
}
