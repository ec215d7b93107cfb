// swift-tools-version: 6.2
import PackageDescription

/// Strict everywhere: what the compiler can find should not wait for a reviewer.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")

// Targets stand lowest first; each may use only those above it.
let package = Package(
  name: "kontor",
  products: [
    .executable(name: "kontor", targets: ["kontor"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // Without traits it brings neither a reader of configurations nor all of Foundation.
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CLibXSLT", pkgConfig: "libexslt", providers: [.apt(["libxslt1-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CLinux"),
    .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(name: "XMLEngine", dependencies: ["CLibXML2", "CLibXSLT"], swiftSettings: strict),
    .target(
      name: "DropFolder",
      dependencies: ["CLinux", "CZlib", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),
    .target(
      name: "Exchange",
      dependencies: [
        "XMLEngine", "DropFolder", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Yams", package: "Yams"),
      ],
      resources: [.embedInCode("CodeLists/Data")],
      swiftSettings: strict),
    .target(
      name: "LedgerSQLite",
      dependencies: [
        "CSQLite", "Exchange", "DropFolder", "XMLEngine", grdb, .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .target(
      name: "Operations",
      dependencies: ["Exchange", "LedgerSQLite", "DropFolder", "XMLEngine"],
      swiftSettings: strict),
    .target(
      name: "Console",
      dependencies: [
        "Operations", "Exchange", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      resources: [.embedInCode("Style"), .embedInCode("Api/openapi.yaml")],
      swiftSettings: strict),
    .executableTarget(
      name: "kontor",
      dependencies: [
        "Console", "Operations", "Exchange", "LedgerSQLite", "DropFolder", "XMLEngine",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict,
      // With glibc's malloc a long file takes half as long again: its trees are many small pieces of memory.
      linkerSettings: [.linkedLibrary("jemalloc", .when(platforms: [.linux]))]),
    // No products: `make bench` builds and runs them.
    .target(name: "BenchmarkCommon", dependencies: ["Exchange"], path: "Benchmarks/Common", swiftSettings: strict),
    .executableTarget(
      name: "steps-benchmark",
      dependencies: [
        "BenchmarkCommon", "Exchange", "LedgerSQLite", "DropFolder", "XMLEngine",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks/Steps",
      swiftSettings: strict),
    .executableTarget(
      name: "agreement-benchmark",
      dependencies: [
        "BenchmarkCommon", "Exchange", "LedgerSQLite", "DropFolder", "XMLEngine",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks/Agreement",
      swiftSettings: strict),
    // A disk and a ledger in memory, which lose power when a test says so.
    .target(
      name: "Simulated",
      dependencies: ["Exchange", "DropFolder", .product(name: "Crypto", package: "swift-crypto")],
      path: "Tests/Simulated",
      swiftSettings: strict),
    .testTarget(name: "XMLEngineTests", dependencies: ["XMLEngine"], swiftSettings: strict),
    .testTarget(name: "DropFolderTests", dependencies: ["DropFolder", "CLinux", "Simulated"], swiftSettings: strict),
    .testTarget(
      name: "ExchangeTests",
      dependencies: [
        "Exchange", "LedgerSQLite", "DropFolder", "XMLEngine", "Simulated",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "LedgerTests",
      dependencies: ["Operations", "LedgerSQLite", "Exchange", "DropFolder", "XMLEngine", "Simulated", grdb],
      swiftSettings: strict),
    .testTarget(
      name: "ConsoleTests",
      dependencies: [
        "Console", "Operations", "Exchange", "XMLEngine", "DropFolder",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "KontorTests",
      dependencies: ["kontor", "Console", "Operations", "Exchange", "LedgerSQLite", "DropFolder", grdb],
      swiftSettings: strict),
  ]
)
