import CSQLite

/// The current row of a statement. Columns count from 0.
///
/// It can only be looked at where it is handed out, so it never outlives its statement. Reading is
/// strict: a column that holds another type than the one asked for throws `.wrongType`; SQLite's
/// own conversions (text "12" read as 12, NULL read as 0) never happen.
/// <https://sqlite.org/c3ref/column_blob.html>
public struct Row: ~Copyable {
  let statement: OpaquePointer

  /// How many columns can be read now: 0 when the statement does not stand on a row.
  public internal(set) var columnCount: Int = 0

  init(of statement: OpaquePointer) {
    self.statement = statement
  }

  /// The name of a column as in the result, or nothing when there is no such column:
  /// `sqlite3_column_name`.
  public func name(_ column: Int) -> String? {
    guard let number = Int32(exactly: column) else { return nil }
    return sqlite3_column_name(statement, number).map { String(cString: $0) }
  }

  /// What kind of value a column holds: `sqlite3_value_type`.
  public func storage(_ column: Int) throws(SQLiteError) -> StorageClass {
    StorageClass(sqlite3_value_type(try value(column)))
  }

  /// True when the column holds NULL: `sqlite3_value_type`.
  public func isNull(_ column: Int) throws(SQLiteError) -> Bool {
    sqlite3_value_type(try value(column)) == SQLITE_NULL
  }

  /// An integer: `sqlite3_value_int64`.
  public func int64(_ column: Int) throws(SQLiteError) -> Int64 {
    sqlite3_value_int64(try value(column, .integer))
  }

  /// An integer: `sqlite3_value_int64`.
  public func int(_ column: Int) throws(SQLiteError) -> Int {
    Int(try int64(column))
  }

  /// True for 1, false for 0; any other number throws `.wrongType`: `sqlite3_value_int64`.
  public func bool(_ column: Int) throws(SQLiteError) -> Bool {
    switch try int64(column) {
    case 0: return false
    case 1: return true
    default: throw typeError(column, expected: "0 or 1", found: "another integer")
    }
  }

  /// A floating-point number: `sqlite3_value_double`.
  public func double(_ column: Int) throws(SQLiteError) -> Double {
    sqlite3_value_double(try value(column, .real))
  }
}

extension Row {
  /// One column of the row: `sqlite3_column_value`.
  ///
  /// One look-up gives type, bytes and length; the functions named `sqlite3_column_…` look the
  /// column up each time. Such a value may be read where no other thread uses the connection, and
  /// none does: `Connection` is not `Sendable`. <https://sqlite.org/c3ref/column_blob.html>
  @inline(__always)
  func value(_ column: Int) throws(SQLiteError) -> OpaquePointer {
    // A negative number becomes a very large one.
    guard UInt(bitPattern: column) < UInt(bitPattern: columnCount),
      let value = sqlite3_column_value(statement, Int32(truncatingIfNeeded: column))
    else { try throwRangeError(column) }
    return value
  }

  /// One column, which must hold this type.
  @inline(__always)
  func value(_ column: Int, _ expected: StorageClass) throws(SQLiteError) -> OpaquePointer {
    let value = try value(column)
    try require(expected, value, column)
    return value
  }

  @inline(__always)
  func require(
    _ expected: StorageClass, _ value: OpaquePointer, _ column: Int
  ) throws(SQLiteError) {
    if sqlite3_value_type(value) != expected.code { try throwTypeError(column, expected, value) }
  }

  // Errors are made out of line: reading a column is the hottest call of this module.

  @inline(never)
  private func throwTypeError(
    _ column: Int, _ expected: StorageClass, _ value: OpaquePointer
  ) throws(SQLiteError) -> Never {
    let found = StorageClass(sqlite3_value_type(value))
    throw typeError(column, expected: expected.rawValue, found: found.rawValue)
  }

  func typeError(_ column: Int, expected: String, found: String) -> SQLiteError {
    SQLiteError(
      code: .wrongType,
      message:
        "column \(column) (\(name(column) ?? "no name")): expected \(expected), found \(found)",
      sql: sqlite3_sql(statement).map { String(cString: $0) })
  }

  @inline(never)
  private func throwRangeError(_ column: Int) throws(SQLiteError) -> Never {
    let place = columnCount == 0 ? "there is no row" : "the row has \(columnCount) columns"
    throw SQLiteError(
      code: .range, message: "column \(column): \(place)",
      sql: sqlite3_sql(statement).map { String(cString: $0) })
  }
}
