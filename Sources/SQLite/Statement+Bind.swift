import CSQLite

extension Statement {
  /// How many parameters there are: `sqlite3_bind_parameter_count`.
  public var parameterCount: Int { Int(sqlite3_bind_parameter_count(handle)) }

  /// Binds one value; the first parameter is 1: `sqlite3_bind_int64` and its kin.
  ///
  /// A running statement must be reset first.
  public mutating func bind<V: Bindable>(_ index: Int, _ value: V) throws(SQLiteError) {
    try value.bind(to: parameter(index))
  }

  /// Binds all values in order, and throws `.wrongArity` unless there is one for each parameter.
  public mutating func bindAll<each V: Bindable>(_ values: repeat each V) throws(SQLiteError) {
    var given: Int32 = 0
    for _ in repeat (each V).self { given += 1 }
    if given != sqlite3_bind_parameter_count(handle) { throw arityError(given: Int(given)) }
    var index: Int32 = 0
    for value in repeat each values {
      index += 1
      try value.bind(to: Parameter(statement: handle, index: index))
    }
  }

  func parameter(_ index: Int) -> Parameter {
    // A number that is out of range for C is out of range for SQLite, too: 0 is never a parameter.
    Parameter(statement: handle, index: Int32(exactly: index) ?? 0)
  }

  private func arityError(given: Int) -> SQLiteError {
    SQLiteError(
      code: .wrongArity, message: "\(given) values for \(parameterCount) parameters",
      sql: sqlite3_sql(handle).map { String(cString: $0) })
  }
}
