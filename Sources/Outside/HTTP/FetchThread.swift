internal import CCurl
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#endif

/// One thread and one curl multi handle. Between curl's turns it runs the actor's jobs; a job from elsewhere wakes it.
final class FetchThread: SerialExecutor, @unchecked Sendable {  // `ready`, `ended` and, once started, `multi` are the thread's own
    private enum Work: Sendable {
        case job(UnownedJob)
        case call(@Sendable () -> Void)
    }

    let multi: UnsafeMutableRawPointer
    private let inbox = Mutex<[Work]>([])
    private let owner = Atomic<UInt>(0)
    private var ready: [Work] = []
    private var ended: (@Sendable (Int, Result<FetchResponse, any Error>) -> Void)?

    init() {
        curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        guard let multi = curl_multi_init() else { preconditionFailure("no memory for the HTTP client") }
        self.multi = multi
    }

    func start(_ ended: @escaping @Sendable (Int, Result<FetchResponse, any Error>) -> Void) {
        self.ended = ended
        startThread { self.run() }
    }

    private func run() {
        owner.store(UInt(pthread_self()), ordering: .releasing)
        var running: Int32 = 0
        while true {
            perform()
            curl_multi_perform(multi, &running)
            finish()
            if ready.isEmpty { curl_multi_poll(multi, nil, 0, 60_000, nil) }  // or until curl's own next timeout
        }
    }

    private func perform() {
        let work =
            ready
            + inbox.withLock { inbox in
                let taken = inbox
                inbox = []
                return taken
            }
        ready = []
        for item in work {
            switch item {
            case .job(let job): job.runSynchronously(on: asUnownedSerialExecutor())
            case .call(let body): body()
            }
        }
    }

    private func finish() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            let transfer = FetchTransfer.of(easy), code = message.pointee.data.result
            ended?(transfer.id, transfer.result(code))  // removes the handle, and with it `message`
        }
    }

    private var isCurrent: Bool { owner.load(ordering: .relaxed) == UInt(pthread_self()) }
    func enqueue(_ job: consuming ExecutorJob) { add(.job(UnownedJob(job))) }
    func execute(_ body: @escaping @Sendable () -> Void) { add(.call(body)) }
    func checkIsolated() { precondition(isCurrent, "not on the client's thread") }
    func isIsolatingCurrentContext() -> Bool? { isCurrent }
    func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

    private func add(_ work: Work) {
        if isCurrent {
            ready.append(work)
            return
        }
        let first = inbox.withLock { inbox in
            inbox.append(work)
            return inbox.count == 1
        }
        if first { curl_multi_wakeup(multi) }  // the one call that curl allows from other threads
    }
}
