internal import Outside
internal import Wire

extension Services {
    /// Draws beside the loops, which others wait for. What cannot be read is the sender's fault, whatever the reason.
    func draw(orThrow refusal: APIError, _ picture: @escaping @Sendable () throws -> [UInt8]) async throws -> [UInt8] {
        do { return try await drawing.run(picture) } catch let error as OutsideError where error != .tooBusy && error != .stopped {
            throw refusal
        }
    }
}
