import CSQLite

/// One connection to one database file: a `sqlite3` object.
///
/// It is not `Sendable`: it belongs to one task or thread, or to the actor or `Mutex` that owns it.
public final class Connection {
  /// Nothing after `close`.
  private(set) var database: OpaquePointer?
  var cache = StatementCache()
  /// What the running transaction is doing; see `Connection+Transaction.swift`.
  var phase = TransactionPhase.outside

  /// How often something that a statement had written was taken back, or may have been: after a
  /// failed statement and a savepoint that was undone. Whoever remembers what stands in the file
  /// compares it.
  public internal(set) var undoings = 0

  private var leases = 0

  /// How many statements are in use.
  public var leasedStatements: Int { leases }

  /// Internal, so that the optimizer sees all uses and drops the check of exclusive access.
  var mustNotWrite = false

  /// True once a write had an unknown outcome or a flush failed. Every later write throws
  /// `.poisoned`.
  ///
  /// After a failed flush the operating system may drop the pages and report success the next time,
  /// so nothing is tried again on this connection. <https://wiki.postgresql.org/wiki/Fsync_Errors>
  public var isPoisoned: Bool { mustNotWrite }

  /// Opens a file, or `:memory:` for a private database in memory: `sqlite3_open_v2`.
  ///
  /// The settings are those of `Connection+Settings.swift`. The journal mode is left alone: to
  /// change it needs a lock that only the owner of the file can take.
  public init(path: String, options: Options = Options()) throws(SQLiteError) {
    database = try Connection.open(path, options)
    try applySettings(options)
  }

  deinit {
    // No statement is in use: each one keeps its connection alive.
    try? close()
  }

  /// Finalizes the cached statements and closes the file: `sqlite3_close`.
  ///
  /// Throws `.leakedStatement`, and stays open, while a statement is in use. A second call does
  /// nothing.
  public func close() throws(SQLiteError) {
    guard let open = database else { return }
    if leasedStatements > 0 {
      throw SQLiteError(
        code: .leakedStatement, message: "\(leasedStatements) statements are still in use")
    }
    cache.removeAll()
    let code = sqlite3_close(open)
    if code != SQLITE_OK { throw failure(code) }
    database = nil
  }
}

extension Connection {
  /// The version of the SQLite library that is in use, such as `3.40.1`: `sqlite3_libversion`.
  public static var libraryVersion: String { String(cString: sqlite3_libversion()) }

  /// The same as a number, such as 3040001: `sqlite3_libversion_number`.
  public static var libraryVersionNumber: Int { Int(sqlite3_libversion_number()) }

  /// The row id of the last insert on this connection: `sqlite3_last_insert_rowid`.
  public var lastInsertRowID: Int64 { database.map { sqlite3_last_insert_rowid($0) } ?? 0 }

  /// How many rows the last INSERT, UPDATE or DELETE changed: `sqlite3_changes64`.
  public var changes: Int { database.map { Int(sqlite3_changes64($0)) } ?? 0 }

  /// True between BEGIN and its end: `sqlite3_get_autocommit`.
  public var isInTransaction: Bool { database.map { sqlite3_get_autocommit($0) == 0 } ?? false }

  /// True when the file can only be read: `sqlite3_db_readonly`.
  public var isReadOnly: Bool { database.map { sqlite3_db_readonly($0, "main") == 1 } ?? false }

  /// How many statements have started and not ended; 0 whenever nothing runs: `sqlite3_stmt_busy`.
  public var busyStatements: Int {
    guard let database else { return 0 }
    var count = 0
    var statement = sqlite3_next_stmt(database, nil)
    while let current = statement {
      if sqlite3_stmt_busy(current) != 0 { count += 1 }
      statement = sqlite3_next_stmt(database, current)
    }
    return count
  }

  /// The open database, or an error after `close`.
  func openDatabase() throws(SQLiteError) -> OpaquePointer {
    guard let database else {
      throw SQLiteError(code: .misuse, message: "the connection is closed")
    }
    return database
  }

  /// The one way in which the result of a C call on the connection is judged.
  func check(_ code: Int32) throws(SQLiteError) {
    if code != SQLITE_OK { throw failure(code) }
  }

  /// The last error of this connection, for a call without a statement.
  func failure(_ code: Int32) -> SQLiteError {
    SQLiteError(
      code: ResultCode(rawValue: code), message: SQLiteError.lastMessage(of: database))
  }
}

extension Connection {
  /// Counts a lease.
  func didLease() {
    leases += 1
  }

  /// Takes a reset statement back into the cache: `sqlite3_clear_bindings`, or `sqlite3_finalize`.
  func takeBack(_ statement: OpaquePointer, slot: Int) {
    leases -= 1
    if slot == StatementCache.noSlot {
      sqlite3_finalize(statement)
    } else {
      // Always SQLITE_OK. It frees copies of values, which are about people.
      sqlite3_clear_bindings(statement)
      cache.giveBack(slot: slot)
    }
  }
}
