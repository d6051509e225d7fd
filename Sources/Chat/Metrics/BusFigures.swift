/// What went between the servers on one database; nothing where there is no bus.
enum BusFigures {
    static func add(_ bus: Bus?, to page: inout Exposition) {
        guard let counts = bus?.counts else { return }
        page.single("mattermost_cluster_cluster_requests_total", .counter, "Messages to the other servers.", Double(counts.messages))
        page.begin("mattermost_cluster_event_type_totals", .counter, "What was heard of other servers.")
        for (name, count) in counts.items.sorted(by: { $0.key < $1.key }) {
            page.value("mattermost_cluster_event_type_totals", [("name", name)], Double(count))
        }
        page.single(
            "mattermost_cluster_cluster_health_score", .gauge, "0 while the line to the other servers is open, else 1.",
            counts.isOpen ? 0 : 1)
        page.single("martlet_bus_servers", .gauge, "Other servers that are heard.", Double(counts.peers))
        page.single(
            "martlet_bus_losses_total", .counter, "Times that something was missed and everything read again.", Double(counts.losses))
    }
}
