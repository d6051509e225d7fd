import Synchronization
import Testing
import Wire

@testable import Chat

struct SearchNewsTests {
    @Test func whoIndexesIsWokenOnceUntilTheyLook() {
        let news = SearchNews(), woken = Mutex(0)
        news.heed(.event(Event("posted", to: .everybody)))
        news.take()
        news.open { woken.withLock { $0 += 1 } }
        func heed(_ name: String) -> Int {
            news.heed(.event(Event(name, to: .everybody)))
            return woken.withLock { $0 }
        }
        #expect(heed("typing") == 0 && heed("posted") == 1 && heed("posted") == 1 && heed("post_edited") == 1)
        news.take()
        #expect(heed("post_deleted") == 2 && heed("posted") == 2)
    }
}
