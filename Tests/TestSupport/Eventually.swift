/// Waits for something that nobody reports, looking again and again with a deadline.
public enum Eventually {
    struct Vain: Error { let what: String }

    public static func holds(_ what: String, _ isSo: () async throws -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(20)
        while try await !isSo() {
            guard ContinuousClock.now < end else { throw Vain(what: what) }
            await Task.yield()
        }
    }
}
