import SQLite
import Testing

private struct Refusal: Error {}

@Suite("Transactions and savepoints")
struct TransactionTests {
  private let schema = "CREATE TABLE t(i INTEGER PRIMARY KEY) STRICT;"

  @Test("a transaction commits when its body returns", arguments: [true, false])
  func commits(isImmediate: Bool) throws {
    try withDatabase(schema) { db throws in
      let value = try db.transaction(isImmediate ? .immediate : .deferred) {
        #expect(db.isInTransaction)
        try db.run("INSERT INTO t VALUES (?)", 1)
        return "done"
      }
      #expect(value == "done")
      #expect(!db.isInTransaction)
      #expect(try db.number("SELECT count(*) FROM t") == 1)
    }
  }

  @Test("a transaction rolls back when its body throws, and the error stays the same")
  func rollsBack() throws {
    try withDatabase(schema) { db throws in
      expectThrows(Refusal.self) {
        try db.transaction {
          try db.run("INSERT INTO t VALUES (1)")
          throw Refusal()
        }
      }
      #expect(!db.isInTransaction)
      #expect(try db.number("SELECT count(*) FROM t") == 0)
    }
  }

  @Test("the first error wins when SQLite has rolled back by itself")
  func alreadyRolledBack() throws {
    try withDatabase(schema) { db throws in
      let error = try errorOf {
        try db.transaction {
          try db.run("INSERT INTO t VALUES (1)")
          try db.run("INSERT OR ROLLBACK INTO t VALUES (1)")
        }
      }
      #expect(error.code == .constraintPrimaryKey)
      #expect(!db.isInTransaction)
    }
  }

  @Test("after a rollback by SQLite nothing of the body is committed piece by piece")
  func lostTransaction() throws {
    try withDatabase(schema) { db throws in
      let error = try errorOf {
        try db.transaction {
          try db.run("INSERT INTO t VALUES (1)")
          _ = try? db.run("INSERT OR ROLLBACK INTO t VALUES (1)")
          try expectError(.transactionLost) { try db.run("INSERT INTO t VALUES (2)") }
          try expectError(.transactionLost) { try db.savepoint {} }
          expectThrows(SQLiteError.self) { try db.script("INSERT INTO t VALUES (3);") }
        }
      }
      #expect(error.code == .transactionLost)
      #expect(try db.number("SELECT count(*) FROM t") == 0)
      try db.transaction { try db.run("INSERT INTO t VALUES (4)") }
    }
  }

  @Test("a commit that is refused rolls back")
  func commitRefused() throws {
    let deferred = "CREATE TABLE c(t INTEGER REFERENCES t DEFERRABLE INITIALLY DEFERRED);"
    try withDatabase(schema + deferred) { db throws in
      let error = try errorOf { try db.transaction { try db.run("INSERT INTO c VALUES (9)") } }
      #expect(error.code == .constraintForeignKey)
      #expect(!error.outcomeUnknown)
      #expect(!db.isInTransaction)
      #expect(!db.isPoisoned)
    }
  }

  @Test("nesting is a mistake of the programmer")
  func nesting() async {
    await #expect(processExitsWith: .failure) {
      let db = try Connection(path: ":memory:")
      try db.transaction { try db.transaction {} }
    }
    await #expect(processExitsWith: .failure) {
      let db = try Connection(path: ":memory:")
      try db.savepoint {}
    }
  }

  @Test("a savepoint undoes its own part only, at any depth")
  func savepoints() throws {
    try withDatabase(schema) { db throws in
      try db.transaction {
        try db.run("INSERT INTO t VALUES (1)")
        try db.savepoint {
          try db.run("INSERT INTO t VALUES (2)")
          expectThrows(Refusal.self) {
            try db.savepoint {
              try db.run("INSERT INTO t VALUES (3)")
              throw Refusal()
            }
          }
          try db.run("INSERT INTO t VALUES (4)")
        }
        expectThrows(Refusal.self) {
          try db.savepoint {
            try db.savepoint { try db.run("INSERT INTO t VALUES (5)") }
            throw Refusal()
          }
        }
      }
      let kept = try db.all("SELECT i FROM t") { row in try row.int(0) }
      #expect(kept == [1, 2, 4])
    }
  }

  @Test("a cursor that is open at the end of a transaction does not stop it")
  func openCursor() throws {
    try withDatabase(schema + "INSERT INTO t VALUES (1), (2);") { db throws in
      try db.prepared("SELECT i FROM t") { reader throws in
        #expect(try reader.step())
        try db.transaction { try db.run("INSERT INTO t VALUES (3)") }
        #expect(try reader.step())
        expectThrows(Refusal.self) { try db.transaction { throw Refusal() } }
      }
    }
  }
}
