import Testing

@testable import SQLite

@Suite("Interrupting and closing")
struct LifetimeTests {
  private static let endless: SQL =
    "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

  @Test("a progress handler can end a statement")
  func progress() throws {
    try withDatabase { db throws in
      var calls = 0
      db.setProgressHandler(everyInstructions: 100) {
        calls += 1
        return calls == 5
      }
      try expectError(.interrupt) { try db.run(Self.endless) }
      #expect(calls == 5)
      db.setProgressHandler(nil)
      try db.run("SELECT 1")
    }
  }

  @Test("another thread can end a statement")
  func otherThread() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group throws in
      let (handles, continuation) = AsyncStream.makeStream(of: Interrupter.self)
      group.addTask {
        try withDatabase { db throws in
          var isAnnounced = false
          db.setProgressHandler {
            if !isAnnounced { continuation.yield(db.interruptHandle) }
            isAnnounced = true
            return false
          }
          try expectError(.interrupt) { try db.run(Self.endless) }
          db.setProgressHandler(nil)
        }
        continuation.finish()
      }
      for await handle in handles { handle.interrupt() }
      try await group.waitForAll()
    }
  }

  @Test("an interrupt in a transaction rolls it back and its own error is reported")
  func interruptInTransaction() throws {
    try withDatabase("CREATE TABLE t(i INTEGER);") { db throws in
      let error = try errorOf {
        try db.transaction {
          try db.run("INSERT INTO t VALUES (1)")
          try db.each("SELECT 1 UNION ALL SELECT 2") { _ in db.interrupt() }
        }
      }
      #expect(error.code == .interrupt)
      #expect(try db.number("SELECT count(*) FROM t") == 0)
    }
  }

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
    let handle = db.interruptHandle
    try db.run("SELECT 1")
    try db.close()
    let uses: [() throws -> Void] = [
      { try db.run("SELECT 1") },
      { try db.script("SELECT 1;") },
      { try db.transaction {} },
      { try db.checkpointTruncate() },
      { try db.backup(to: "/tmp/never.db") },
      { try db.vacuum(into: "/tmp/never.db") },
      { try db.register(function: "f", argumentCount: 0) { _ in .null } },
    ]
    for use in uses { try expectError(.misuse) { try use() } }
    #expect(db.lastInsertRowID == 0 && db.changes == 0 && db.busyStatements == 0)
    #expect(!db.isInTransaction && !db.isReadOnly)
    handle.interrupt()
    db.setProgressHandler { true }
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
