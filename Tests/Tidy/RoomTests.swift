import Testing

/// The rooms of design §3: arrows go down only.
@Suite("The rooms of the house") struct RoomTests {
  /// What each room may import. What is not here may be imported by nobody.
  static let arrows: [String: Set<String>] = [
    "SQLite": ["CPool", "CSQLite", "Glibc", "Synchronization"],
    "Practice": [],
    "Text": ["Crypto", "Glibc"],
    "Coding": ["CReference", "Practice", "Synchronization", "Text"],
    "X12": ["Text"],
    "Claims": ["Practice", "Text", "X12"],
    "Storage": ["CMigrations", "Glibc", "Practice", "SQLite", "Text"],
    "Billing": [
      "Claims", "Coding", "Glibc", "Practice", "Storage", "Synchronization", "Text",
    ],
    "ShotsCLI": [
      "ArgumentParser", "Billing", "Claims", "Coding", "Glibc", "Practice", "Storage", "Text",
    ],
    "shots": ["ShotsCLI"],
    "ShotsBench": [
      "Billing", "CLoops", "Claims", "Coding", "Glibc", "Practice", "SQLite", "Storage", "Text",
      "X12",
    ],
  ]

  static let files = SourceFile.all(in: "Sources")

  @Test("A file imports only what its room may", arguments: files)
  func imports(_ file: SourceFile) throws {
    let allowed = try #require(RoomTests.arrows[file.room], "\(file.room) is no room of the house")
    for module in file.imports {
      #expect(allowed.contains(module), "\(file.path) imports \(module)")
    }
  }

  @Test("There is something to look at") func filesAreFound() {
    #expect(RoomTests.files.count > 100)
    #expect(RoomTests.files.contains { !$0.imports.isEmpty })
    #expect(Set(RoomTests.files.map(\.room)) == Set(RoomTests.arrows.keys))
  }

  @Test("No SQL stands outside the room of the ledger", arguments: files)
  func sqlIsInStorage(_ file: SourceFile) {
    guard !["Storage", "SQLite", "ShotsBench"].contains(file.room) else { return }
    for line in file.lines where !line.contains("//") {
      let isSQL = ["SELECT ", "INSERT INTO ", "DELETE FROM ", "PRAGMA "].contains {
        line.contains($0)
      }
      #expect(!isSQL, "\(file.path): \(line)")
    }
  }
}
