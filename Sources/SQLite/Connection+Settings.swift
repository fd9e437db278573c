import CPool
import CSQLite

extension Connection {
  /// Names that SQLite does not take for files, or would cut short.
  static func checkPath(_ path: String) throws(SQLiteError) {
    if path.isEmpty || path.utf8.contains(0) {
      throw SQLiteError(code: .cantOpen, message: "not a path of a file")
    }
  }

  /// Opens the file: `sqlite3_open_v2`.
  static func open(_ path: String, _ options: Options) throws(SQLiteError) -> OpaquePointer {
    try checkPath(path)
    _ = usesPool
    let isInMemory = path == ":memory:"
    if options.access == .create && !isInMemory { _ = try PrivateFile.create(path) }
    // A library built with SQLITE_USE_URI reads "file:…" as a URI, and names that begin with a
    // colon are reserved. https://sqlite.org/uri.html https://sqlite.org/inmemorydb.html
    let isSpecial = path.hasPrefix("file:") || path.hasPrefix(":")
    let name = isSpecial && !isInMemory ? "./" + path : path
    var database: OpaquePointer?
    let code = sqlite3_open_v2(name, &database, flags(options), nil)
    if code == SQLITE_OK, let database { return database }
    let error = SQLiteError(
      code: ResultCode(rawValue: code),
      message: database == nil ? "out of memory" : SQLiteError.lastMessage(of: database))
    // SQLite hands out an object even when it cannot open the file.
    // https://sqlite.org/c3ref/open.html
    sqlite3_close(database)
    throw error
  }

  /// Without this every allocation takes a lock to add up figures that nobody reads: 5 % of an
  /// import. It only works before the first connection, and then for the whole process.
  /// https://sqlite.org/c3ref/c_config_covering_index_scan.html#sqliteconfigmemstatus
  private static let countsNoMemory = csqlite_config(SQLITE_CONFIG_MEMSTATUS, 0)

  /// Takes memory from the pool, on the same condition.
  private static let usesPool = (countsNoMemory, cpool_install())

  private static func flags(_ options: Options) -> Int32 {
    // NOMUTEX: one connection is used by one thread at a time, which the compiler checks.
    var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    flags |= options.access == .readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
    if options.noFollow { flags |= SQLITE_OPEN_NOFOLLOW }
    return flags
  }

  /// Everything that is the same for every file. <https://sqlite.org/security.html>
  func applySettings(_ options: Options) throws(SQLiteError) {
    let database = try openDatabase()
    for (option, value) in Connection.switches {
      try check(csqlite_db_config(database, option, value))
    }
    for (limit, value) in Connection.limits { sqlite3_limit(database, limit, value) }
    let length = Int32(clamping: options.maximumValueBytes)
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, length)
    try check(sqlite3_busy_timeout(database, Int32(clamping: options.busyTimeoutMilliseconds)))
    // Checkpoints run only under the writer lock: this SQLite has the WAL-reset defect.
    try check(sqlite3_wal_autocheckpoint(database, 0))
    try check(sqlite3_exec(database, Connection.pragmas, nil, nil, nil))
  }

  private static let switches: [(option: Int32, value: Int32)] = [
    (SQLITE_DBCONFIG_ENABLE_FKEY, 1),
    // The schema of a prepared file cannot call functions that are not harmless.
    (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
    // The file format cannot be damaged through SQL.
    (SQLITE_DBCONFIG_DEFENSIVE, 1),
    // A misspelt column in double quotes is an error and not a string.
    // https://sqlite.org/quirks.html
    (SQLITE_DBCONFIG_DQS_DML, 0),
    (SQLITE_DBCONFIG_DQS_DDL, 0),
    (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
    (SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1),
  ]

  private static let limits: [(limit: Int32, value: Int32)] = [
    // A migration is some 30 KB of SQL.
    (SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
    (SQLITE_LIMIT_ATTACHED, 0),
    // Our deepest expression has some 20 levels.
    (SQLITE_LIMIT_EXPR_DEPTH, 100),
  ]

  /// FULL: an acknowledged commit survives a power cut. mmap off: an I/O error stays an error
  /// instead of a signal. temp_store: intermediate results about patients stay off the disk.
  private static let pragmas = """
    PRAGMA synchronous = FULL;
    PRAGMA cell_size_check = ON;
    PRAGMA cache_size = -8000;
    PRAGMA temp_store = MEMORY;
    PRAGMA mmap_size = 0;
    PRAGMA journal_size_limit = 67108864;
    """
}
