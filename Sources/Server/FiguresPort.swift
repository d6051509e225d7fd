internal import Chat
internal import Network

/// The port of the figures: for Prometheus, without a login, so it belongs to a network that only it can reach.
struct FiguresPort: RequestHandler {
    let services: Services

    func policy(for request: HTTPRequest) -> BodyPolicy { .collect(limit: 4_096) }

    func respond(to request: HTTPRequest) async -> Reaction {
        guard request.method == "GET", request.path == "/metrics" else { return .answer(say(404, "The figures are at /metrics.")) }
        return .answer(
            HTTPResponse(
                contentType: "text/plain; version=0.0.4; charset=utf-8", bytes: Array(services.figures.page(services).utf8)))
    }

    func refuse(_ refusal: Refusal, request: HTTPRequest?) -> HTTPResponse { say(refusal.status, "This request cannot be read.") }

    private func say(_ status: Int, _ sentence: String) -> HTTPResponse {
        HTTPResponse(status: status, contentType: "text/plain; charset=utf-8", bytes: Array((sentence + "\n").utf8))
    }
}
