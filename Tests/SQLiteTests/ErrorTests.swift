import SQLite
import Testing

@Suite("Errors")
struct ErrorTests {
  private let schema = """
    CREATE TABLE parent(id INTEGER PRIMARY KEY, code TEXT UNIQUE, n INTEGER CHECK (n > 0)) STRICT;
    CREATE TABLE child(parent INTEGER NOT NULL REFERENCES parent) STRICT;
    CREATE TRIGGER kept BEFORE DELETE ON parent
      BEGIN SELECT RAISE(ABORT, 'posted: it''s kept'); END;
    INSERT INTO parent VALUES (1, 'A', 1);
    """

  @Test("a primary code matches its extended codes, an extended one only itself")
  func matching() {
    #expect(.constraint ~= ResultCode.constraintUnique)
    #expect(!(.constraintUnique ~= ResultCode.constraint))
    #expect(!(.constraintUnique ~= ResultCode.constraintForeignKey))
    #expect(.busy ~= ResultCode.busySnapshot)
    #expect(.ioError ~= ResultCode.ioErrorFsync)
    #expect(ResultCode.ioErrorFsync.rawValue == 1034)
    #expect(!(.noRow ~= ResultCode.severalRows))
    #expect(ResultCode.noRow.primary == .noRow)
    #expect(ResultCode.constraintUnique.description == "2067 constraint failed")
  }

  @Test("constraints have their own codes")
  func constraints() throws {
    try withDatabase(schema) { db throws in
      func code(_ sql: SQL) throws -> ResultCode { try errorOf { try db.run(sql) }.code }
      #expect(try code("INSERT INTO parent VALUES (1, 'B', 1)") == .constraintPrimaryKey)
      #expect(try code("INSERT INTO parent VALUES (2, 'A', 1)") == .constraintUnique)
      #expect(try code("INSERT INTO parent VALUES (2, 'B', 0)") == .constraintCheck)
      #expect(try code("INSERT INTO parent VALUES (2, 'B', 'x')") == .constraintDatatype)
      #expect(try code("INSERT INTO child VALUES (9)") == .constraintForeignKey)
      #expect(try code("INSERT INTO child VALUES (NULL)") == .constraintNotNull)
      #expect(try code("DELETE FROM parent") == .constraintTrigger)
    }
  }

  @Test("catch takes a code as its pattern")
  func catching() throws {
    try withDatabase(schema) { db throws in
      do {
        try db.run("INSERT INTO parent VALUES (?, ?, ?)", 2, "A", 1)
        Issue.record("a duplicate was accepted")
      } catch ResultCode.constraintForeignKey {
        Issue.record("wrong pattern")
      } catch ResultCode.constraint {
      }
    }
  }

  @Test("messages of triggers stay whole")
  func triggerMessage() throws {
    try withDatabase(schema) { db throws in
      let error = try errorOf { try db.run("DELETE FROM parent WHERE id = ?", 1) }
      #expect(error.message == "posted: it's kept")
    }
  }

  @Test("no error ever holds a bound value")
  func noValues() throws {
    let canary = "Quirk"
    try withDatabase(schema + "CREATE VIRTUAL TABLE search USING fts5(name);") { db throws in
      let failures: [() throws -> Void] = [
        { try db.run("INSERT INTO parent VALUES (?, ?, ?)", canary, "x", 1) },
        { try db.run("INSERT INTO parent VALUES (?, ?, ?)", 5, "x", canary) },
        { try db.run("INSERT INTO parent(code) VALUES (?), (?)", canary, canary) },
        { try db.run("SELECT * FROM search WHERE search MATCH ?", "\"\(canary)") },
        { try db.run("SELECT * FROM search WHERE search MATCH ?", "\(canary) : x") },
        { try db.run("SELECT * FROM search WHERE search MATCH ?", "x \(canary)(") },
        { try db.run("SELECT json_extract('{}', ?)", canary) },
        { try db.run("SELECT json(?)", canary) },
        { try db.run("SELECT ?, ?", canary) },
        { try db.run("VACUUM INTO ?", "/nowhere/\(canary)") },
        { _ = try db.one("SELECT ?", canary) { try $0.int(0) } },
        { try db.vacuum(into: "/nowhere/\(canary)") },
        { try db.backup(to: "/nowhere/\(canary)") },
      ]
      for (number, failure) in failures.enumerated() {
        let error = try errorOf(failure)
        #expect(!"\(error)".contains(canary), "case \(number)")
        #expect(!String(reflecting: error).contains(canary), "case \(number)")
      }
    }
  }

  @Test("the literal and the code are in the description")
  func description() throws {
    try withDatabase(schema) { db throws in
      let error = try errorOf { try db.run("INSERT INTO child VALUES (?1)", 9) }
      #expect(
        "\(error)" == """
          FOREIGN KEY constraint failed (SQLite 787 constraint failed); \
          in: INSERT INTO child VALUES (?1)
          """)
      #expect(!error.outcomeUnknown)
    }
  }
}
