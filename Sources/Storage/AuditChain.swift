import SQLite
import Text

/// The hash chain over the audit: SHA-256 over the hash before and one row, each part preceded by
/// its length so that none can flow into the next.
enum AuditChain {
  /// What stands before the first row.
  static let beginning = [UInt8](repeating: 0, count: 32)

  /// The hash of a row of the audit, from all its columns but its number.
  static func hash(
    previous: Span<UInt8>, operation: Int64, table: Span<UInt8>, row: Int64, action: Span<UInt8>,
    content: Span<UInt8>
  ) -> [UInt8] {
    // Put together first: the hash takes its time over every piece.
    var message: [UInt8] = []
    message.reserveCapacity(128 + content.count)
    add(previous, to: &message)
    add(operation, to: &message)
    add(table, to: &message)
    add(row, to: &message)
    add(action, to: &message)
    add(content, to: &message)
    var hash = SHA256()
    hash.add(message.span)
    return hash.finish()
  }

  /// The hash that a row of the audit should have: id, operation, table, row, action, content,
  /// hash.
  static func hash(ofAuditRow row: borrowing Row, previous: [UInt8]) throws -> [UInt8] {
    let operation = try row.int64(1)
    let number = try row.int64(3)
    return try row.withUTF8(2) { table in
      try row.withUTF8(4) { action in
        try row.withUTF8(5) { content in
          hash(
            previous: previous.span, operation: operation, table: table, row: number,
            action: action, content: content)
        }
      }
    }
  }

  private static func add(_ bytes: Span<UInt8>, to message: inout [UInt8]) {
    add(Int64(bytes.count), to: &message)
    bytes.withUnsafeBufferPointer { message.append(contentsOf: $0) }
  }

  /// Eight bytes, most significant first.
  private static func add(_ number: Int64, to message: inout [UInt8]) {
    withUnsafeBytes(of: number.bigEndian) { message.append(contentsOf: $0) }
  }
}
