internal import Synchronization

/// How many transactions and statements a database has run: the figures behind query budgets and metrics.
public final class QueryCount: Sendable {
    /// How long transactions took.
    public let times = OperationTimes()
    private let statementsRun = Atomic<Int>(0)
    private let transactionsRun = Atomic<Int>(0)
    private let retriesRun = Atomic<Int>(0)

    public var statements: Int { statementsRun.load(ordering: .relaxed) }
    public var transactions: Int { transactionsRun.load(ordering: .relaxed) }
    /// Transactions run again after a lost race.
    public var retries: Int { retriesRun.load(ordering: .relaxed) }

    func add(statements: Int) {
        statementsRun.wrappingAdd(statements, ordering: .relaxed)
        transactionsRun.wrappingAdd(1, ordering: .relaxed)
    }
    func addRetry() { retriesRun.wrappingAdd(1, ordering: .relaxed) }
}
