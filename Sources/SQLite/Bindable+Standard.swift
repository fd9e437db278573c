extension Int: Bindable {
  /// Binds an integer: `sqlite3_bind_int64`.
  public func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
    try parameter.integer(Int64(self))
  }
}

extension Int64: Bindable {
  /// Binds an integer: `sqlite3_bind_int64`.
  public func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
    try parameter.integer(self)
  }
}

extension Bool: Bindable {
  /// Binds 1 or 0: `sqlite3_bind_int64`.
  public func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
    try parameter.integer(self ? 1 : 0)
  }
}

extension Double: Bindable {
  /// Binds a floating-point number: `sqlite3_bind_double`. Never for money.
  public func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
    try parameter.double(self)
  }
}

extension String: Bindable {
  /// Binds a copy of the text: `sqlite3_bind_text64`.
  public func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
    try parameter.text(self)
  }
}

extension [UInt8]: Bindable {
  /// Binds a copy of the bytes as a blob: `sqlite3_bind_blob64`.
  public func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
    try parameter.blob(span)
  }
}

extension Optional: Bindable where Wrapped: Bindable {
  /// Binds the value, or NULL: `sqlite3_bind_null`.
  public func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
    if let self { try self.bind(to: parameter) } else { try parameter.null() }
  }
}
