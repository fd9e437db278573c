import CSQLite

/// A value that can take the place of a parameter in a statement.
///
/// A type of the domain conforms by handing one primitive to the parameter:
///
///     extension Money: Bindable {
///       public func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
///         try parameter.integer(cents)
///       }
///     }
public protocol Bindable {
  /// Calls exactly one method of `parameter`.
  func bind(to parameter: borrowing Parameter) throws(SQLiteError)
}

/// The place of one parameter in a statement that is about to run.
public struct Parameter: ~Copyable {
  let statement: OpaquePointer
  let index: Int32

  /// Binds NULL: `sqlite3_bind_null`.
  public borrowing func null() throws(SQLiteError) {
    try check(sqlite3_bind_null(statement, index))
  }

  /// Binds an integer: `sqlite3_bind_int64`.
  public borrowing func integer(_ value: Int64) throws(SQLiteError) {
    try check(sqlite3_bind_int64(statement, index, value))
  }

  /// Binds a floating-point number: `sqlite3_bind_double`. SQLite turns a NaN into NULL.
  public borrowing func double(_ value: Double) throws(SQLiteError) {
    try check(sqlite3_bind_double(statement, index, value))
  }

  /// Binds a copy of a string, zero characters included: `sqlite3_bind_text64`.
  public borrowing func text(_ value: String) throws(SQLiteError) {
    try text(utf8: value.utf8Span.span)
  }

  /// Binds a copy of UTF-8 bytes as text: `sqlite3_bind_text64`. The caller knows that they are
  /// valid.
  public borrowing func text(utf8 bytes: Span<UInt8>) throws(SQLiteError) {
    let code = bytes.withUnsafeBufferPointer {
      csqlite_bind_text_copying(statement, index, $0.baseAddress, UInt64($0.count))
    }
    try check(code)
  }

  /// Binds a copy of bytes as a blob: `sqlite3_bind_blob64`.
  public borrowing func blob(_ bytes: Span<UInt8>) throws(SQLiteError) {
    let code = bytes.withUnsafeBufferPointer {
      csqlite_bind_blob_copying(statement, index, $0.baseAddress, UInt64($0.count))
    }
    try check(code)
  }

  @inline(__always)
  func check(_ code: Int32) throws(SQLiteError) {
    if code != SQLITE_OK { try fail(code) }
  }

  @inline(never)
  private func fail(_ code: Int32) throws(SQLiteError) -> Never {
    throw SQLiteError(ResultCode(rawValue: code), running: statement)
  }
}
