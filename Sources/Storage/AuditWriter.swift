import SQLite

/// Writes the audit. The triggers of every table call it as the function
/// `audit(table_name, row_id, action)`, after the row was written.
final class AuditWriter {
  /// The operation that is being carried out; without one nothing can be written.
  var operation: Int64? {
    didSet { last = nil }
  }

  /// The last row of the audit, as long as this operation goes on: nobody else can write meanwhile.
  private struct Last {
    let id: Int64
    let hash: [UInt8]
    /// What was taken back before; when more was, the row may be gone.
    let undoings: Int
  }

  private var last: Last?

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
      try connection.prepared(rows) { rows in
        try rows.bind(1, row)
        try rows.bind(2, row)
        guard try rows.step() else { throw FunctionError("this row is not there") }
        try content.take(rows.row, later: AuditedRows.laterColumns(of: table))
      }
      try arguments.withUTF8(2) { action in
        try append(operation: operation, table: table, row: row, action: action)
      }
    }
  }

  private func append(
    operation: Int64, table: Span<UInt8>, row: Int64, action: Span<UInt8>
  ) throws {
    let before = try lastRow()
    let hash = content.withBytes { content in
      AuditChain.hash(
        previous: before.hash.span, operation: operation, table: table, row: row, action: action,
        content: content)
    }
    try content.withBytes { content in
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
    let id = connection.lastInsertRowID
    // Rows are numbered without gaps. Nothing is written on a link that is not there.
    guard id == before.id + 1 else { throw FunctionError("the audit was written by somebody else") }
    last = Last(id: id, hash: hash, undoings: connection.undoings)
  }

  /// The row that the next one follows.
  private func lastRow() throws -> Last {
    if let last, last.undoings == connection.undoings { return last }
    let stored = try connection.first("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1") {
      (id: try $0.int64(0), hash: try $0.blob(1))
    }
    return Last(
      id: stored?.id ?? 0, hash: stored?.hash ?? AuditChain.beginning,
      undoings: connection.undoings)
  }
}
