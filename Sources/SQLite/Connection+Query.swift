import CSQLite

extension Connection {
  /// Runs one statement to its end and returns how many rows it changed: `sqlite3_step`.
  ///
  /// Rows that the statement returns are passed over.
  @discardableResult
  public func run<each V: Bindable>(
    _ sql: SQL, _ values: repeat each V
  ) throws(SQLiteError) -> Int {
    var statement = try lease(sql)
    try statement.bindAll(repeat each values)
    return try statement.runBound()
  }

  /// Calls `body` for each row.
  public func each<each V: Bindable>(
    _ sql: SQL, _ values: repeat each V, row body: (borrowing Row) throws -> Void
  ) throws {
    var statement = try lease(sql)
    try statement.bindAll(repeat each values)
    while try statement.step() { try body(statement.row) }
  }

  /// Reads the only row, or returns nothing when there is none. A second row throws `.severalRows`.
  public func first<each V: Bindable, T>(
    _ sql: SQL, _ values: repeat each V, row body: (borrowing Row) throws -> T
  ) throws -> T? {
    var statement = try lease(sql)
    try statement.bindAll(repeat each values)
    guard try statement.step() else { return nil }
    let value = try body(statement.row)
    if try statement.step() {
      throw SQLiteError(
        code: .severalRows, message: "more than one row", sql: "\(sql.literal)")
    }
    return value
  }

  /// Reads the only row. No row throws `.noRow`, a second one `.severalRows`.
  public func one<each V: Bindable, T>(
    _ sql: SQL, _ values: repeat each V, row body: (borrowing Row) throws -> T
  ) throws -> T {
    guard let value = try first(sql, repeat each values, row: body) else {
      throw SQLiteError(code: .noRow, message: "no row", sql: "\(sql.literal)")
    }
    return value
  }

  /// Reads all rows into an array.
  public func all<each V: Bindable, T>(
    _ sql: SQL, _ values: repeat each V, row body: (borrowing Row) throws -> T
  ) throws -> [T] {
    var result: [T] = []
    try each(sql, repeat each values) { row in result.append(try body(row)) }
    return result
  }

  /// Lends a prepared statement to `body`, for loops and for cursors that advance in lock-step.
  ///
  /// The same SQL may be lent again meanwhile: that is another statement with its own cursor.
  @discardableResult
  public func prepared<R>(
    _ sql: SQL, _ body: (inout Statement) throws -> R
  ) throws -> R {
    var statement = try lease(sql)
    return try body(&statement)
  }
}
