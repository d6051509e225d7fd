internal import Database
internal import Network
internal import Realtime
internal import Wire

/// Doors to counts.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/analytics/old | AnalyticsQueries | get_analytics | |
/// | GET | /api/v4/usage/posts | AnalyticsQueries | a session | |
/// | GET | /api/v4/usage/storage | AnalyticsQueries | a session | |
struct AnalyticsRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/analytics/old", analytics)
        routes.signedIn("GET", "/api/v4/usage/posts", postUsage)
        routes.signedIn("GET", "/api/v4/usage/storage", storageUsage)
    }

    private static let day: Int64 = 86_400_000

    @Sendable func analytics(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .getAnalytics)
        let query = request.asked, team = query.text("team_id").isEmpty ? nil : query.text("team_id")
        let since = services.now() - 31 * Self.day
        switch query["name"] ?? "standard" {
        case "standard", "": return try await standard(team)
        case "extra_counts": return try await extra()
        case "post_counts_day": return try await days(.posts, team, since)
        case "bot_post_counts_day": return try await days(.postsOfBots, team, since)
        case "user_counts_with_posts_day": return try await days(.people, team, since)
        default: throw APIError.invalidParameter("name")
        }
    }

    private func standard(_ team: String?) async throws -> HTTPResponse {
        let now = services.now(), sockets = Int64(services.hub.connectionCount),
            limit = services.settings.current[AnalyticsSettings.maxUsersForStatistics]
        let figures = try await services.db.readLong { tx -> [(String, Int64)] in
            let count = tx.analytics, people = try count.activePeople(team: team)
            return [
                ("channel_open_count", try count.channels("O", team: team)),
                ("channel_private_count", try count.channels("P", team: team)),
                ("post_count", people > limit ? -1 : try count.posts(team: team)),
                ("unique_user_count", people),
                ("team_count", try count.teams()),
                ("total_websocket_connections", sockets),
                ("total_master_db_connections", 1),
                ("total_read_db_connections", 0),
                ("daily_active_users", try count.people(seenSince: now - Self.day)),
                ("monthly_active_users", try count.people(seenSince: now - 31 * Self.day)),
                ("inactive_user_count", team == nil ? try count.inactivePeople() : -1),
                ("single_channel_guest_count", try count.singleChannelGuests()),
            ]
        }
        return answer(figures)
    }

    private func extra() async throws -> HTTPResponse {
        let now = services.now()
        return answer(
            try await services.db.readLong { tx in
                [
                    ("incoming_webhook_count", try tx.analytics.rows(.incomingWebhooks)),
                    ("outgoing_webhook_count", try tx.analytics.rows(.outgoingWebhooks)),
                    ("command_count", try tx.analytics.rows(.commands)),
                    ("session_count", try tx.analytics.rows(.sessions(now))),
                    ("total_file_count", try tx.analytics.rows(.files)),
                    ("total_file_size", try tx.analytics.fileBytes()),
                ]
            })
    }

    private func days(_ figure: AnalyticsQueries<ReadOnly>.DailyFigure, _ team: String?, _ since: Int64) async throws -> HTTPResponse {
        let days = try await services.db.readLong { tx in
            try tx.analytics.days(figure == .people ? .people : figure == .posts ? .posts : .postsOfBots, team: team, since: since)
        }
        return answer(days.map { (CalendarDay(dayNumber: $0.day).text, $0.count) })
    }

    private func answer(_ figures: [(String, Int64)]) -> HTTPResponse {
        HTTPResponse(json: figures.map { ["name": .string($0.0), "value": .integer($0.1)] as JSONObject })
    }

    // MARK: Usage

    @Sendable func postUsage(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let count = try await services.db.readLong { try $0.analytics.posts(team: nil) }
        return HTTPResponse(json: ["count": .integer(Self.rounded(count))] as JSONObject)
    }

    @Sendable func storageUsage(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let bytes = try await services.db.readLong { try $0.analytics.fileBytes() }
        return HTTPResponse(json: ["bytes": .integer(Self.rounded(bytes))] as JSONObject)
    }

    /// Everybody may ask, so nobody learns more than the size: one digit, then zeros.
    static func rounded(_ number: Int64) -> Int64 {
        var unit: Int64 = 1
        while number / unit >= 10 { unit *= 10 }
        return number / unit * unit
    }
}
