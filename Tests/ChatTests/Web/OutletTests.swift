import Synchronization
import Testing

@testable import Chat

struct OutletTests {
    @Test func whoeverTakesAHundredThousandCommitsIsReachedAsDirectlyAsAtFirst() {
        let outlet = Outlet(), taken = Atomic(0)
        outlet.open(rest: { _ in }) { _ in taken.add(1, ordering: .relaxed) }
        for _ in 0..<100_000 { outlet.publish([]) }
        #expect(taken.load(ordering: .relaxed) == 100_000)
    }
}
