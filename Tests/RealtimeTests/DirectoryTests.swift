import Testing
import Wire

@testable import Realtime

struct DirectoryTests {
    private let town = Directory.Place.channel(ID("town"))
    private let ann = ID<User>("ann"), ben = ID<User>("ben"), cat = ID<User>("cat")

    private func event(_ name: String, omit: [ID<User>] = []) -> (Event, EncodedEvent) {
        let event = Event(name, to: Event.Broadcast(channel: ID("town"), omitUsers: omit))
        return (event, EncodedEvent(event))
    }

    private func people(_ delivery: Directory.Delivery?) -> [Number] {
        guard case .people(let numbers) = delivery?.target else { return [] }
        return numbers
    }

    @Test func aPlaceIsLoadedOnceAndItsEventsWaitInOrder() {
        var directory = Directory()
        let first = event("first"), second = event("second")
        let one = directory.take(first.0, first.1), two = directory.take(second.0, second.1)
        #expect(one.delivery == nil && one.load == town)
        #expect(two.delivery == nil && two.load == nil)
        let delivered = directory.loaded(town, [ben, ann])
        #expect(delivered.map(\.event.name) == ["first", "second"])
        #expect(people(delivered[0]).count == 2)
        let third = event("third"), now = directory.take(third.0, third.1)
        #expect(now.load == nil && people(now.delivery) == people(delivered[1]))
    }

    @Test func whoWasRemovedHearsNothingLaterAndWhoJoinedHearsFromThenOn() {
        var directory = Directory()
        let first = event("first"), second = event("second")
        _ = directory.take(first.0, first.1)
        directory.left([ben], town)
        directory.joined([cat], town)
        _ = directory.take(second.0, second.1)
        let delivered = directory.loaded(town, [ann, ben])
        let annNumber = directory.number(of: ann), benNumber = directory.number(of: ben), catNumber = directory.number(of: cat)
        #expect(Set(people(delivered[0])) == [annNumber, benNumber])
        #expect(Set(people(delivered[1])) == [annNumber, catNumber])
        directory.left([cat], town)
        let third = event("third")
        let last = directory.take(third.0, third.1).delivery
        #expect(people(last) == [annNumber])
    }

    @Test func changesAreIdempotentAndKeepTheListSorted() {
        var directory = Directory()
        let first = event("first")
        _ = directory.take(first.0, first.1)
        _ = directory.loaded(town, [])
        for user in [cat, ann, ben, ann, cat] { directory.joined([user], town) }
        directory.left([ID("stranger")], town)
        let second = event("second"), numbers = people(directory.take(second.0, second.1).delivery)
        #expect(numbers == numbers.sorted() && numbers.count == 3)
    }

    @Test func somebodysOwnMembersAndExceptionsTravelWithTheEvent() {
        var directory = Directory()
        var event = Event("posted", to: Event.Broadcast(channel: ID("town"), omitUsers: [ann])) { $0.field("post", "x") }
        event.acknowledgers = [ben]
        event.personal[ben] = Array(#""mentions":"[]""#.utf8)
        _ = directory.take(event, EncodedEvent(event))
        let delivery = directory.loaded(town, [ann, ben])[0]
        let annNumber = directory.number(of: ann), benNumber = directory.number(of: ben)
        #expect(delivery.omitted == [annNumber] && delivery.acknowledgers == [benNumber])
        let own = delivery.personal[benNumber]
        #expect(String(decoding: own?.head ?? [], as: UTF8.self) == #"{"event":"posted","data":{"post":"x","mentions":"[]""#)
    }

    /// The query may see what another server committed before that server's own word of it comes: heard twice, it is so once.
    @Test func whatAnotherServerSaysOfAMembershipThatTheQuerySawChangesNothing() {
        var directory = Directory()
        let first = event("first"), second = event("second")
        _ = directory.take(first.0, first.1)
        directory.joined([cat], town)  // while the query is under way, and it sees it too
        directory.left([ben], town)
        _ = directory.take(second.0, second.1)
        let delivered = directory.loaded(town, [ann, cat])
        let annNumber = directory.number(of: ann), catNumber = directory.number(of: cat)
        #expect(people(delivered[1]) == [annNumber, catNumber].sorted())
        directory.joined([cat], town)  // after it
        directory.left([ben], town)
        #expect(people(directory.take(first.0, first.1).delivery) == [annNumber, catNumber].sorted())
        // Before it: the place is not known, and the query that comes sees what was committed.
        var other = Directory()
        other.joined([cat], town)
        _ = other.take(first.0, first.1)
        #expect(people(other.loaded(town, [ann, cat])[0]).count == 2)
    }

    @Test func whenChangesWereMissedEveryPlaceIsReadAgain() {
        var directory = Directory()
        let first = event("first"), second = event("second")
        _ = directory.take(first.0, first.1)
        let epoch = directory.epoch
        _ = directory.loaded(town, [ann])
        _ = directory.take(Event("x", to: Event.Broadcast(team: ID("crew"))), second.1)  // whose query is under way
        directory.forget()
        #expect(directory.epoch != epoch)
        let again = directory.take(second.0, second.1)
        #expect(again.delivery == nil && again.load == town)
        #expect(directory.loaded(.team(ID("crew")), [ann, ben]).count == 1)
        #expect(directory.loaded(town, [ben]).map { people($0).count } == [1])
    }

    @Test func aFailedPlaceIsAskedForAgain() {
        var directory = Directory()
        let first = event("first")
        _ = directory.take(first.0, first.1)
        directory.failed(town)
        let again = directory.take(first.0, first.1)
        #expect(again.load == town)
    }
}

struct EncodedEventTests {
    @Test func anEventHasAllBroadcastKeysAndEndsBeforeItsNumber() throws {
        var event = Event("typing", to: Event.Broadcast(channel: ID("c"), omitUsers: [ID("u")])) { $0.field("parent_id", "") }
        event.broadcast.isSanitized = true
        let encoded = EncodedEvent(event)
        let json = try JSONReader.read(encoded.head + encoded.tail + Array("7}".utf8))
        #expect(json["seq"] == 7 && json["event"] == "typing" && json["data"] == ["parent_id": ""])
        #expect(
            json["broadcast"] == [
                "omit_users": ["u": true], "user_id": "", "channel_id": "c", "team_id": "", "connection_id": "", "omit_connection_id": "",
                "contains_sanitized_data": true,
            ])
    }

    @Test func membersAreAddedToEmptyData() throws {
        let encoded = EncodedEvent(Event("x", to: .everybody)).adding(Array(#""a":1"#.utf8))
        #expect(try JSONReader.read(encoded.head + encoded.tail + Array("0}".utf8))["data"] == ["a": 1])
    }
}
