import SQLite

/// Writes the audit. The triggers of every table call it as the function
/// `audit(table_name, row_id, action)`, after the row was written.
final class AuditWriter {
  /// The operation that is being carried out; without one nothing can be written.
  var operation: Int64?

  /// The connection owns the function, and the function owns this.
  private unowned let connection: Connection
  private let content = AuditContent()

  init(_ connection: Connection) { self.connection = connection }

  /// Writes down what a row says now.
  func note(_ arguments: borrowing FunctionArguments) throws {
    guard let operation else {
      throw FunctionError("the ledger is written through its operations only")
    }
    let row = try arguments.int64(1)
    try arguments.withUTF8(0) { table in
      guard let rows = AuditedRows.statement(of: table) else {
        throw FunctionError("this table is not known")
      }
      guard try connection.first(rows, row, row, row: { try content.take($0) }) != nil else {
        throw FunctionError("this row is not there")
      }
      try arguments.withUTF8(2) { action in
        try append(operation: operation, table: table, row: row, action: action)
      }
    }
  }

  private func append(
    operation: Int64, table: Span<UInt8>, row: Int64, action: Span<UInt8>
  ) throws {
    let previous =
      try connection.first("SELECT hash FROM audit ORDER BY id DESC LIMIT 1") { try $0.blob(0) }
      ?? AuditChain.beginning
    try content.withBytes { content in
      let hash = AuditChain.hash(
        previous: previous.span, operation: operation, table: table, row: row, action: action,
        content: content)
      try connection.prepared(
        """
        INSERT INTO audit (operation_id, table_name, row_id, action, content, hash)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        """
      ) { insert in
        try insert.bind(1, operation)
        try insert.bind(3, row)
        try insert.bind(6, hash)
        try insert.withBorrowed(2, utf8: table) { insert in
          try insert.withBorrowed(4, utf8: action) { insert in
            try insert.withBorrowed(5, utf8: content) { insert in try insert.runBound() }
          }
        }
      }
    }
  }
}
