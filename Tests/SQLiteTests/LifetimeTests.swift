import Testing

@testable import SQLite

@Suite("Closing")
struct LifetimeTests {
  @Test("closing with a statement in use is refused and can be repeated")
  func leakedStatement() throws {
    let db = try Connection(path: ":memory:")
    try db.prepared("SELECT 1") { statement throws in
      #expect(try statement.step())
      #expect(db.busyStatements == 1)
      #expect(db.leasedStatements == 1)
      try expectError(.leakedStatement) { try db.close() }
      #expect(try statement.row.int(0) == 1)
    }
    try db.close()
    try db.close()
  }

  @Test("a closed connection refuses everything and answers harmlessly")
  func closed() throws {
    let db = try Connection(path: ":memory:")
    try db.run("SELECT 1")
    try db.close()
    let uses: [() throws -> Void] = [
      { try db.run("SELECT 1") },
      { try db.script("SELECT 1;") },
      { try db.transaction {} },
      { try db.checkpointTruncate() },
      { try db.backup(to: "/tmp/never.db") },
      { try db.vacuum(into: "/tmp/never.db") },
      { try db.register(function: "f", argumentCount: 0) { _, _ in } },
    ]
    for use in uses { try expectError(.misuse) { try use() } }
    #expect(db.lastInsertRowID == 0 && db.changes == 0 && db.busyStatements == 0)
    #expect(!db.isInTransaction && !db.isReadOnly)
  }

  @Test("a connection that is let go is closed")
  func letGo() throws {
    var db: Connection? = try Connection(path: ":memory:")
    weak let watched = db
    try db?.run("SELECT 1")
    db = nil
    #expect(watched == nil)
  }

  @Test("the library says its version")
  func version() {
    #expect(Connection.libraryVersionNumber >= 3_040_000)
    #expect(Connection.libraryVersion.hasPrefix("3."))
  }
}
