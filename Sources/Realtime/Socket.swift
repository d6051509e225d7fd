internal import Network
internal import Wire

/// One WebSocket, from its upgrade until its connection can no longer be resumed. Used only on the loop of its shard.
final class Socket: SocketOwner, @unchecked Sendable {  // every access is on the shard's loop
    enum State { case challenged, claiming([EncodedEvent]), open, dormant, closed }

    /// What the upgrade request brought.
    struct Opening: Sendable {
        var token: String?
        var connection: String
        /// `nil` when it was no number.
        var sequence: Int64?
        var wantsAcknowledgements: Bool
    }

    let hub: Hub
    let opening: Opening
    var state = State.challenged
    var connection: Connection?
    var standing: SocketStanding?
    var id = ""
    var number: Number = 0
    var backlog = Backlog()
    /// In the shard's list, and the next socket of the same person there.
    var index: Int32 = -1
    var nextOfPerson: Int32 = -1
    /// Where the client says it looks: empty is nowhere, `nil` that it never said.
    var activeChannel: String?, activeThread: String?, activeThreadView: String?
    /// Frames that wait until the one before is answered, so that answers keep their order.
    var waiting: [ClientFrame] = []
    var isBusy = false
    /// The session ended: the client may learn that by asking, and hears nothing.
    var isEnded = false
    /// Something was missed: whoever comes back begins anew.
    var isForgotten = false
    var lastHeard: Int64 = 0

    init(hub: Hub, opening: Opening) {
        self.hub = hub
        self.opening = opening
    }

    // MARK: SocketOwner

    func opened(_ socket: isolated Connection) { hub.shard(of: socket.loop).assumeIsolated { $0.opened(self, socket) } }

    func received(text: [UInt8], from socket: isolated Connection) {
        hub.shard(of: socket.loop).assumeIsolated { $0.received(ClientFrame(text: text), from: self) }
    }

    func received(binary: [UInt8], from socket: isolated Connection) {
        hub.shard(of: socket.loop).assumeIsolated { $0.received(ClientFrame(messagePack: binary), from: self) }
    }

    func ponged(_ socket: isolated Connection) { hub.shard(of: socket.loop).assumeIsolated { $0.ponged(self) } }

    func closed(_ socket: isolated Connection, code: UInt16) { hub.shard(of: socket.loop).assumeIsolated { $0.closed(self) } }
}
