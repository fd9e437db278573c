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
    // Put together first: the hash takes its time over every piece. Six numbers are in it.
    let size = 6 * 8 + previous.count + table.count + action.count + content.count
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size) { message in
      var count = 0
      add(previous, to: message, at: &count)
      add(operation, to: message, at: &count)
      add(table, to: message, at: &count)
      add(row, to: message, at: &count)
      add(action, to: message, at: &count)
      add(content, to: message, at: &count)
      var hash = SHA256()
      hash.add(UnsafeBufferPointer(rebasing: message[..<count]).span)
      return hash.finish()
    }
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

  private static func add(
    _ bytes: Span<UInt8>, to message: UnsafeMutableBufferPointer<UInt8>, at count: inout Int
  ) {
    add(Int64(bytes.count), to: message, at: &count)
    bytes.withUnsafeBufferPointer {
      _ = UnsafeMutableBufferPointer(rebasing: message[count...]).update(fromContentsOf: $0)
    }
    count += bytes.count
  }

  /// Eight bytes, most significant first.
  private static func add(
    _ number: Int64, to message: UnsafeMutableBufferPointer<UInt8>, at count: inout Int
  ) {
    for place in 0..<8 {
      message[count + place] = UInt8(truncatingIfNeeded: number >> (56 - 8 * place))
    }
    count += 8
  }
}
