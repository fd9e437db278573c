import CSQLite

/// Where a function puts its result, without building a value of its own first. Nothing put is
/// NULL.
///
/// The corresponding C functions are the `sqlite3_result_*` family.
public struct FunctionOutput: ~Copyable {
  let context: OpaquePointer

  /// Gives NULL.
  public borrowing func null() { sqlite3_result_null(context) }

  /// Gives an integer.
  public borrowing func integer(_ value: Int64) { sqlite3_result_int64(context, value) }

  /// Gives a real number.
  public borrowing func double(_ value: Double) { sqlite3_result_double(context, value) }

  /// Gives a text, which must be valid UTF-8; SQLite copies it.
  public borrowing func text(utf8 bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer {
      csqlite_result_text_copying(context, $0.baseAddress, UInt64($0.count))
    }
  }

  /// Gives a blob; SQLite copies it.
  public borrowing func blob(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer {
      csqlite_result_blob_copying(context, $0.baseAddress, UInt64($0.count))
    }
  }
}
