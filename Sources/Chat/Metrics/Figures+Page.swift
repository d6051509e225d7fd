internal import Database

/// What Prometheus fetches. Names that dashboards for this API already ask for where the meaning is the same (facts:
/// metrics.md), `martlet_` for the rest; a figure that this server does not have is left out rather than invented.
extension Figures {
    public func page(_ services: Services) -> String {
        var page = Exposition()
        addCalls(to: &page)
        addSockets(services, to: &page)
        addPosts(services, to: &page)
        addCaches(services, to: &page)
        addJobs(to: &page)
        addDatabase(services, to: &page)
        addOperations(services, to: &page)
        BusFigures.add(services.bus, to: &page)
        ProcessFigures.now().add(to: &page)
        page.single("mattermost_system_server_start_time", .gauge, "When this node started, in seconds since 1970.", startedAt)
        page.single(
            "martlet_draining", .gauge, "1 while this node finishes before it stops.", services.health.isDraining ? 1 : 0)
        return page.text
    }

    private func addCalls(to page: inout Exposition) {
        let doors = allDoors.map { (door: $0, series: $0.times.series) }.filter { !$0.series.isEmpty }
        page.begin("mattermost_api_time", .histogram, "Seconds of one call of the API.")
        var all = [Int](repeating: 0, count: Histogram.bounds.count + 1), sum = 0.0, failed = 0
        for (door, series) in doors {
            for one in series {
                page.histogram(
                    "mattermost_api_time",
                    [
                        ("handler", HandlerNames.name(door.method, door.path)), ("method", door.method),
                        ("status_code", String(one.status)),
                    ], buckets: one.buckets, sum: one.sum)
                for index in all.indices { all[index] += one.buckets[index] }
                sum += one.sum
                if one.status >= 400 { failed += one.count }
            }
        }
        page.begin("mattermost_http_request_duration_seconds", .histogram, "Seconds of all calls of the API.")
        page.histogram("mattermost_http_request_duration_seconds", [], buckets: all, sum: sum)
        page.single("mattermost_http_requests_total", .counter, "Calls of the API.", Double(all.reduce(0, +)))
        page.single("mattermost_http_errors_total", .counter, "Calls answered with 4xx or 5xx.", Double(failed))
        addSearches(doors, to: &page)
        addTags(doors, to: &page)
        addLogins(doors.first { $0.door.method == "POST" && $0.door.path == "/api/v4/users/login" }?.series ?? [], to: &page)
    }

    /// Searches for messages.
    private func addSearches(_ doors: [(door: Door, series: [Histogram.Series])], to page: inout Exposition) {
        var buckets = [Int](repeating: 0, count: Histogram.bounds.count + 1), sum = 0.0
        for one in doors.filter({ $0.door.method == "POST" && $0.door.path.hasSuffix("/posts/search") }).flatMap(\.series) {
            for index in buckets.indices { buckets[index] += one.buckets[index] }
            sum += one.sum
        }
        page.begin("mattermost_search_posts_searches_duration_seconds", .histogram, "Seconds of one search for messages.")
        page.histogram("mattermost_search_posts_searches_duration_seconds", [], buckets: buckets, sum: sum)
    }

    /// Answers that spared a client what it had, and those that could not.
    private func addTags(_ doors: [(door: Door, series: [Histogram.Series])], to page: inout Exposition) {
        page.begin("mattermost_cache_etag_hit_total", .counter, "Answers 304: the client had it.")
        for (door, series) in doors {
            let count = series.filter { $0.status == 304 }.map(\.count).reduce(0, +)
            if count > 0 { page.value("mattermost_cache_etag_hit_total", [("route", name(of: door))], Double(count)) }
        }
        page.begin("mattermost_cache_etag_miss_total", .counter, "Whole answers where a client might have had it.")
        for (door, _) in doors where door.times.tagMisses > 0 {
            page.value("mattermost_cache_etag_miss_total", [("route", name(of: door))], Double(door.times.tagMisses))
        }
    }

    private func name(of door: Door) -> String { HandlerNames.name(door.method, door.path) }

    private func addLogins(_ series: [Histogram.Series], to page: inout Exposition) {
        let good = series.filter { $0.status < 400 }.map(\.count).reduce(0, +)
        let bad = series.filter { $0.status >= 400 && $0.status < 500 }.map(\.count).reduce(0, +)
        page.single("mattermost_login_logins_total", .counter, "Logins.", Double(good))
        page.single("mattermost_login_logins_fail_total", .counter, "Logins that were refused.", Double(bad))
    }
}
