/// What the shapes cost, from a list of prices that is part of the program: no network, no account.
enum Cost {
    static let shapes = ["prod", "lab", "one-box"]
    static let source = """
        US dollars, eu-north-1, 730 hours a month, list prices as looked up in 2026; without data transfer, tax and free tier.
        * seen in Stockholm's price list, ~ derived from its neighbours, others the US price (Stockholm is at most a tenth dearer).
        """

    struct Line: Equatable {
        let item: String
        let count: Double
        let price: Double
        var total: Double { count * price }

        init(_ item: String, _ count: Double, _ price: Double) { (self.item, self.count, self.price) = (item, count, price) }
    }

    private enum Price {
        static let controlPlane = 73.00, gateway = 33.58, address = 3.65, gigabyte = 0.0836
        static let small = 12.56, medium = 25.11, nano = 3.07, spotMedium = 8.20
        static let balancer = 20.50, endpoint = 8.03
    }

    static func lines(_ shape: String) -> [Line] {
        switch shape {
        case "prod":
            [
                Line("EKS control plane *", 1, Price.controlPlane), Line("NAT gateway *", 3, Price.gateway),
                Line("NAT's public address *", 3, Price.address), Line("node t4g.medium ~", 3, Price.medium),
                Line("node's disk, GB ~", 60, Price.gigabyte), Line("endpoints for ECR, by zone", 6, Price.endpoint),
                Line("load balancer with its units", 1, Price.balancer), Line("load balancer's address *", 3, Price.address),
                Line("RDS db.t4g.medium with standby", 1, 95.00), Line("RDS storage with standby, GB", 40, 0.127),
                Line("ElastiCache t4g.small", 2, 24.80), Line("S3, EFS, ECR, logs, secret", 1, 8.00),
            ]
        case "lab":
            [
                Line("EKS control plane *", 1, Price.controlPlane), Line("NAT instance t4g.nano", 1, Price.nano),
                Line("NAT's public address *", 1, Price.address), Line("node t4g.medium, spot", 2, Price.spotMedium),
                Line("disks, GB ~", 48, Price.gigabyte), Line("load balancer with its units", 1, Price.balancer - 4),
                Line("load balancer's address *", 2, Price.address), Line("RDS db.t4g.micro", 1, 11.68),
                Line("RDS storage, GB", 20, 0.127), Line("S3, EFS, ECR, logs, secret", 1, 3.00),
            ]
        default:
            [
                Line("instance t4g.small ~", 1, Price.small), Line("public address *", 1, Price.address),
                Line("disks, GB ~", 20, Price.gigabyte), Line("S3, ECR", 1, 1.00),
            ]
        }
    }

    static func month(_ shape: String) -> Double { lines(shape).reduce(0) { $0 + $1.total } }

    static func table(_ shapes: [String]) -> String {
        let tables = shapes.map { shape in
            let rows = lines(shape).map {
                "  \(pad($0.item, 34))\(left(amount($0.count, 0), 4)) × \(left(amount($0.price, 3), 8)) \(left(amount($0.total, 2), 9))"
            }
            let total = month(shape)
            return
                (["\(shape)"] + rows + [
                    "  \(pad("together a month", 34))\(left(amount(total, 2), 24))   (\(amount(total / 730, 2)) an hour)"
                ])
                .joined(separator: "\n")
        }
        return
            (tables + [
                source,
                "Two hours of the lab cost \(amount(month("lab") / 365, 2)): destroying in the evening saves more than any tuning (mmlab nightly).",
            ])
            .joined(separator: "\n\n")
    }

    private static func pad(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
    private static func left(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }

    /// A number with so many digits after the point.
    static func amount(_ value: Double, _ digits: Int) -> String {
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let whole = String(Int((value * scale).rounded()))
        if digits == 0 { return whole }
        let padded = String(repeating: "0", count: max(0, digits + 1 - whole.count)) + whole
        return padded.dropLast(digits) + "." + padded.suffix(digits)
    }
}
