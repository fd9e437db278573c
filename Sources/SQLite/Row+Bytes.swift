import CSQLite

extension Row {
  /// A text, zero characters included: `sqlite3_value_text`, `sqlite3_value_bytes`.
  ///
  /// STRICT tables accept invalid UTF-8. It throws `.invalidText` here, because a silent repair
  /// would change a name; `withUTF8` reads such bytes.
  public func text(_ column: Int) throws(SQLiteError) -> String {
    let bytes = try textBytes(column)
    do throws(UTF8.ValidationError) {
      return String(copying: try UTF8Span(validating: bytes.span))
    } catch {
      throw SQLiteError(
        code: .invalidText,
        message: "column \(column) (\(name(column) ?? "no name")): invalid UTF-8",
        sql: sqlite3_sql(statement).map { String(cString: $0) })
    }
  }

  /// A blob: `sqlite3_value_blob`, `sqlite3_value_bytes`.
  public func blob(_ column: Int) throws(SQLiteError) -> [UInt8] {
    [UInt8](try blobBytes(column))
  }

  /// Lends the bytes of a text as SQLite holds them, without a copy and without a check of UTF-8:
  /// `sqlite3_value_text`, `sqlite3_value_bytes`.
  @inlinable
  public func withUTF8<R>(_ column: Int, _ body: (Span<UInt8>) throws -> R) throws -> R {
    try body(try textBytes(column).span)
  }

  /// Lends the bytes of a text, or returns nothing for NULL.
  @inlinable
  public func withOptionalUTF8<R>(_ column: Int, _ body: (Span<UInt8>) throws -> R) throws -> R? {
    guard let bytes = try optionalTextBytes(column) else { return nil }
    return try body(bytes.span)
  }

  /// Lends the bytes of a blob without a copy: `sqlite3_value_blob`, `sqlite3_value_bytes`.
  @inlinable
  public func withBlob<R>(_ column: Int, _ body: (Span<UInt8>) throws -> R) throws -> R {
    try body(try blobBytes(column).span)
  }

  /// What a column holds, after one look-up: for code that takes whatever is there.
  package enum Cell {
    /// NULL.
    case null
    /// An integer.
    case integer(Int64)
    /// The bytes stay in place until the statement steps or is reset.
    case text(UnsafeBufferPointer<UInt8>)
  }

  /// A number, a text or NULL; anything else throws `.wrongType`.
  package func cell(_ column: Int) throws(SQLiteError) -> Cell {
    let value = try value(column)
    return switch sqlite3_value_type(value) {
    case SQLITE_NULL: .null
    case SQLITE_INTEGER: .integer(sqlite3_value_int64(value))
    default: .text(try textBytes(value, column))
    }
  }

  // Only these three are exposed to inlining. The bytes stay in place until the statement steps, is
  // reset, or converts this column; reading is strict, so nothing converts.
  // https://sqlite.org/c3ref/column_blob.html

  @usableFromInline
  func textBytes(_ column: Int) throws(SQLiteError) -> UnsafeBufferPointer<UInt8> {
    try textBytes(try value(column), column)
  }

  @usableFromInline
  func optionalTextBytes(_ column: Int) throws(SQLiteError) -> UnsafeBufferPointer<UInt8>? {
    let value = try value(column)
    return sqlite3_value_type(value) == SQLITE_NULL ? nil : try textBytes(value, column)
  }

  @usableFromInline
  func blobBytes(_ column: Int) throws(SQLiteError) -> UnsafeBufferPointer<UInt8> {
    let value = try value(column, .blob)
    let start = sqlite3_value_blob(value)
    let count = Int(sqlite3_value_bytes(value))
    // An empty blob has no address.
    if start == nil && count > 0 { try throwNoMemory() }
    return UnsafeBufferPointer(
      start: start?.assumingMemoryBound(to: UInt8.self), count: start == nil ? 0 : count)
  }

  @inline(__always)
  private func textBytes(
    _ value: OpaquePointer, _ column: Int
  ) throws(SQLiteError) -> UnsafeBufferPointer<UInt8> {
    try require(.text, value, column)
    guard let start = sqlite3_value_text(value) else { try throwNoMemory() }
    // The number of bytes is asked for after the text: the first call settles the encoding.
    return UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
  }

  @inline(never)
  private func throwNoMemory() throws(SQLiteError) -> Never {
    throw SQLiteError(code: .noMemory, message: "out of memory")
  }
}
