import CSQLite

extension Connection {
  /// Takes a statement from the cache, or prepares one: `sqlite3_prepare_v3`.
  func lease(_ sql: SQL) throws(SQLiteError) -> Statement {
    let found = cache.lease(sql.key)
    if let found {
      didLease()
      return Statement(found.statement, slot: found.slot, of: self)
    }
    let handle = try prepare(sql)
    let slot = cache.adopt(handle, sql.key)
    didLease()
    return Statement(handle, slot: slot, of: self)
  }

  private func prepare(_ sql: SQL) throws(SQLiteError) -> OpaquePointer {
    let database = try openDatabase()
    var statement: OpaquePointer?
    var tail: UnsafePointer<CChar>?
    let code = sql.start.withMemoryRebound(to: CChar.self, capacity: sql.count + 1) { text in
      // With the final zero byte counted in, SQLite makes no copy of the text.
      sqlite3_prepare_v3(
        database, text, Int32(clamping: sql.count + 1), UInt32(SQLITE_PREPARE_PERSISTENT),
        &statement,
        &tail)
    }
    if code != SQLITE_OK {
      throw SQLiteError(
        ResultCode(rawValue: code), preparing: "\(sql.literal)", on: database)
    }
    guard let statement else {
      throw SQLiteError(code: .misuse, message: "there is no statement", sql: "\(sql.literal)")
    }
    if let rest = trailingOffset(sql, tail) {
      sqlite3_finalize(statement)
      throw SQLiteError(
        code: .trailingSQL, message: "text after the statement", sql: "\(sql.literal)", offset: rest
      )
    }
    return statement
  }

  /// Where text stands after the first statement, white space aside.
  private func trailingOffset(_ sql: SQL, _ tail: UnsafePointer<CChar>?) -> Int? {
    guard let tail else { return nil }
    let text = UnsafeBufferPointer(start: sql.start, count: sql.count)
    let used = UnsafeRawPointer(tail) - UnsafeRawPointer(sql.start)
    return text.indices.dropFirst(used).first { !" \t\r\n".utf8.contains(text[$0]) }
  }
}
