import SQLite
import Testing

@Suite("Scripts")
struct ScriptTests {
  @Test("a script runs all its statements, comments and empty ones included")
  func runs() throws {
    try withDatabase { db throws in
      try db.script(
        """
        -- first; not a statement
        CREATE TABLE t(i INTEGER);;
        /* INSERT */ INSERT INTO t VALUES (1);
        SELECT i FROM t;
        CREATE TRIGGER g AFTER INSERT ON t BEGIN
          UPDATE t SET i = i + 1; SELECT 1;
        END;
        INSERT INTO t VALUES (1)
        -- the end
        """)
      #expect(try db.number("SELECT sum(i) FROM t") == 4)
    }
  }

  @Test("an empty script does nothing", arguments: ["", " \n", ";", "-- only words", "/* open"])
  func empty(text: String) throws {
    try withDatabase { db in try db.script(text) }
  }

  @Test(
    "an error says line and column",
    arguments: [
      ("SELECT 1;\n  SELEC 2;", "line 2, column 3: near \"SELEC\": syntax error"),
      ("SELECT 1;\nSELECT\n   missing;", "line 3, column 4: no such column: missing"),
      (
        "CREATE TABLE t(i INTEGER NOT NULL);\n\n-- why\n/* and\nso */ INSERT INTO t VALUES (NULL);",
        "line 5, column 7: NOT NULL constraint failed: t.i"
      ),
      ("SELECT 1;\nSELECT \u{0}2;", "line 2, column 8: zero character in the script"),
      ("SELECT 1;\n \u{0}SELECT 2;", "line 2, column 2: zero character in the script"),
      ("SELECT 'it''s', \"x\";", "line 1, column 17: no such column: x"),
    ])
  func place(text: String, message: String) throws {
    try withDatabase { db throws in
      let error = try errorOf { try db.script(text) }
      #expect(error.message == message)
      #expect(error.sql == nil)
      #expect(error.offset != nil)
    }
  }

  @Test("what came before the error stays, unless a transaction undoes it")
  func partial() throws {
    try withDatabase { db throws in
      expectThrows(SQLiteError.self) {
        try db.transaction { try db.script("CREATE TABLE a(i); CREATE TABLE a(i);") }
      }
      #expect(try db.number("SELECT count(*) FROM sqlite_schema") == 0)
      expectThrows(SQLiteError.self) { try db.script("CREATE TABLE a(i); CREATE TABLE a(i);") }
      #expect(try db.number("SELECT count(*) FROM sqlite_schema") == 1)
    }
  }
}
