internal import Wire

/// What a client asked through its WebSocket: `{"seq":1,"action":"ping","data":{…}}`, as JSON text or as MessagePack.
struct ClientFrame: Sendable, Equatable {
    let sequence: Int64
    let action: String
    /// Empty when there is none or it is no object.
    let data: JSONObject

    /// `nil` when the bytes are no such object: the connection is closed, as clients rely on.
    init?(text: [UInt8]) {
        guard let value = try? JSONReader.read(text) else { return nil }  // what is not JSON has no frame
        self.init(value)
    }

    init?(messagePack bytes: [UInt8]) {
        guard let value = MessagePackReader.read(bytes) else { return nil }
        self.init(value)
    }

    private init?(_ value: JSONValue) {
        guard value.isNull || value.object != nil else { return nil }
        let object = value.object ?? JSONObject()
        let fields = JSONFields(object)
        do {
            sequence = try fields.integer("seq") ?? 0
            action = try fields.string("action") ?? ""
            data = try fields.object("data") ?? JSONObject()
        } catch { return nil }
    }
}
