import SQLite
import Testing

@Suite("Queries")
struct QueryTests {
  private let schema = "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT) STRICT;"

  @Test("run returns the number of changed rows")
  func changes() throws {
    try withDatabase(schema) { db throws in
      #expect(try db.run("INSERT INTO t VALUES (1, 'a'), (2, 'b')") == 2)
      #expect(db.lastInsertRowID == 2)
      #expect(try db.run("UPDATE t SET name = ?1 WHERE id > ?2", "x", 5) == 0)
      #expect(try db.run("CREATE TABLE u(id INTEGER)") == 0)
      #expect(db.changes == 0)
    }
  }

  @Test("each visits the rows in order")
  func each() throws {
    try withDatabase(schema) { db throws in
      try db.run("INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')")
      var names: [String] = []
      try db.each("SELECT name FROM t WHERE id >= ? ORDER BY id", 2) { row throws in
        names.append(try row.text(0))
      }
      #expect(names == ["b", "c"])
    }
  }

  @Test("each stops at the error of its body and leaves no statement busy")
  func eachThrows() throws {
    struct Stop: Error {}
    try withDatabase(schema) { db throws in
      try db.run("INSERT INTO t VALUES (1, 'a'), (2, 'b')")
      expectThrows(Stop.self) { try db.each("SELECT id FROM t") { _ in throw Stop() } }
      #expect(db.busyStatements == 0)
    }
  }

  @Test("first returns nothing without a row, and refuses a second one")
  func first() throws {
    try withDatabase(schema) { db throws in
      let none = try db.first("SELECT id FROM t") { row in try row.int(0) }
      #expect(none == nil)
      try db.run("INSERT INTO t VALUES (1, 'a')")
      let only = try db.first("SELECT id FROM t") { row in try row.int(0) }
      #expect(only == 1)
      try db.run("INSERT INTO t VALUES (2, 'b')")
      let error = try errorOf {
        _ = try db.first("SELECT id FROM t") { row in try row.int(0) }
      }
      #expect(error.code == .severalRows)
      #expect(error.sql == "SELECT id FROM t")
    }
  }

  @Test("one refuses no row")
  func one() throws {
    try withDatabase(schema) { db throws in
      let error = try errorOf { try db.one("SELECT id FROM t WHERE id = ?", 7) { _ in } }
      #expect(error.code == .noRow)
      let null = try db.one("SELECT NULL") { row in try row.optionalInt(0) }
      #expect(null == nil)
    }
  }

  @Test("all keeps the order of the rows")
  func all() throws {
    try withDatabase { db throws in
      let numbers = try db.all(
        """
        WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ?)
        SELECT i FROM n
        """,
        5
      ) { row in try row.int(0) }
      #expect(numbers == [1, 2, 3, 4, 5])
    }
  }

  @Test("RETURNING gives the row that was written")
  func returning() throws {
    try withDatabase(schema) { db throws in
      let id = try db.one("INSERT INTO t(name) VALUES (?1) RETURNING id", "a") { row throws in
        try row.int(0)
      }
      #expect(id == 1)
      #expect(try db.number("SELECT count(*) FROM t") == 1)
    }
  }

  @Test("a wrong number of values is refused before anything runs", arguments: [0, 1, 3])
  func arity(given: Int) throws {
    try withDatabase(schema) { db throws in
      let error = try errorOf {
        switch given {
        case 0: try db.run("INSERT INTO t VALUES (?1, ?2)")
        case 1: try db.run("INSERT INTO t VALUES (?1, ?2)", 1)
        default: try db.run("INSERT INTO t VALUES (?1, ?2)", 1, "a", "b")
        }
      }
      #expect(error.code == .wrongArity)
      #expect(error.message == "\(given) values for 2 parameters")
      #expect(try db.number("SELECT count(*) FROM t") == 0)
    }
  }

  @Test("two cursors advance in lock-step")
  func mergeJoin() throws {
    try withDatabase(schema) { db throws in
      try db.run("INSERT INTO t VALUES (1, 'a'), (2, 'b'), (4, 'd')")
      var common: [Int] = []
      try db.prepared("SELECT id FROM t ORDER BY id") { left throws in
        try db.prepared("SELECT column1 FROM (VALUES (2), (3), (4)) ORDER BY 1") { right throws in
          var more = try left.step() && right.step()
          while more {
            let (a, b) = (try left.row.int(0), try right.row.int(0))
            if a == b { common.append(a) }
            more = a < b ? try left.step() : try right.step()
          }
        }
      }
      #expect(common == [2, 4])
    }
  }

  @Test("text after the statement is refused, white space is not")
  func trailing() throws {
    try withDatabase(schema) { db throws in
      let error = try errorOf { try db.run("DELETE FROM t; DROP TABLE t") }
      #expect(error.code == .trailingSQL)
      #expect(error.offset == 15)
      expectThrows(SQLiteError.self) { try db.run("SELECT 1 \u{0} SELECT 2") }
      try db.run("DELETE FROM t;\n  ")
      try expectError(.misuse) { try db.run("-- nothing") }
    }
  }

  @Test("a statement says where its mistake is")
  func syntaxError() throws {
    try withDatabase { db throws in
      let error = try errorOf { try db.run("SELECT 1 FORM t") }
      #expect(error.code == .error)
      #expect(error.offset == 14)
      #expect(error.sql == "SELECT 1 FORM t")
      #expect(error.description.contains("near \"t\": syntax error"))
    }
  }
}
