import CSQLite

/// The arguments of a registered function, counted from 0, as SQLite holds them.
///
/// Reading is strict, as in a row. <https://sqlite.org/c3ref/value_blob.html>
public struct FunctionArguments: ~Copyable {
  let values: UnsafeBufferPointer<OpaquePointer?>

  /// How many there are.
  public var count: Int { values.count }

  /// What kind of value an argument is. The corresponding C function is `sqlite3_value_type`.
  public func storage(_ index: Int) throws(SQLiteError) -> StorageClass {
    StorageClass(sqlite3_value_type(try value(index)))
  }

  /// True for NULL: `sqlite3_value_type`.
  public func isNull(_ index: Int) throws(SQLiteError) -> Bool {
    sqlite3_value_type(try value(index)) == SQLITE_NULL
  }

  /// An integer: `sqlite3_value_int64`.
  public func int64(_ index: Int) throws(SQLiteError) -> Int64 {
    sqlite3_value_int64(try value(index, SQLITE_INTEGER, "an integer"))
  }

  /// A floating-point number: `sqlite3_value_double`.
  public func double(_ index: Int) throws(SQLiteError) -> Double {
    sqlite3_value_double(try value(index, SQLITE_FLOAT, "a real number"))
  }

  /// A text: `sqlite3_value_text`. Invalid UTF-8 throws `.invalidText`.
  public func text(_ index: Int) throws(SQLiteError) -> String {
    let bytes = try textBytes(index)
    do throws(UTF8.ValidationError) {
      return String(copying: try UTF8Span(validating: bytes.span))
    } catch {
      throw SQLiteError(code: .invalidText, message: "argument \(index): invalid UTF-8")
    }
  }

  /// Lends the bytes of a text without a copy: `sqlite3_value_text`, `sqlite3_value_bytes`.
  public func withUTF8<R>(_ index: Int, _ body: (Span<UInt8>) throws -> R) throws -> R {
    try body(try textBytes(index).span)
  }

  /// Lends the bytes of a blob without a copy: `sqlite3_value_blob`, `sqlite3_value_bytes`.
  public func withBlob<R>(_ index: Int, _ body: (Span<UInt8>) throws -> R) throws -> R {
    let value = try value(index, SQLITE_BLOB, "a blob")
    let start = sqlite3_value_blob(value)?.assumingMemoryBound(to: UInt8.self)
    let count = start == nil ? 0 : Int(sqlite3_value_bytes(value))
    return try body(UnsafeBufferPointer(start: start, count: count).span)
  }

  private func textBytes(_ index: Int) throws(SQLiteError) -> UnsafeBufferPointer<UInt8> {
    let value = try value(index, SQLITE_TEXT, "a text")
    guard let start = sqlite3_value_text(value) else {
      throw SQLiteError(code: .noMemory, message: "out of memory")
    }
    return UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
  }

  private func value(_ index: Int) throws(SQLiteError) -> OpaquePointer {
    guard values.indices.contains(index), let value = values[index] else {
      throw SQLiteError(code: .range, message: "argument \(index): there are \(count)")
    }
    return value
  }

  private func value(
    _ index: Int, _ type: Int32, _ expected: String
  ) throws(SQLiteError) -> OpaquePointer {
    let value = try value(index)
    guard sqlite3_value_type(value) == type else {
      throw SQLiteError(code: .wrongType, message: "argument \(index): expected \(expected)")
    }
    return value
  }
}
