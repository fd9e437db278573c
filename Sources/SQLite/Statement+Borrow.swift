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
  @inlinable
  @discardableResult
  public mutating func withBorrowed<R>(
    _ index: Int, utf8 bytes: Span<UInt8>, _ body: (inout Statement) throws -> R
  ) throws -> R {
    try bytes.withUnsafeBufferPointer { buffer in
      let lender = try lend(index, text: buffer)
      defer { forget(index, lender) }
      return try body(&self)
    }
  }

  /// Binds a blob without a copy while `body` runs: `sqlite3_bind_blob64` with `SQLITE_STATIC`.
  @inlinable
  @discardableResult
  public mutating func withBorrowed<R>(
    _ index: Int, blob bytes: Span<UInt8>, _ body: (inout Statement) throws -> R
  ) throws -> R {
    try bytes.withUnsafeBufferPointer { buffer in
      let lender = try lend(index, blob: buffer)
      defer { forget(index, lender) }
      return try body(&self)
    }
  }

  // The functions above are inlined so that a loop over rows has no closures left; those below are
  // the only insides of the module that this exposes.

  @usableFromInline
  mutating func lend(
    _ index: Int, text: UnsafeBufferPointer<UInt8>
  ) throws(SQLiteError) -> OpaquePointer {
    let place = parameter(index)
    try place.check(
      csqlite_bind_text_borrowing(handle, place.index, text.baseAddress, UInt64(text.count)))
    return handle
  }

  @usableFromInline
  mutating func lend(
    _ index: Int, blob: UnsafeBufferPointer<UInt8>
  ) throws(SQLiteError) -> OpaquePointer {
    let place = parameter(index)
    try place.check(
      csqlite_bind_blob_borrowing(handle, place.index, blob.baseAddress, UInt64(blob.count)))
    return handle
  }

  @usableFromInline
  mutating func forget(_ index: Int, _ lender: OpaquePointer) {
    // Otherwise another statement would keep the address of bytes that are about to go away.
    precondition(handle == lender, "the statement was exchanged while it borrowed bytes")
    reset()
    // Cannot fail: the parameter exists and the statement is reset.
    sqlite3_bind_null(handle, Int32(truncatingIfNeeded: index))
  }
}
