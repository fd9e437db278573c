import CSQLite

/// A prepared statement, leased from the cache of its connection.
///
/// It has one owner. When that owner lets go, it is reset, its values are cleared, and it goes back
/// to the cache. Parameters count from 1, columns from 0, as in SQLite.
///
///     try connection.prepared("INSERT INTO dose VALUES (?1, ?2)") { insert in
///       for dose in doses { try insert.run(dose.id, dose.code) }
///     }
public struct Statement: ~Copyable {
  let connection: Connection
  let handle: OpaquePointer
  let slot: Int
  /// True from the first step until the reset; SQLite refuses to bind meanwhile.
  private(set) var isRunning = false

  /// The row on which the last `step` stands.
  public private(set) var row: Row

  init(_ handle: OpaquePointer, slot: Int, of connection: Connection) {
    self.connection = connection
    self.handle = handle
    self.slot = slot
    self.row = Row(of: handle)
  }

  deinit {
    if isRunning { connection.noteReset(sqlite3_reset(handle), of: handle) }
    connection.takeBack(handle, slot: slot)
  }

  /// Goes to the next row, if there is one: `sqlite3_step`. At the end the statement is reset.
  public mutating func step() throws(SQLiteError) -> Bool {
    if !isRunning {
      try connection.willRun(handle)
      isRunning = true
    }
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW {
      row.columnCount = Int(sqlite3_data_count(handle))
      return true
    }
    let error = code == SQLITE_DONE ? nil : connection.failure(code, running: handle)
    reset()
    if let error { throw error }
    return false
  }

  /// Makes the statement ready for new values; the old ones stay: `sqlite3_reset`.
  public mutating func reset() {
    row.columnCount = 0
    guard isRunning else { return }
    isRunning = false
    connection.noteReset(sqlite3_reset(handle), of: handle)
  }

  /// Binds the values, steps to the end and resets. Returns how many rows changed.
  @discardableResult
  public mutating func run<each V: Bindable>(
    _ values: repeat each V
  ) throws(SQLiteError) -> Int {
    reset()
    try bindAll(repeat each values)
    return try runBound()
  }

  /// Steps to the end with the values that are bound, and resets. Returns how many rows changed.
  @discardableResult
  public mutating func runBound() throws(SQLiteError) -> Int {
    reset()
    let database = sqlite3_db_handle(handle)
    let before = sqlite3_total_changes64(database)
    while try step() {}
    // sqlite3_changes keeps an older number when a statement, such as CREATE, is not a change.
    if sqlite3_total_changes64(database) == before { return 0 }
    return Int(sqlite3_changes64(database))
  }
}
