// swift-tools-version: 6.2
import PackageDescription

// What a transaction costs, without the server around it. A package of its own, so that nobody else builds it:
//     swift run -c release --package-path Benchmarks/Transactions DatabaseBenchmark /tmp/bench.db
//     swift run -c release --package-path Benchmarks/Transactions DatabaseBenchmark postgres://… [pid of the postmaster] [connections]
let package = Package(
    name: "DatabaseBenchmark",
    dependencies: [.package(name: "martlet", path: "../..")],
    targets: [
        .executableTarget(
            name: "DatabaseBenchmark",
            dependencies: [.product(name: "Database", package: "martlet"), .product(name: "Chat", package: "martlet")])
    ],
    swiftLanguageModes: [.v6]
)
