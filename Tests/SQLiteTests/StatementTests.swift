import CSQLite
import Testing

@testable import SQLite

@Suite("Statements and their cache")
struct StatementTests {
  @Test("the same SQL used within itself gets a second cursor")
  func nestedUse() throws {
    try withDatabase("CREATE TABLE t(i INTEGER); INSERT INTO t VALUES (1), (2), (3);") {
      db throws in
      var pairs = 0
      func visit(_ depth: Int) throws {
        try db.each("SELECT i FROM t") { _ throws in
          if depth == 0 { pairs += 1 } else { try visit(depth - 1) }
        }
      }
      try visit(2)
      #expect(pairs == 27)
    }
  }

  @Test("a statement comes back without its values")
  func clearsValues() throws {
    try withDatabase { db throws in
      try db.prepared("SELECT ?1") { statement throws in
        try statement.bind(1, "left behind")
        #expect(try statement.step())
      }
      let isNull = try db.prepared("SELECT ?1") { statement throws in
        _ = try statement.step()
        return try statement.row.isNull(0)
      }
      #expect(isNull)
    }
  }

  @Test("a statement that is given back is used again")
  func reuse() throws {
    try withDatabase { db throws in
      func handle() throws -> Int { try db.prepared("SELECT 1") { Int(bitPattern: $0.handle) } }
      #expect(try handle() == handle())
    }
  }

  @Test("when the cache is full, the statement that was used longest ago goes")
  func eviction() throws {
    try withDatabase { db throws in
      var cache = StatementCache()
      // Addresses inside one block stand for literals.
      let block = [UInt8](repeating: 0, count: StatementCache.capacity + 2)
      try block.withUnsafeBufferPointer { block throws in
        let start = try #require(block.baseAddress)
        func key(_ number: Int) -> StatementCache.Key { .init(start: start + number, count: 1) }
        for number in 0..<StatementCache.capacity {
          cache.giveBack(slot: cache.adopt(try prepare(db), key(number)))
        }
        func lease(_ number: Int) -> Int? { cache.lease(key(number))?.slot }
        let first = try #require(lease(0))
        #expect(lease(0) == nil, "it is leased already")
        cache.giveBack(slot: first)
        _ = cache.adopt(try prepare(db), key(StatementCache.capacity))
        #expect(lease(0) != nil)
        #expect(lease(1) == nil)
        for number in 2..<StatementCache.capacity { #expect(lease(number) != nil) }
        let extra = try prepare(db)
        #expect(cache.adopt(extra, key(1)) == StatementCache.noSlot, "all are leased")
        sqlite3_finalize(extra)
        cache.removeAll()
      }
    }
  }

  private func prepare(_ db: Connection) throws -> OpaquePointer {
    var statement: OpaquePointer?
    sqlite3_prepare_v2(db.database, "SELECT 1", -1, &statement, nil)
    return try #require(statement)
  }

  @Test("bind, step and reset by hand")
  func byHand() throws {
    try withDatabase { db throws in
      try db.prepared("SELECT ?1 + ?2") { statement throws in
        #expect(statement.parameterCount == 2)
        try statement.bind(1, 40)
        try statement.bind(2, 2)
        #expect(try statement.step())
        #expect(try statement.row.int(0) == 42)
        try expectError(.misuse) { try statement.bind(1, 1) }
        statement.reset()
        try statement.bind(1, 1)
        #expect(try statement.step())
        #expect(try statement.row.int(0) == 3)
        #expect(try !statement.step())
        try expectError(.range) { _ = try statement.row.int(0) }
      }
    }
  }

  @Test("parameters that do not exist are refused", arguments: [0, -1, 3, Int.max])
  func parameterRange(index: Int) throws {
    try withDatabase { db throws in
      try db.prepared("SELECT ?1, ?2") { statement throws in
        try expectError(.range) { try statement.bind(index, 1) }
      }
    }
  }

  @Test("run on a statement repeats it with new values")
  func bulk() throws {
    try withDatabase("CREATE TABLE t(i INTEGER, name TEXT) STRICT;") { db throws in
      let changed = try db.prepared("INSERT INTO t VALUES (?1, ?2)") { insert throws in
        var sum = 0
        for number in 0..<100 { sum += try insert.run(number, "n\(number)") }
        return sum
      }
      #expect(changed == 100)
      #expect(try db.number("SELECT count(DISTINCT name) FROM t") == 100)
    }
  }

  @Test("borrowed bytes are stored, and forgotten afterwards")
  func borrowing() throws {
    try withDatabase("CREATE TABLE t(a TEXT, b BLOB, c TEXT);") { db throws in
      try db.prepared("INSERT INTO t VALUES (?1, ?2, ?3)") { insert throws in
        let text = "a longer text than fits inline é"
        let bytes: [UInt8] = [0, 255]
        try insert.withBorrowed(1, utf8: text.utf8Span.span) { insert throws in
          try insert.withBorrowed(2, blob: bytes.span) { insert throws in
            try insert.withBorrowed(3, utf8: "".utf8Span.span) { insert throws in
              #expect(try insert.runBound() == 1)
            }
          }
        }
        try insert.runBound()
      }
      let rows = try db.all("SELECT a, b, c FROM t ORDER BY rowid") { row throws in
        (
          try row.optionalText(0), try row.isNull(1) ? nil : try row.blob(1),
          try row.optionalText(2)
        )
      }
      #expect(rows[0] == ("a longer text than fits inline é", [0, 255], ""))
      #expect(rows[1] == (nil, nil, nil))
    }
  }

  @Test("an error inside a borrow forgets the bytes as well")
  func borrowingThrows() throws {
    try withDatabase("CREATE TABLE t(a TEXT UNIQUE); INSERT INTO t VALUES ('x');") { db throws in
      try db.prepared("INSERT INTO t VALUES (?1)") { insert throws in
        expectThrows(SQLiteError.self) {
          try insert.withBorrowed(1, utf8: "x".utf8Span.span) { try $0.runBound() }
        }
        #expect(try insert.runBound() == 1)
      }
      #expect(try db.number("SELECT count(*) FROM t WHERE a IS NULL") == 1)
    }
  }

  @Test("a statement cannot be exchanged while it borrows bytes")
  func exchange() async {
    await #expect(processExitsWith: .failure) {
      let db = try Connection(path: ":memory:")
      try db.prepared("SELECT ?1") { first in
        try db.prepared("SELECT ?1") { second in
          try first.withBorrowed(1, utf8: "bytes".utf8Span.span) { lent in swap(&lent, &second) }
        }
      }
    }
  }

  @Test("a schema that changes meanwhile is noticed")
  func schemaChange() throws {
    try withDatabase("CREATE TABLE t(i INTEGER); INSERT INTO t VALUES (1);") { db throws in
      func width() throws -> Int { try db.one("SELECT * FROM t") { $0.columnCount } }
      #expect(try width() == 1)
      try db.script("ALTER TABLE t ADD COLUMN j INTEGER;")
      #expect(try width() == 2)
    }
  }
}
