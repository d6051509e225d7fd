/// Where the texts of running statements lie, so that SQLite reads them there and allocates no copy of each. Statements run one
/// inside the other, so what the inner one kept is freed first.
final class BoundTexts {
    private static let capacity = 64 * 1024
    private let start = UnsafeMutablePointer<CChar>.allocate(capacity: BoundTexts.capacity)
    private(set) var used = 0

    deinit { start.deallocate() }

    /// The text's new place, until `free`; `nil` when there is no room for it.
    func keep(_ text: UnsafeBufferPointer<UInt8>) -> UnsafePointer<CChar>? {
        guard let source = text.baseAddress, text.count <= Self.capacity - used else { return nil }
        let place = start + used
        UnsafeMutableRawPointer(place).copyMemory(from: source, byteCount: text.count)
        used += text.count
        return UnsafePointer(place)
    }

    /// Gives back everything that was kept since `used` was `mark`.
    func free(to mark: Int) { used = mark }
}
