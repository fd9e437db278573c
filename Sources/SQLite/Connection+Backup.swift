import CSQLite

extension Connection {
  /// Moves the whole WAL into the database file and empties it: `sqlite3_wal_checkpoint_v2`.
  ///
  /// Throws `.busy` while another connection reads or writes. The caller holds the writer lock.
  /// After an I/O error nothing is written any more: a flush that failed must not be tried again.
  ///
  /// `waitingMilliseconds` is how long it waits for others; as long as every statement unless it
  /// is given.
  public func checkpointTruncate(waitingMilliseconds: Int? = nil) throws(SQLiteError) {
    if mustNotWrite { throw poisonedError() }
    let database = try openDatabase()
    if let waitingMilliseconds {
      try check(sqlite3_busy_timeout(database, Int32(clamping: waitingMilliseconds)))
    }
    defer {
      if waitingMilliseconds != nil {
        sqlite3_busy_timeout(database, Int32(clamping: Options().busyTimeoutMilliseconds))
      }
    }
    let code = sqlite3_wal_checkpoint_v2(
      database, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
    if .ioError ~= ResultCode(rawValue: code) { mustNotWrite = true }
    try check(code)
  }

  /// Copies the database as it is at one moment into a new file of mode 0600:
  /// `sqlite3_backup_step`.
  ///
  /// All pages are copied in one step: smaller steps start again whenever another process writes,
  /// and may never end. An existing file is refused. The file is flushed; its folder is left to the
  /// caller.
  public func backup(to path: String) throws(SQLiteError) {
    let source = try openDatabase()
    try withNewFile(path) { () throws(SQLiteError) in
      let target = try Connection(path: path, options: Options(access: .readWrite))
      try target.copyAll(from: source)
      try target.close()
    }
  }

  /// Writes a compact copy into a new file of mode 0600: `VACUUM INTO`.
  ///
  /// It reads every row, so damage is found. Not in a transaction. An existing file is refused. The
  /// file is flushed; its folder is left to the caller.
  public func vacuum(into path: String) throws(SQLiteError) {
    let database = try openDatabase()
    try withNewFile(path) { () throws(SQLiteError) in
      // VACUUM attaches its target. https://sqlite.org/lang_vacuum.html
      let limit = sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 1)
      defer { sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, limit) }
      try run("VACUUM INTO ?1", path)
    }
  }

  private func withNewFile(
    _ path: String, _ body: () throws(SQLiteError) -> Void
  ) throws(SQLiteError) {
    try Connection.checkPath(path)
    guard try PrivateFile.create(path) else {
      throw SQLiteError(code: .cantOpen, message: "the target exists already")
    }
    do {
      try body()
      // What SQLite has flushed depends on its version and on the settings of the source.
      try PrivateFile.flush(path)
    } catch {
      PrivateFile.remove(path)
      throw error
    }
  }

  /// Fills this empty database.
  private func copyAll(from source: OpaquePointer) throws(SQLiteError) {
    let target = try openDatabase()
    guard let backup = sqlite3_backup_init(target, "main", source, "main") else {
      throw failure(sqlite3_extended_errcode(target))
    }
    let stepped = sqlite3_backup_step(backup, -1)
    let finished = sqlite3_backup_finish(backup)
    if stepped != SQLITE_DONE { throw failure(finished == SQLITE_OK ? stepped : finished) }
    try check(finished)
  }
}
