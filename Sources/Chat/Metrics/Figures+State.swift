internal import Database
internal import Realtime

/// The part of the page that others count: sockets, posts, caches, jobs, the database.
extension Figures {
    func addSockets(_ services: Services, to page: inout Exposition) {
        page.single("mattermost_http_websockets_total", .gauge, "Open WebSockets.", Double(services.hub.connectionCount))
        page.single("mattermost_websocket_reconnects_total", .counter, "WebSockets that came back.", Double(services.hub.resumptions))
        page.begin("mattermost_websocket_event_total", .counter, "Events made.")
        for (name, count) in allEvents.sorted(by: { $0.key < $1.key }) {
            page.value("mattermost_websocket_event_total", [("type", name)], Double(count))
        }
        page.begin("mattermost_websocket_broadcasts_total", .counter, "Events sent: one for each WebSocket that heard one.")
        for (name, count) in services.hub.sentEvents.sorted(by: { $0.key < $1.key }) {
            page.value("mattermost_websocket_broadcasts_total", [("name", name)], Double(count))
        }
        page.single(
            "mattermost_websocket_broadcast_buffer_size", .gauge, "Events that wait to be sent.", Double(services.hub.waitingEvents))
    }

    func addPosts(_ services: Services, to page: inout Exposition) {
        let sent = services.hub.sentEvents["posted"] ?? 0
        for (name, help, count) in [
            ("mattermost_post_total", "Posts.", allEvents["posted"] ?? 0),
            ("mattermost_post_webhooks_totals", "Posts that webhooks brought.", posts[.webhooks]),
            ("mattermost_post_broadcasts_total", "Posts sent: one for each WebSocket that heard one.", sent),
            ("mattermost_post_emails_sent_total", "Mails about posts.", posts[.mails]),
            ("mattermost_post_pushes_sent_total", "Pushes about posts.", posts[.pushes]),
            ("mattermost_post_file_attachments_total", "Files attached to posts.", posts[.files]),
        ] {
            page.single(name, .counter, help, Double(count))
        }
    }

    func addCaches(_ services: Services, to page: inout Exposition) {
        let counts = [
            ("Keyword", services.keywords.count), ("Preview", services.previews.count), ("Profile", services.profiles.count),
            ("Session", services.sessions.count), ("Status", services.statuses.count),
        ].map { (name: [(name: "name", value: $0)], values: $1.values) }
        for (figure, help, value) in [
            ("hit", "Answers from a cache.", \.hits), ("miss", "Questions that a cache could not answer.", \.misses),
            ("invalidation", "What caches forgot because it changed.", \.invalidations),
        ] as [(String, String, KeyPath<CacheCount.Values, Int>)] {
            page.begin("mattermost_cache_mem_\(figure)_total", .counter, help)
            for (name, values) in counts { page.value("mattermost_cache_mem_\(figure)_total", name, Double(values[keyPath: value])) }
        }
    }

    func addJobs(to page: inout Exposition) {
        page.begin("mattermost_jobs_active", .gauge, "Jobs that run on this node.")
        for type in OwnJob.allCases { page.value("mattermost_jobs_active", [("type", type.rawValue)], Double(jobs[type])) }
    }

    /// Transactions by the operation that ran them: what waited for a connection and for the commit is in it.
    func addOperations(_ services: Services, to page: inout Exposition) {
        page.begin("mattermost_db_store_time", .histogram, "Seconds of one transaction.")
        for one in services.db.queries.times.series {
            page.histogram(
                "mattermost_db_store_time", [("method", one.operation), ("success", one.isDone ? "true" : "false")], buckets: one.buckets,
                sum: one.seconds)
        }
    }

    func addDatabase(_ services: Services, to page: inout Exposition) {
        let queries = services.db.queries
        page.single("martlet_db_transactions_total", .counter, "Transactions.", Double(queries.transactions))
        page.single("martlet_db_statements_total", .counter, "Statements.", Double(queries.statements))
        page.single("martlet_db_retries_total", .counter, "Transactions run again after a lost race.", Double(queries.retries))
        guard let pool = services.db.pool else { return }
        let name = [(name: "db_name", value: "master")]
        for (figure, kind, help, value) in [
            ("go_sql_max_open_connections", Exposition.Kind.gauge, "Connections that may be open.", Double(pool.limit)),
            ("go_sql_open_connections", .gauge, "Open connections.", Double(pool.open)),
            ("go_sql_in_use_connections", .gauge, "Connections at work.", Double(pool.open - pool.idle)),
            ("go_sql_idle_connections", .gauge, "Idle connections.", Double(pool.idle)),
            ("go_sql_wait_count_total", .counter, "Transactions that waited for a connection.", Double(pool.waits)),
            (
                "go_sql_wait_duration_seconds_total", .counter, "Seconds that transactions waited for a connection.",
                pool.waited / .seconds(1)
            ),
            ("martlet_db_waiting", .gauge, "Transactions that wait for a connection.", Double(pool.waiting)),
        ] {
            page.begin(figure, kind, help)
            page.value(figure, name, value)
        }
        page.single("mattermost_db_master_connections_total", .gauge, "Open connections.", Double(pool.open))
    }
}
