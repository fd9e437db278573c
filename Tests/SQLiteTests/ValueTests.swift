import SQLite
import Testing

private struct Cents: Bindable {
  let value: Int64
  func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
    try parameter.integer(value)
  }
}

@Suite("Values in and out")
struct ValueTests {
  @Test("every type comes back as it went in")
  func roundTrip() throws {
    try withDatabase { db throws in
      try db.each(
        "SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?", Int.min, Int64.max, true, 0.5, "é",
        [UInt8]([1, 2]), Int?.none, String?.some("x"), Cents(value: 7)
      ) { row throws in
        #expect(try row.int(0) == Int.min)
        #expect(try row.int64(1) == Int64.max)
        #expect(try row.bool(2))
        #expect(try row.double(3) == 0.5)
        #expect(try row.text(4) == "é")
        #expect(try row.blob(5) == [1, 2])
        #expect(try row.isNull(6))
        #expect(try row.optionalText(7) == "x")
        #expect(try row.int(8) == 7)
        #expect(row.columnCount == 9)
      }
    }
  }

  @Test("NULL is nothing for every optional reading")
  func nulls() throws {
    try withDatabase { db throws in
      try db.each("SELECT NULL AS empty") { row throws in
        #expect(try row.optionalInt(0) == nil)
        #expect(try row.optionalInt64(0) == nil)
        #expect(try row.optionalBool(0) == nil)
        #expect(try row.optionalText(0) == nil)
        let count = try row.withOptionalUTF8(0) { $0.count }
        #expect(count == nil)
        #expect(row.name(0) == "empty")
        #expect(row.name(1) == nil)
      }
    }
  }

  @Test("an empty text and an empty blob are not NULL")
  func empty() throws {
    try withDatabase { db throws in
      try db.each("SELECT ?1, ?2, typeof(?1), typeof(?2)", "", [UInt8]()) { row throws in
        #expect(try row.text(0) == "")
        #expect(try row.blob(1) == [])
        let count = try row.withBlob(1) { $0.count }
        #expect(count == 0)
        #expect(try row.text(2) == "text")
        #expect(try row.text(3) == "blob")
      }
    }
  }

  @Test("no type is converted into another one")
  func strictReads() throws {
    try withDatabase { db throws in
      try db.each("SELECT 1, 1.0, '1', x'31', NULL") { row throws in
        for column in 0..<5 {
          if column != 0 { expectThrows(SQLiteError.self) { try row.int(column) } }
          if column != 1 { expectThrows(SQLiteError.self) { try row.double(column) } }
          if column != 2 { expectThrows(SQLiteError.self) { try row.text(column) } }
          if column != 3 { expectThrows(SQLiteError.self) { try row.blob(column) } }
          if column != 4 { #expect(try !row.isNull(column)) }
        }
      }
    }
  }

  @Test("a wrong type names the column, what was expected and what was found")
  func wrongType() throws {
    try withDatabase { db throws in
      let error = try errorOf {
        try db.one("SELECT 1, 'secret' AS cents") { row in try row.int(1) }
      }
      #expect(error.code == .wrongType)
      #expect(error.message == "column 1 (cents): expected integer, found text")
    }
  }

  @Test("a number that is no truth value is refused")
  func truth() throws {
    try withDatabase { db throws in
      try db.each("SELECT 2") { row throws in
        expectThrows(SQLiteError.self) { try row.bool(0) }
      }
    }
  }

  @Test("columns that do not exist are refused", arguments: [-1, 1, Int.max, Int.min])
  func columnRange(column: Int) throws {
    try withDatabase { db throws in
      try db.each("SELECT 1") { row throws in
        try expectError(.range) { _ = try row.int(column) }
        try expectError(.range) { _ = try row.isNull(column) }
        #expect(row.name(column) == nil)
      }
    }
  }

  @Test("zero characters travel both ways")
  func zeroCharacter() throws {
    try withDatabase { db throws in
      let text = "a\u{0}b\u{0}"
      let (back, count) = try db.one("SELECT ?1", text) { row throws in
        (try row.text(0), try row.withUTF8(0) { $0.count })
      }
      #expect(back == text)
      #expect(count == 4)
    }
  }

  @Test("invalid UTF-8 is never repaired in silence")
  func invalidUTF8() throws {
    try withDatabase { db throws in
      try db.each("SELECT CAST(x'61ff62' AS TEXT)") { row throws in
        try expectError(.invalidText) { _ = try row.text(0) }
        let second = try row.withUTF8(0) { $0[1] }
        #expect(second == 0xff)
      }
    }
  }

  @Test("a value over the limit is an error", arguments: [1 << 20, 1 << 21])
  func tooBig(size: Int) throws {
    var options = Connection.Options()
    options.maximumValueBytes = (1 << 20) + 100
    try withFile(":memory:", options: options) { db throws in
      let text = String(repeating: "x", count: size)
      if size > options.maximumValueBytes {
        try expectError(.tooBig) { try db.run("SELECT ?1", text) }
      } else {
        try db.run("SELECT ?1", text)
      }
    }
  }
}
