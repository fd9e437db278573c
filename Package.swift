// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  // Types such as Dictionary<PayerID, Payer> are made without looking their conformances up at
  // run time, which was a fifth of the start of every command.
  .unsafeFlags(
    ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"],
    .when(configuration: .release)),
]

// SQLite and what the Swift runtime needs of C++ come out of their archives: the loader, which looks
// up thousands of names for them, was a fifth of the time that `shots unbilled` takes, and the
// program needs nothing beside it. The scripts in the folder name the archives, because both
// libraries are also asked for by name from elsewhere. A program that is loaded where it was linked
// for needs none of its 58,000 addresses mended at each start; its names, which nobody asks for, were
// read by the runtime of Swift.
let quickStart: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-L", Context.packageDirectory + "/Sources/shots/link", "-Xclang-linker", "-static-libgcc",
      "-Xclang-linker", "-no-pie", "-Xlinker", "--no-export-dynamic",
      // Without Swift's own archives gold refuses to throw sections of the one of C++ away.
      "-Xlinker", "--no-gc-sections",
    ],
    .when(platforms: [.linux], configuration: .release))
]

let package = Package(
  name: "shot-ledger",
  products: [.executable(name: "shots", targets: ["shots"])],
  dependencies: [
    // The command line: parsing, help, completions, exit codes of usage errors.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    // SHA-256 of the audit chain and of the export files. Version 4 does without Foundation.
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
  ],
  targets: [
    // Without pkgConfig: its search path would come before the one of `quickStart`.
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "CPool", dependencies: ["CSQLite"]),
    .target(name: "CMigrations"),
    .target(name: "CReference"),
    .target(name: "SQLite", dependencies: ["CPool", "CSQLite"], swiftSettings: strict),
    .target(name: "Practice", swiftSettings: strict),
    .target(
      name: "Text", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),
    .target(
      name: "Coding", dependencies: ["CReference", "Practice", "Text"], exclude: ["Reference"],
      swiftSettings: strict),
    .target(name: "X12", dependencies: ["Text"], swiftSettings: strict),
    .target(name: "Claims", dependencies: ["Practice", "Text", "X12"], swiftSettings: strict),
    .target(
      name: "Storage",
      dependencies: [
        "CMigrations", "Practice", "SQLite", "Text",
      ],
      swiftSettings: strict),
    .target(
      name: "Billing",
      dependencies: [
        "Claims", "Coding", "Practice", "Storage", "Text",
      ],
      swiftSettings: strict),
    .target(
      name: "ShotsCLI",
      dependencies: [
        "Billing", "Claims", "Coding", "Practice", "Storage", "Text",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "shots", dependencies: ["ShotsCLI"], exclude: ["link"], swiftSettings: strict,
      linkerSettings: quickStart),
    .target(name: "CLoops", dependencies: ["CSQLite"]),
    .executableTarget(
      name: "shots-bench",
      dependencies: [
        "Billing", "Claims", "CLoops", "Coding", "Practice", "SQLite", "Storage", "Text", "X12",
      ],
      path: "Sources/ShotsBench", swiftSettings: strict),
    .testTarget(name: "SQLiteTests", dependencies: ["CSQLite", "SQLite"], swiftSettings: strict),
    .testTarget(
      name: "PracticeTests", dependencies: ["Harness", "Practice"], swiftSettings: strict),
    .testTarget(name: "TextTests", dependencies: ["Harness", "Text"], swiftSettings: strict),
    .testTarget(name: "X12Tests", dependencies: ["Harness", "Text", "X12"], swiftSettings: strict),
    .testTarget(
      name: "CodingTests", dependencies: ["Coding", "CReference", "Harness", "Practice", "Text"],
      swiftSettings: strict),
    .testTarget(
      name: "ClaimsTests", dependencies: ["Claims", "Harness", "Practice", "Text", "X12"],
      swiftSettings: strict),
    .testTarget(
      name: "StorageTests",
      dependencies: ["CMigrations", "Harness", "Practice", "SQLite", "Storage"],
      swiftSettings: strict),
    .testTarget(
      name: "BillingTests",
      dependencies: ["Billing", "Claims", "Coding", "Harness", "Practice", "Storage", "Text"],
      swiftSettings: strict),
    .testTarget(
      name: "CLITests",
      dependencies: [
        "ShotsCLI", "Text", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    // What tests of the real program share: processes, folders, ledgers to begin with; and random
    // numbers from a seed for every property test.
    .target(name: "Harness", path: "Tests/Harness", swiftSettings: strict),
    .testTarget(
      name: "GoldenTests", dependencies: ["Harness", "shots", "Text"], path: "Tests/Golden",
      exclude: ["cases", "month"], swiftSettings: strict),
    .testTarget(
      name: "FaultsTests", dependencies: ["Harness", "shots", "Text"], path: "Tests/Faults",
      swiftSettings: strict),
    .testTarget(
      name: "TidyTests", dependencies: ["Harness", "shots"], path: "Tests/Tidy",
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)
