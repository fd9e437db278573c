import CSQLite

extension Connection {
  /// Runs several statements, as in a migration: `sqlite3_prepare_v2`, `sqlite3_step`.
  ///
  /// Rows are passed over. An error says line and column in the text, both counted from 1, columns
  /// in bytes. The text comes from the program and never holds values.
  public func script(_ text: String) throws(SQLiteError) {
    let database = try openDatabase()
    // With a final zero byte SQLite parses in place; else it would copy the rest for each
    // statement.
    let bytes = Array(text.utf8) + [0]
    try refuseZero(in: bytes)
    // It may hold a ROLLBACK, or fail half-way.
    undoings += 1
    var start = 0
    while let next = try runFirst(of: bytes, from: start, on: database) { start = next }
  }

  /// Runs the statement that begins at `start`; returns where the next one begins, or nothing.
  private func runFirst(
    of text: [UInt8], from start: Int, on database: OpaquePointer
  ) throws(SQLiteError) -> Int? {
    var statement: OpaquePointer?
    var used = 0
    let code = text.withUnsafeBytes { bytes in
      let all = bytes.bindMemory(to: CChar.self)
      var tail: UnsafePointer<CChar>?
      guard let first = all.baseAddress.map({ $0 + start }) else { return SQLITE_OK }
      let code = sqlite3_prepare_v2(
        database, first, Int32(clamping: all.count - start), &statement, &tail)
      used = tail.map { $0 - first } ?? 0
      return code
    }
    defer { sqlite3_finalize(statement) }
    if code != SQLITE_OK {
      let inner = Int(sqlite3_error_offset(database))
      let place = inner < 0 ? firstWord(of: text, from: start) : start + inner
      throw located(failure(code), at: place, in: text)
    }
    // Nothing but comments was left.
    guard let statement else { return nil }
    try step(statement) { error in located(error, at: firstWord(of: text, from: start), in: text) }
    return start + used
  }

  /// SQLite would take the first zero character for the end of the script.
  private func refuseZero(in text: [UInt8]) throws(SQLiteError) {
    guard let place = text.firstIndex(of: 0), place < text.count - 1 else { return }
    let error = SQLiteError(code: .invalidText, message: "zero character in the script")
    throw located(error, at: place, in: text)
  }

  private func step(
    _ statement: OpaquePointer, _ located: (SQLiteError) -> SQLiteError
  ) throws(SQLiteError) {
    do { try willRun(statement) } catch { throw located(error) }
    var code: Int32
    repeat { code = sqlite3_step(statement) } while code == SQLITE_ROW
    if code != SQLITE_DONE { throw located(scriptFailure(code, statement)) }
  }

  /// A script may hold its own COMMIT, which SQLite counts among the statements that only read.
  private func scriptFailure(_ code: Int32, _ statement: OpaquePointer) -> SQLiteError {
    let result = ResultCode(rawValue: code)
    let isUnknown = .ioError ~= result && phase == .outside
    if isUnknown || result.isFailedFlush { mustNotWrite = true }
    return SQLiteError(result, running: statement, outcomeUnknown: isUnknown)
  }

  private func located(_ error: SQLiteError, at place: Int, in text: [UInt8]) -> SQLiteError {
    let before = text.prefix(place)
    let line = before.count { $0 == 0x0A } + 1
    let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
    return SQLiteError(
      code: error.code, message: "line \(line), column \(column): \(error.message)", sql: nil,
      offset: place, outcomeUnknown: error.outcomeUnknown)
  }

  /// Where a statement begins after white space and comments, which belong to no statement.
  private func firstWord(of text: [UInt8], from start: Int) -> Int {
    var place = start
    while place < text.count - 1 {
      let rest = text[place...]
      if " \t\r\n;".utf8.contains(text[place]) {
        place += 1
      } else if rest.starts(with: "--".utf8) {
        place = rest.firstIndex(of: 0x0A) ?? text.count - 1
      } else if rest.starts(with: "/*".utf8) {
        place = endOfComment(text, from: place + 2)
      } else {
        break
      }
    }
    return place
  }

  private func endOfComment(_ text: [UInt8], from start: Int) -> Int {
    var place = start
    while place < text.count {
      if text[place...].starts(with: "*/".utf8) { return place + 2 }
      place += 1
    }
    return place
  }
}
