internal import Network
internal import Wire

/// Where a request came from, for those who write it down.
extension AuditSource {
    init(_ request: HTTPRequest, session: Session? = nil) {
        self.init(
            path: String(request.path.prefix(512)), address: String(request.remoteAddress.prefix(64)), user: session?.user.raw ?? "",
            session: session?.id.raw ?? "")
    }
}

extension LoginOrigin {
    init(_ request: HTTPRequest, deviceID: String) {
        self.init(
            agent: UserAgent(request.field("user-agent") ?? ""), address: request.remoteAddress, deviceID: deviceID,
            wantsCookies: request.field("x-requested-with") == "XMLHttpRequest")
    }
}
