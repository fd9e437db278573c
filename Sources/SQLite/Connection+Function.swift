import CSQLite

extension Connection {
  /// Makes a closure callable from SQL: `sqlite3_create_function_v2`.
  ///
  /// It puts its result where SQLite takes it. An error that it throws ends the statement; see
  /// `FunctionError`. A number of arguments of -1 means any. The closure may run other statements
  /// on this connection, but not close it. <https://sqlite.org/c3ref/create_function.html>
  public func register(
    function name: StaticString, argumentCount: Int, traits: FunctionTraits = [],
    _ body: @escaping (borrowing FunctionArguments, borrowing FunctionOutput) throws -> Void
  ) throws(SQLiteError) {
    let database = try openDatabase()
    let function = Unmanaged.passRetained(SQLFunction(name: name, body))
    let code = sqlite3_create_function_v2(
      database, "\(name)", Int32(clamping: argumentCount), SQLITE_UTF8 | traits.rawValue,
      function.toOpaque(),
      { context, count, values in
        guard let context, let data = sqlite3_user_data(context) else { return }
        Unmanaged<SQLFunction>.fromOpaque(data).takeUnretainedValue().call(context, count, values)
      }, nil, nil,
      // SQLite calls this when the function goes away, and also when the registration fails.
      { data in
        guard let data else { return }
        Unmanaged<SQLFunction>.fromOpaque(data).release()
      })
    try check(code)
  }
}
