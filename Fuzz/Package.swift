// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody else builds with the fuzzer's flags. The sources are the server's, by links.
let fuzzing: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]
let linking: [LinkerSetting] = [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]
let settings: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ] + fuzzing

let package = Package(
    name: "fuzz",
    targets: [
        .systemLibrary(name: "CUV", pkgConfig: "libuv"),
        .systemLibrary(name: "CCrypto", pkgConfig: "openssl"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
        .target(name: "Wire", swiftSettings: settings),
        .target(name: "Network", dependencies: ["CUV", "CCrypto", "CZlib"], swiftSettings: settings),
        .executableTarget(name: "FuzzHTTP", dependencies: ["Network"], swiftSettings: settings, linkerSettings: linking),
        .executableTarget(name: "FuzzWebSocket", dependencies: ["Network"], swiftSettings: settings, linkerSettings: linking),
        .target(name: "Pictures", swiftSettings: settings + [.unsafeFlags(["-enable-testing"])]),  // those of Outside that need no library
        .executableTarget(name: "FuzzMultipart", dependencies: ["Network"], swiftSettings: settings, linkerSettings: linking),
        .executableTarget(name: "FuzzPicture", dependencies: ["Pictures"], swiftSettings: settings, linkerSettings: linking),
        .executableTarget(name: "FuzzJSON", dependencies: ["Wire"], swiftSettings: settings, linkerSettings: linking),
        .executableTarget(name: "FuzzFrame", dependencies: ["Wire"], swiftSettings: settings, linkerSettings: linking),
        .executableTarget(name: "FuzzMessage", swiftSettings: settings, linkerSettings: linking),
        .executableTarget(name: "FuzzMarkdown", swiftSettings: settings, linkerSettings: linking),
        .executableTarget(name: "FuzzPage", swiftSettings: settings, linkerSettings: linking),
        .executableTarget(name: "FuzzBus", dependencies: ["Wire"], swiftSettings: settings, linkerSettings: linking),
        .executableTarget(name: "FuzzSearch", swiftSettings: settings, linkerSettings: linking),
    ],
    swiftLanguageModes: [.v6]
)
