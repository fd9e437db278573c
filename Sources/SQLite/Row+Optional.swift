extension Row {
  /// An integer, or nothing for NULL.
  public func optionalInt(_ column: Int) throws(SQLiteError) -> Int? {
    try isNull(column) ? nil : try int(column)
  }

  /// An integer, or nothing for NULL.
  public func optionalInt64(_ column: Int) throws(SQLiteError) -> Int64? {
    try isNull(column) ? nil : try int64(column)
  }

  /// True for 1, false for 0, nothing for NULL.
  public func optionalBool(_ column: Int) throws(SQLiteError) -> Bool? {
    try isNull(column) ? nil : try bool(column)
  }

  /// A text, or nothing for NULL.
  public func optionalText(_ column: Int) throws(SQLiteError) -> String? {
    try isNull(column) ? nil : try text(column)
  }
}
