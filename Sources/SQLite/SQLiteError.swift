import CSQLite

/// Why a call failed. It never holds a bound value: errors end up in logs, values are about people.
public struct SQLiteError: Error, Sendable {
  /// The extended code; match it with `~=`.
  public let code: ResultCode

  /// A sentence by SQLite or by this module.
  public let message: String

  /// The literal with its placeholders, when a statement was involved. Values are never filled in.
  public let sql: String?

  /// Where in the SQL the mistake is, in bytes from its start, when SQLite knows:
  /// `sqlite3_error_offset`. For a script it is the place in the whole text.
  public let offset: Int?

  /// True when the write may or may not be in the file: a commit failed with an I/O error.
  ///
  /// Look up whether it happened, on another connection or by another process, before repeating it.
  public let outcomeUnknown: Bool

  /// Makes an error; also for functions and values outside this module that must fail as SQLite
  /// does.
  public init(
    code: ResultCode,
    message: String,
    sql: String? = nil,
    offset: Int? = nil,
    outcomeUnknown: Bool = false
  ) {
    self.code = code
    self.message = message
    self.sql = sql
    self.offset = offset
    self.outcomeUnknown = outcomeUnknown
  }
}

extension SQLiteError: CustomStringConvertible {
  /// One line: message, code, what is unknown, and the literal.
  public var description: String {
    var line = "\(message) (SQLite \(code))"
    if outcomeUnknown { line += "; it is not known whether the change was saved" }
    if let offset { line += "; at byte \(offset)" }
    if let sql { line += "; in: \(sql)" }
    return line
  }
}

extension SQLiteError {
  /// The last error of a connection: `sqlite3_errmsg`, `sqlite3_error_offset`.
  init(_ code: ResultCode, preparing sql: String, on database: OpaquePointer?) {
    let offset = Int(sqlite3_error_offset(database))
    self.init(
      code: code, message: SQLiteError.lastMessage(of: database), sql: sql,
      offset: offset < 0 ? nil : offset)
  }

  /// The last error of a statement that ran or was bound: `sqlite3_errmsg`, `sqlite3_sql`.
  ///
  /// `sqlite3_sql` gives the text with its placeholders; `sqlite3_expanded_sql` would give values.
  init(_ code: ResultCode, running statement: OpaquePointer, outcomeUnknown: Bool = false) {
    let words = SQLiteError.lastMessage(of: sqlite3_db_handle(statement))
    let mayQuoteValues =
      sqlite3_bind_parameter_count(statement) > 0 && !(.constraint ~= code)
    self.init(
      code: code,
      message: mayQuoteValues ? SQLiteError.withoutValues(words) : words,
      sql: sqlite3_sql(statement).map { String(cString: $0) },
      outcomeUnknown: outcomeUnknown)
  }

  static func lastMessage(of database: OpaquePointer?) -> String {
    sqlite3_errmsg(database).map { String(cString: $0) } ?? "no message"
  }

  /// Cuts the message of a running statement before the place where SQLite may quote a bound value.
  ///
  /// FTS5, JSON and VACUUM INTO do: `fts5: syntax error near "…"`, `no such column: …`. Messages of
  /// constraints hold names of the schema only, so they are left whole.
  private static func withoutValues(_ message: String) -> String {
    for beginning in ["no such column", "unknown special query", "unable to open database"]
    where message.hasPrefix(beginning) {
      return beginning
    }
    guard let quote = message.firstIndex(where: { "\"'[".contains($0) }) else { return message }
    return message[..<quote] + "…"
  }
}
