internal import CCrypto
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#endif

/// Random bytes from the kernel, fetched 4 KiB at a time; each is given out once and then erased. Not for use after a fork.
public final class SecureRandom: Sendable {
    public static let shared = SecureRandom()
    private struct Stock {
        var bytes = [UInt8](repeating: 0, count: 4096)
        var used = 4096
    }
    private let stock = Mutex(Stock())

    public init() {}

    public func bytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        bytes.withUnsafeMutableBytes { fill($0) }
        return bytes
    }

    /// Sixty-four random bits.
    public func number() -> UInt64 {
        var number: UInt64 = 0
        withUnsafeMutableBytes(of: &number) { fill($0) }
        return number
    }

    /// Fills `target` without allocating.
    func fill(_ target: UnsafeMutableRawBufferPointer) {
        guard target.count <= 1024 else { return Self.fromKernel(target) }
        nonisolated(unsafe) let target = target  // used before `withLock` returns and by nobody else
        stock.withLock { stock in
            if stock.used + target.count > stock.bytes.count {
                stock.bytes.withUnsafeMutableBytes { Self.fromKernel($0) }
                stock.used = 0
            }
            for place in 0..<target.count {
                target[place] = stock.bytes[stock.used + place]
                stock.bytes[stock.used + place] = 0
            }
            stock.used += target.count
        }
    }

    private static func fromKernel(_ target: UnsafeMutableRawBufferPointer) {
        var done = 0
        while done < target.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: target[done...])
            let count = getrandom(rest.baseAddress, rest.count, 0)  // a signal may cut it short
            precondition(count > 0 || errno == EINTR, "getrandom")
            done += max(0, count)
        }
    }
}
