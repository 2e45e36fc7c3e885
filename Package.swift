// swift-tools-version: 6.2
// Liftwerk: one SwiftPM target a room. A room may depend on rooms of lower floors only;
// `floor` below is checked against the dependency graph by Tests/EndToEndTests/FloorTests.swift.
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let serverProducts: [Target.Dependency] = [
  .product(name: "Hummingbird", package: "hummingbird"),
  .product(name: "HummingbirdCore", package: "hummingbird"),
  .product(name: "HTTPTypes", package: "swift-http-types"),
  .product(name: "Logging", package: "swift-log"),
  .product(name: "NIOCore", package: "swift-nio"),
]
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")

func room(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil
) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude,
    resources: [.copy("Fixtures")], swiftSettings: settings)
}

let package = Package(
  name: "liftwerk",
  products: [
    .library(name: "Liftwerk", targets: ["Liftwerk"]),
    .executable(name: "liftwerk", targets: ["LiftwerkCLI"]),
    .executable(name: "liftwerk-server", targets: ["LiftwerkServer"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
  ],
  targets: [
    // floor 0: C
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev", "liblapacke-dev"])]),
    .target(name: "CVectorMath"),
    .target(name: "CTextScan"),
    .target(name: "CArrow"),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    // floor 1
    room("LinearAlgebra", ["COpenBLAS"]),
    room("Probability"),
    room("Findings"),
    room("Parallel"),
    // floor 2
    room("Tables", ["Findings", "CTextScan", "CZlib"]),
    room("Interchange", ["Findings"]),
    room("Inference", ["LinearAlgebra", "Probability", "Parallel"]),
    room("Resampling", ["Probability", "Parallel"]),
    // floor 3
    room(
      "MediaMix",
      [
        "CVectorMath", "LinearAlgebra", "Probability", "Parallel", "Findings", "Tables",
        "Interchange", "Inference",
      ]),
    room(
      "Experiments",
      [
        "LinearAlgebra", "Probability", "Parallel", "Findings", "Tables", "Interchange",
        "Resampling",
      ]),
    room("Warehouse", ["CArrow", "Findings", crypto]),
    room(
      "GeoLift",
      [
        "LinearAlgebra", "Probability", "Parallel", "Findings", "Tables", "Interchange",
        "Inference", "Resampling",
      ]),
    room(
      "Budget",
      ["LinearAlgebra", "Probability", "Parallel", "Findings", "Tables", "Interchange"]),
    room(
      "Bandits",
      [
        "LinearAlgebra", "Probability", "Parallel", "Findings", "Tables", "Interchange",
        "Resampling", grdb, crypto,
      ]),
    room(
      "LanguageModels",
      ["COpenBLAS", "CVectorMath", "LinearAlgebra", "Findings", "Interchange", crypto]),
    // floor 4
    room(
      "Attribution",
      [
        "LinearAlgebra", "Probability", "Parallel", "Findings", "Tables", "Interchange",
        "Resampling",
        "Warehouse", crypto,
      ]),
    room("Charts", ["Findings"]),
    room(
      "Knowledge",
      ["COpenBLAS", "LinearAlgebra", "Findings", "Tables", "LanguageModels", grdb, crypto]),
    room("Runs", ["Findings", crypto]),
    // floor 5
    room("Narrative", ["Findings", "LanguageModels", crypto]),
    // floor 6
    room("Reports", ["Findings", "Charts", mustache, crypto]),
    // floor 7
    room(
      "Liftwerk",
      [
        "LinearAlgebra", "Probability", "Findings", "Tables", "Interchange", "Inference",
        "MediaMix", "Attribution", "Warehouse", "GeoLift", "Experiments", "Budget", "Bandits",
        "Charts", "Runs", "Reports", "Narrative", "Parallel", "Knowledge", "LanguageModels", yams,
      ]),
    // floor 8
    .executableTarget(
      name: "LiftwerkCLI",
      dependencies: [
        "Findings", "Tables", "MediaMix", "Attribution", "Warehouse", "GeoLift", "Experiments",
        "Budget", "Bandits", "Narrative", "Runs", "Knowledge", "LanguageModels", "Liftwerk",
        argumentParser,
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "LiftwerkServer",
      dependencies: ["Bandits", "Liftwerk", argumentParser] + serverProducts,
      swiftSettings: settings),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    tests("LinearAlgebraTests", ["LinearAlgebra", "Probability"]),
    tests("ProbabilityTests", ["Probability"]),
    tests("FindingsTests", ["Findings"]),
    tests("TablesTests", ["Tables"]),
    tests("InferenceTests", ["Inference", "Probability", "LinearAlgebra"]),
    tests(
      "MediaMixTests",
      [
        "MediaMix", "CVectorMath", "Interchange", "Inference", "Probability", "LinearAlgebra",
        "Tables", "Findings",
      ]),
    tests(
      "ExperimentsTests",
      ["Experiments", "LinearAlgebra", "Probability", "Interchange", "Tables", "Findings"]),
    tests(
      "BudgetTests",
      ["Budget", "LinearAlgebra", "Probability", "Interchange", "Tables", "Findings"]),
    tests(
      "BanditsTests",
      ["Bandits", "LinearAlgebra", "Probability", "Resampling", "Tables", "Findings"]),
    tests("ResamplingTests", ["Resampling", "Probability"]),
    tests(
      "GeoLiftTests",
      [
        "GeoLift", "Resampling", "Inference", "Probability", "LinearAlgebra", "Tables",
        "Findings", "Interchange",
      ]),
    tests("WarehouseTests", ["Warehouse"], exclude: ["Engines"]),
    tests(
      "AttributionTests",
      [
        "Attribution", "Resampling", "Probability", "LinearAlgebra", "Interchange", "Tables",
        "Findings",
      ]),
    tests("ChartsTests", ["Charts", "Findings"]),
    tests("KnowledgeTests", ["Knowledge", "LanguageModels", "Findings"]),
    tests("LanguageModelsTests", ["LanguageModels", "Findings"]),
    tests("NarrativeTests", ["Narrative", "LanguageModels", "Findings"]),
    tests("RunsTests", ["Runs", "Findings"]),
    tests("ReportsTests", ["Reports", "Charts", "Findings"]),
    tests(
      "LiftwerkTests",
      [
        "Liftwerk", "Attribution", "Budget", "Findings", "Interchange", "Tables", "MediaMix",
        "Narrative", "Runs", "Knowledge", "LanguageModels",
      ]),
    tests("EndToEndTests", ["LiftwerkCLI", "LiftwerkServer"]),
  ],
  swiftLanguageModes: [.v6]
)
