/// Deliveries that come at once and go to the same many people, and to a few single ones: what a busy channel makes. Seen so,
/// each socket can be given all of them in one go.
struct Crowd {
    let members: [Number]
    /// In order; `people` is `nil` for all members.
    let deliveries: [(delivery: Directory.Delivery, people: [Number]?)]
    /// What goes to single people who are not among the members.
    let others: [(delivery: Directory.Delivery, person: Number)]

    /// More people than these must be the same in all deliveries.
    private static let few = 8

    /// `nil` when they go to different crowds.
    init?(_ deliveries: [Directory.Delivery]) {
        var members: [Number] = []
        for delivery in deliveries {
            guard case .people(let people) = delivery.target else { return nil }
            if people.count <= Self.few { continue }
            guard members.isEmpty || Self.isSame(members, people) else { return nil }
            members = people
        }
        guard !members.isEmpty else { return nil }
        self.members = members
        self.deliveries = deliveries.map { ($0, $0.people.count <= Self.few ? $0.people : nil) }
        others = self.deliveries.flatMap { delivery, people in
            (people ?? []).filter { !members.containsSorted($0) }.map { (delivery, $0) }
        }
    }

    /// The directory hands out one list until its members change.
    private static func isSame(_ one: [Number], _ other: [Number]) -> Bool {
        one.withUnsafeBufferPointer { one in other.withUnsafeBufferPointer { one.baseAddress == $0.baseAddress && one.count == $0.count } }
    }
}

extension Directory.Delivery {
    fileprivate var people: [Number] { if case .people(let people) = target { people } else { [] } }
}
