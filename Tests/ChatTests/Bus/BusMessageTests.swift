import Testing
import Wire

@testable import Chat

struct BusMessageTests {
    private static func id<T>(_ letter: String) -> ID<T> { ID(String(repeating: letter, count: 26)) }

    private static var event: Event {
        var to = Event.Broadcast(user: id("a"), channel: id("b"), team: id("c"), omitUsers: [id("d"), id("e")])
        (to.connection, to.omitConnection, to.isSanitized, to.isSensitive) = ("here", "not here", true, true)
        var event = Event("posted", to: to) { $0.field("post", "naïve 🙂 \u{0}") }
        event.personal = [id("a"): Array(#""mentions":"[]""#.utf8), id("f"): []]
        event.others = Array(#""x":1"#.utf8)
        event.acknowledgers = [id("a"), id("d")]
        event.subject = id("s")
        return event
    }

    static let items: [BusItem] = [
        .signal(.event(event)), .signal(.event(Event("hello", to: .everybody))), .signal(.joinedChannel(id("b"), [id("a"), id("d")])),
        .signal(.leftChannel(id("b"), [])), .signal(.joinedTeam(id("c"), [id("a")])), .signal(.leftTeam(id("c"), [id("d")])),
        .signal(.userChanged(id("a"))), .signal(.sessionEnded(id("x"), user: id("a"))), .signal(.rolesChanged), .signal(.settingsChanged),
        .came(id("a")), .left(id("a")), .looked(id("a"), at: ID("")),
    ]

    static let bodies: [BusMessage.Body] = [
        .items(items), .items([]), .beat, .gone, .here(Here(people: [id("a"), id("b")], wantsAnswer: true, hasKeptQuiet: false)),
        .here(Here(people: [], wantsAnswer: false, hasKeptQuiet: true)), .about(ServerFacts()),
        .about(ServerFacts(version: "1", schemaVersion: "2", configHash: "3", address: "::1", hostname: "naïve")),
    ]

    @Test(arguments: bodies.indices)
    func whatIsWrittenIsReadAsTheSame(_ index: Int) throws {
        let message = BusMessage(node: "somebody", number: 1 << 63 | 5, body: Self.bodies[index]), bytes = BusWriter.bytes(of: message)
        let read = try BusReader.message(bytes)
        #expect(read.node == "somebody" && read.number == 1 << 63 | 5)
        #expect("\(read.body)" == "\(message.body)" || BusWriter.bytes(of: read) == bytes)
        #expect(BusWriter.bytes(of: read) == bytes)
    }

    @Test func everyPartOfAnEventArrives() throws {
        let sent = Self.event, bytes = BusWriter.bytes(of: BusMessage(node: "n", number: 0, body: .items([.signal(.event(sent))])))
        guard case .items(let items) = try BusReader.message(bytes).body, case .signal(.event(let event)) = items.first else {
            Issue.record("no event")
            return
        }
        #expect(event.name == sent.name && event.data == sent.data && event.broadcast == sent.broadcast)
        #expect(event.personal == sent.personal && event.others == sent.others)
        #expect(event.acknowledgers == sent.acknowledgers && event.subject == sent.subject)
    }

    /// Cut anywhere, or with any byte changed, it is refused or it is another message; nothing else happens.
    @Test func whatIsBrokenIsRefused() {
        let bytes = BusWriter.bytes(of: BusMessage(node: "somebody", number: 300, body: .items(Self.items)))
        for end in bytes.indices { #expect(throws: BusReader.Refusal.self) { try BusReader.message(Array(bytes[..<end])) } }
        for index in bytes.indices {
            for change in [0x01, 0x80, 0xFF] as [UInt8] {
                var other = bytes
                other[index] ^= change
                guard let message = try? BusReader.message(other) else { continue }
                #expect(!BusWriter.bytes(of: message).isEmpty)
            }
        }
        #expect(throws: BusReader.Refusal.self) { try BusReader.message(bytes + [0]) }
        // A length that no message has.
        #expect(throws: BusReader.Refusal.self) { try BusReader.message([0x4D, 1] + [UInt8](repeating: 0xFF, count: 10)) }
    }
}
