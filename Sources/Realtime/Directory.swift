internal import Wire

/// A person as a dense number: four bytes in every list of members.
typealias Number = UInt32

/// Who hears what, as a value without I/O: the members of the channels and teams in which something happened lately. A
/// place is loaded by one query at its first event and kept true by the membership changes themselves, in their order;
/// until it is loaded, its events wait here.
struct Directory: Sendable {
    /// Where people are members.
    enum Place: Hashable, Sendable { case channel(ID<Channel>), team(ID<Team>) }

    /// Whom a delivery reaches, before the event's own exceptions.
    enum Target: Sendable { case everybody, people([Number]), connection(String) }

    struct Delivery: Sendable {
        let event: EncodedEvent
        let target: Target
        let omitted: [Number]
        /// The event with members of its own for some people.
        let personal: [Number: EncodedEvent]
        /// Who is asked to say that they got it.
        let acknowledgers: Set<Number>
    }

    private enum Step: Sendable { case event(Delivery), joined([Number]), left([Number]) }
    private enum Entry: Sendable { case loading([Step]), loaded(members: [Number], lastUse: UInt64) }

    private var numbers: [ID<User>: Number] = [:]
    private var entries: [Place: Entry] = [:]
    private var clock: UInt64 = 0
    /// Grows when everything is forgotten: what a query read before does not count.
    private(set) var epoch = 0
    private var size = 0

    /// Lists together may hold this many members; past it the half that was used longest ago is forgotten.
    static let limit = 4_000_000

    /// The dense number of a person, given at first sight and kept.
    mutating func number(of user: ID<User>) -> Number {
        if let number = numbers[user] { return number }
        let number = Number(numbers.count)
        numbers[user] = number
        return number
    }

    /// What to deliver now, in order, and which places to load first.
    mutating func take(_ event: Event, _ encoded: EncodedEvent) -> (delivery: Delivery?, load: Place?) {
        let broadcast = event.broadcast
        let omitted = broadcast.omitUsers.map { number(of: $0) }
        var personal: [Number: EncodedEvent] = [:]
        for (user, members) in event.personal { personal[number(of: user)] = encoded.adding(members) }
        let common = event.others.isEmpty ? encoded : encoded.adding(event.others)
        let acknowledgers = Set(event.acknowledgers.map { number(of: $0) })
        func delivery(_ target: Target) -> Delivery {
            Delivery(event: common, target: target, omitted: omitted, personal: personal, acknowledgers: acknowledgers)
        }
        if !broadcast.connection.isEmpty { return (delivery(.connection(broadcast.connection)), nil) }
        if let user = broadcast.user { return (delivery(.people([number(of: user)])), nil) }
        if let channel = broadcast.channel { return take(delivery(.everybody), in: .channel(channel)) }
        if let team = broadcast.team { return take(delivery(.everybody), in: .team(team)) }
        return (delivery(.everybody), nil)
    }

    private mutating func take(_ delivery: Delivery, in place: Place) -> (delivery: Delivery?, load: Place?) {
        clock += 1
        switch entries[place] {
        case .loaded(let members, _):
            entries[place] = .loaded(members: members, lastUse: clock)
            return (delivery.to(members), nil)
        case .loading(var steps):
            entries[place] = .loading([])
            steps.append(.event(delivery))
            entries[place] = .loading(steps)
            return (nil, nil)
        case nil:
            entries[place] = .loading([.event(delivery)])
            return (nil, place)
        }
    }

    mutating func joined(_ users: [ID<User>], _ place: Place) { change(place, .joined(users.map { number(of: $0) })) }
    mutating func left(_ users: [ID<User>], _ place: Place) { change(place, .left(users.map { number(of: $0) })) }

    private mutating func change(_ place: Place, _ step: Step) {
        switch entries[place] {
        case .loaded(var members, let lastUse):
            entries[place] = nil
            size += Self.apply(step, to: &members)
            entries[place] = .loaded(members: members, lastUse: lastUse)
        case .loading(var steps):
            steps.append(step)
            entries[place] = .loading(steps)
        case nil: break
        }
    }

    /// The answer to a place's query: what waited is delivered with the changes that came between.
    mutating func loaded(_ place: Place, _ users: [ID<User>]) -> [Delivery] {
        guard case .loading(let steps) = entries[place] else { return [] }
        var members = users.map { number(of: $0) }
        members.sort()
        var deliveries: [Delivery] = []
        for step in steps {
            if case .event(let delivery) = step { deliveries.append(delivery.to(members)) } else { _ = Self.apply(step, to: &members) }
        }
        clock += 1
        entries[place] = .loaded(members: members, lastUse: clock)
        size += members.count + 16
        if size > Self.limit { forgetHalf() }
        return deliveries
    }

    /// Changes were missed: every place is read again, also those whose query is under way.
    mutating func forget() {
        epoch += 1
        for (place, entry) in entries { if case .loaded = entry { entries[place] = nil } }
        size = 0
    }

    /// The query failed: what waited is lost to everybody, who must start again.
    mutating func failed(_ place: Place) { entries[place] = nil }

    /// Changes the sorted list; says by how much it grew.
    private static func apply(_ step: Step, to members: inout [Number]) -> Int {
        let before = members.count
        switch step {
        case .event: break
        case .joined(let numbers):
            for number in numbers {
                let index = members.partition(before: number)
                if index == members.count || members[index] != number { members.insert(number, at: index) }
            }
        case .left(let numbers):
            for number in numbers {
                let index = members.partition(before: number)
                if index < members.count, members[index] == number { members.remove(at: index) }
            }
        }
        return members.count - before
    }

    private mutating func forgetHalf() {
        var uses: [UInt64] = []
        for case .loaded(_, let lastUse) in entries.values { uses.append(lastUse) }
        uses.sort()
        let middle = uses.isEmpty ? 0 : uses[uses.count / 2]
        for (place, entry) in entries {
            if case .loaded(let members, let lastUse) = entry, lastUse < middle {
                entries[place] = nil
                size -= members.count + 16
            }
        }
    }
}

extension Directory.Delivery {
    fileprivate func to(_ members: [Number]) -> Self {
        Self(event: event, target: .people(members), omitted: omitted, personal: personal, acknowledgers: acknowledgers)
    }
}

extension [Number] {
    /// The first place in a sorted list that is not before `number`.
    func partition(before number: Number) -> Int {
        var low = 0, high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func containsSorted(_ number: Number) -> Bool {
        let index = partition(before: number)
        return index < count && self[index] == number
    }
}
