import CSQLite

extension Statement {
  /// Binds text without a copy while `body` runs: `sqlite3_bind_text64` with `SQLITE_STATIC`.
  ///
  /// This is the bulk path. `body` steps, usually by `runBound()`; afterwards the statement is
  /// reset and the parameter is NULL, so SQLite never sees the bytes again. Several texts are
  /// nested calls:
  ///
  ///     try insert.withBorrowed(2, utf8: code.utf8Span.span) { insert in
  ///       try insert.withBorrowed(3, utf8: day.utf8Span.span) { insert in try insert.runBound() }
  ///     }
  @discardableResult
  public mutating func withBorrowed<R>(
    _ index: Int, utf8 bytes: Span<UInt8>, _ body: (inout Statement) throws -> R
  ) throws -> R {
    let place = parameter(index)
    return try bytes.withUnsafeBufferPointer { buffer in
      try place.check(
        csqlite_bind_text_borrowing(
          handle, place.index, buffer.baseAddress, UInt64(buffer.count)))
      return try thenForget(place.index, body)
    }
  }

  /// Binds a blob without a copy while `body` runs: `sqlite3_bind_blob64` with `SQLITE_STATIC`.
  @discardableResult
  public mutating func withBorrowed<R>(
    _ index: Int, blob bytes: Span<UInt8>, _ body: (inout Statement) throws -> R
  ) throws -> R {
    let place = parameter(index)
    return try bytes.withUnsafeBufferPointer { buffer in
      try place.check(
        csqlite_bind_blob_borrowing(
          handle, place.index, buffer.baseAddress, UInt64(buffer.count)))
      return try thenForget(place.index, body)
    }
  }

  @inline(__always)
  private mutating func thenForget<R>(
    _ index: Int32, _ body: (inout Statement) throws -> R
  ) throws -> R {
    let lender = handle
    defer {
      // Otherwise another statement would keep the address of bytes that are about to go away.
      precondition(handle == lender, "the statement was exchanged while it borrowed bytes")
      reset()
      // Cannot fail: the parameter exists and the statement is reset.
      sqlite3_bind_null(handle, index)
    }
    return try body(&self)
  }
}
