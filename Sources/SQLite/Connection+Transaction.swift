import CSQLite

/// How a transaction starts. <https://sqlite.org/lang_transaction.html>
public enum TransactionKind: Sendable {
  /// Takes the write lock at once. For everything that writes: a read that becomes a write later
  /// fails at once, whatever the timeout, when another connection has written meanwhile.
  case immediate
  /// Takes one snapshot for reading.
  case deferred
}

/// What a transaction of `Connection.transaction` is doing.
enum TransactionPhase {
  case outside, beginning, inside, committing
}

extension Connection {
  /// Runs `body` in a transaction: commits when it returns, rolls back when it throws.
  ///
  /// The error of `body` is the one that is thrown, whatever the rollback says. Transactions do not
  /// nest: that is a mistake of the programmer and traps; `savepoint` is for parts that may fail
  /// alone. When COMMIT fails with an I/O error the thrown error says `outcomeUnknown`, and this
  /// connection writes no more.
  @discardableResult
  public func transaction<R>(
    _ kind: TransactionKind = .immediate, _ body: () throws -> R
  ) throws -> R {
    precondition(phase == .outside, "transactions do not nest; use savepoint")
    try begin(kind)
    let result: R
    do {
      result = try body()
    } catch {
      rollBack()
      throw error
    }
    try commit()
    return result
  }

  /// Runs `body` in a savepoint of the running transaction: when it throws, only its changes are
  /// undone.
  ///
  /// May be nested. Outside of `transaction` it traps.
  @discardableResult
  public func savepoint<R>(_ body: () throws -> R) throws -> R {
    precondition(phase == .inside, "a savepoint belongs in a transaction")
    try run("SAVEPOINT part")
    let result: R
    do {
      result = try body()
    } catch {
      undoSavepoint()
      throw error
    }
    try run("RELEASE part")
    return result
  }

  private func begin(_ kind: TransactionKind) throws(SQLiteError) {
    phase = .beginning
    do {
      switch kind {
      case .immediate: try run("BEGIN IMMEDIATE")
      case .deferred: try run("BEGIN DEFERRED")
      }
      phase = .inside
    } catch {
      phase = .outside
      throw error
    }
  }

  private func commit() throws(SQLiteError) {
    phase = .committing
    do {
      try throwIfRolledBack()
      try run("COMMIT")
      phase = .outside
    } catch {
      rollBack()
      throw error
    }
  }

  /// SQLite may have rolled back by itself: on a full disk, an I/O error, an interrupt, lack of
  /// memory. <https://sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction>
  private func rollBack() {
    undoings += 1
    phase = .outside
    guard isInTransaction else { return }
    // The first error is the one to report. When even ROLLBACK fails nothing is committed: the next
    // BEGIN says that a transaction is open, and closing the connection rolls back.
    _ = try? run("ROLLBACK")
  }

  private func undoSavepoint() {
    undoings += 1
    guard isInTransaction else { return }
    do {
      try run("ROLLBACK TO part")
      try run("RELEASE part")
    } catch {
      // What was to be undone is still there, so the whole transaction must not be committed.
      _ = try? run("ROLLBACK")
    }
  }
}

extension Connection {
  /// Before a statement starts: refuses when it must not run.
  @inline(__always)
  func willRun(_ statement: OpaquePointer) throws(SQLiteError) {
    // Without this, what follows a lost transaction would be committed piece by piece.
    if phase == .inside { try throwIfRolledBack() }
    if mustNotWrite { try throwIfWriting(statement) }
  }

  private func throwIfRolledBack() throws(SQLiteError) {
    if !isInTransaction {
      throw SQLiteError(
        code: .transactionLost, message: "SQLite has rolled this transaction back after an error")
    }
  }

  private func throwIfWriting(_ statement: OpaquePointer) throws(SQLiteError) {
    if sqlite3_stmt_readonly(statement) == 0 { throw poisonedError() }
  }

  func poisonedError() -> SQLiteError {
    SQLiteError(
      code: .poisoned,
      message: "an earlier write has an unknown outcome; open the database again to look it up")
  }

  /// The error of a step, and the consequences that it has for this connection.
  func failure(_ code: Int32, running statement: OpaquePointer) -> SQLiteError {
    undoings += 1
    let result = ResultCode(rawValue: code)
    let isUnknown = .ioError ~= result && mayCommit(statement)
    if isUnknown || result.isFailedFlush { mustNotWrite = true }
    return SQLiteError(result, running: statement, outcomeUnknown: isUnknown)
  }

  /// Notes the result of a reset, which commits a write outside of a transaction that was left
  /// half-way.
  func noteReset(_ code: Int32, of statement: OpaquePointer) {
    let result = ResultCode(rawValue: code)
    if .ioError ~= result && mayCommit(statement) || result.isFailedFlush { mustNotWrite = true }
  }

  private func mayCommit(_ statement: OpaquePointer) -> Bool {
    switch phase {
    case .committing: true
    case .outside: sqlite3_stmt_readonly(statement) == 0
    case .beginning, .inside: false
    }
  }
}

extension ResultCode {
  /// A flush that failed is never tried again.
  var isFailedFlush: Bool { self == .ioErrorFsync || self == .ioErrorDirectoryFsync }
}
