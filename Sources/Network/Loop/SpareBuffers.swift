/// Output buffers that were sent and wait for the next connection with something to say, so that a delivery
/// usually allocates nothing and an idle connection keeps nothing.
final class SpareBuffers {
    private var spare: [[UInt8]] = []
    private static let most = 256, largest = 16 * 1024

    func take() -> [UInt8] { spare.popLast() ?? [] }

    /// An empty array comes back in the place of the buffer.
    func give(back buffer: inout [UInt8]) {
        guard spare.count < Self.most, buffer.capacity > 0, buffer.capacity <= Self.largest else { buffer = []; return }
        var empty: [UInt8] = []
        swap(&empty, &buffer)
        empty.removeAll(keepingCapacity: true)
        spare.append(empty)
    }
}
