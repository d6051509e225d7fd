internal import CUV

/// Something that a loop does later, once or again and again, until it is cancelled.
public final class LoopTimer: @unchecked Sendable {  // `handle` is touched on the loop's thread only
    private let loop: EventLoop
    private let body: @Sendable () -> Void
    private let repeats: Bool
    private var handle: UnsafeMutablePointer<uv_timer_t>?
    private var isCancelled = false

    fileprivate init(_ loop: EventLoop, repeats: Bool, _ body: @escaping @Sendable () -> Void) {
        self.loop = loop
        self.repeats = repeats
        self.body = body
    }

    fileprivate func start(_ milliseconds: Int) {
        guard !isCancelled else { return }
        let handle = UnsafeMutablePointer<uv_timer_t>.allocate(capacity: 1)
        uv_timer_init(loop.uv, handle)
        handle.pointee.data = Unmanaged.passRetained(self).toOpaque()
        let delay = UInt64(max(0, milliseconds))
        uv_timer_start(
            handle, { Unmanaged<LoopTimer>.fromOpaque($0!.pointee.data).takeUnretainedValue().fire() }, delay, repeats ? max(1, delay) : 0)
        self.handle = handle
    }

    private func fire() {
        if !repeats { close() }
        body()
    }

    /// After this, called on the loop, the body does not run again.
    public func cancel() {
        if loop.isCurrent { close() } else { loop.execute { self.close() } }
    }

    private func close() {
        isCancelled = true
        guard let handle else { return }
        self.handle = nil
        uv_close(UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_handle_t.self)) { handle in
            Unmanaged<LoopTimer>.fromOpaque(handle!.pointee.data).release()
            UnsafeMutableRawPointer(handle!).assumingMemoryBound(to: uv_timer_t.self).deallocate()
        }
    }
}

extension EventLoop {
    /// Milliseconds of the loop's clock, which never goes back; as of the beginning of this turn.
    public var now: Int64 { Int64(uv_now(uv)) }

    /// Runs `body` on the loop, once.
    @discardableResult
    public func after(_ milliseconds: Int, _ body: @escaping @Sendable () -> Void) -> LoopTimer {
        timer(LoopTimer(self, repeats: false, body), milliseconds)
    }

    /// Runs `body` on the loop, again and again.
    @discardableResult
    public func every(_ milliseconds: Int, _ body: @escaping @Sendable () -> Void) -> LoopTimer {
        timer(LoopTimer(self, repeats: true, body), milliseconds)
    }

    /// Waits without holding a thread.
    public func pause(_ milliseconds: Int) async {
        await withCheckedContinuation { done in after(milliseconds) { done.resume() } }
    }

    private func timer(_ timer: LoopTimer, _ milliseconds: Int) -> LoopTimer {
        if isCurrent { timer.start(milliseconds) } else { execute { timer.start(milliseconds) } }
        return timer
    }
}
