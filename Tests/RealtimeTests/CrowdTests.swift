import Testing
import Wire

@testable import Realtime

struct CrowdTests {
    private let crowd: [Number] = Array(10..<40)

    private func delivery(_ name: String, _ target: Directory.Target) -> Directory.Delivery {
        Directory.Delivery(
            event: EncodedEvent(Event(name, to: Event.Broadcast())), target: target, omitted: [], personal: [:], acknowledgers: [])
    }

    @Test func whatGoesToTheSamePeopleIsOneCrowdInItsOrder() throws {
        let deliveries = [
            delivery("viewed", .people([12])), delivery("posted", .people(crowd)), delivery("viewed", .people([3])),
            delivery("posted", .people(crowd)), delivery("nobody", .people([])),
        ]
        let found = try #require(Crowd(deliveries))
        #expect(found.members == crowd)
        #expect(found.deliveries.map(\.delivery.event.name) == ["viewed", "posted", "viewed", "posted", "nobody"])
        #expect(found.deliveries.map(\.people) == [[12], nil, [3], nil, []])
        #expect(found.others.map(\.person) == [3])
    }

    @Test func differentCrowdsAndWhatGoesToAllAreNone() {
        let others: [Number] = Array(20..<60)
        #expect(Crowd([delivery("posted", .people(crowd)), delivery("posted", .people(others))]) == nil)
        #expect(Crowd([delivery("posted", .people(crowd)), delivery("changed", .everybody)]) == nil)
        #expect(Crowd([delivery("posted", .people(crowd)), delivery("hint", .connection("x"))]) == nil)
        #expect(Crowd([delivery("viewed", .people([1]))]) == nil)
    }
}
