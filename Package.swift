// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // an async function runs where its caller runs: on the connection's loop
]

let package = Package(
    name: "martlet",
    products: [
        .executable(name: "martlet", targets: ["martlet"]), .executable(name: "mmlab", targets: ["mmlab"]),
        .library(name: "Chat", targets: ["Chat"]), .library(name: "Database", targets: ["Database"]),  // for Benchmarks/
    ],
    targets: [
        .systemLibrary(name: "CUV", pkgConfig: "libuv", providers: [.apt(["libuv1-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CPostgres", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CCrypt", pkgConfig: "libcrypt", providers: [.apt(["libcrypt-dev"])]),
        .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng16", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
        .systemLibrary(name: "CWebP", pkgConfig: "libwebp", providers: [.apt(["libwebp-dev"])]),
        .systemLibrary(name: "CQRencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .target(name: "CLate", dependencies: ["CPostgres", "CCurl"]),
        .target(name: "Wire", swiftSettings: settings),
        .target(name: "Network", dependencies: ["CUV", "CCrypto", "CZlib"], swiftSettings: settings),
        .target(name: "Database", dependencies: ["CSQLite", "CPostgres", "CLate"], swiftSettings: settings),
        .target(name: "Realtime", dependencies: ["Wire", "Network"], swiftSettings: settings),
        .target(
            name: "Outside",
            dependencies: ["CCrypto", "CCrypt", "CCurl", "CLate", "CPNG", "CTurboJPEG", "CWebP", "CQRencode", "CZlib"],
            swiftSettings: settings),
        .target(name: "Chat", dependencies: ["Wire", "Network", "Database", "Realtime", "Outside"], swiftSettings: settings),
        .target(name: "Server", dependencies: ["Chat", "Database", "Network", "Realtime", "Outside", "Wire"], swiftSettings: settings),
        .executableTarget(name: "martlet", dependencies: ["Server"], swiftSettings: settings),
        .executableTarget(name: "mmlab", dependencies: ["Wire"], swiftSettings: settings),
        .target(
            name: "TestSupport", dependencies: ["Chat", "Database", "Network", "Realtime", "Outside", "Wire", "Server"],
            path: "Tests/TestSupport", exclude: ["s3.py"], swiftSettings: settings),
        .testTarget(name: "MmlabTests", dependencies: ["mmlab", "Wire"], swiftSettings: settings),
        .testTarget(name: "WireTests", dependencies: ["Wire"], swiftSettings: settings),
        .testTarget(
            name: "NetworkTests", dependencies: ["Network", "TestSupport", "CZlib"], exclude: ["corpus", "judges"], swiftSettings: settings),
        .testTarget(
            name: "DatabaseTests", dependencies: ["Chat", "Database", "TestSupport"], exclude: ["mattermost-11.6.catalogue.tsv"],
            swiftSettings: settings),
        .testTarget(name: "RealtimeTests", dependencies: ["Realtime", "Wire"], swiftSettings: settings),
        .testTarget(name: "OutsideTests", dependencies: ["Outside", "CCrypto", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "ChatTests", dependencies: ["Chat", "Wire", "Database", "Network", "Realtime", "Outside", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "ClientTests", dependencies: ["Chat", "Database", "Outside", "TestSupport"],
            exclude: ["driver.py", "bot.py", "torture.py", "tls.py", "drain.py", "figures.py", "uploads.py"], swiftSettings: settings),
        .testTarget(name: "HouseTests", dependencies: ["Chat", "Wire", "TestSupport"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
