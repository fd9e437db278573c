import SQLite
import Text

/// The hash chain over the audit: SHA-256 over the hash before and one row, each part preceded by
/// its length so that none can flow into the next.
enum AuditChain {
  /// What stands before the first row.
  static let beginning = [UInt8](repeating: 0, count: 32)

  /// Gives the hash of what a trigger is about to write: previous hash, operation, table, row,
  /// action, content.
  static func hash(
    of arguments: borrowing FunctionArguments, to output: borrowing FunctionOutput
  ) throws {
    var hash = SHA256()
    if try arguments.isNull(0) {
      add(beginning.span, to: &hash)
    } else {
      try arguments.withBlob(0) { add($0, to: &hash) }
    }
    hash.add(try arguments.int64(1))
    try arguments.withUTF8(2) { add($0, to: &hash) }
    hash.add(try arguments.int64(3))
    try arguments.withUTF8(4) { add($0, to: &hash) }
    try arguments.withUTF8(5) { add($0, to: &hash) }
    hash.finish { output.blob($0) }
  }

  /// The hash that a row of the audit should have: id, operation, table, row, action, content,
  /// hash.
  static func hash(ofAuditRow row: borrowing Row, previous: [UInt8]) throws -> [UInt8] {
    var hash = SHA256()
    add(previous.span, to: &hash)
    hash.add(try row.int64(1))
    try row.withUTF8(2) { add($0, to: &hash) }
    hash.add(try row.int64(3))
    try row.withUTF8(4) { add($0, to: &hash) }
    try row.withUTF8(5) { add($0, to: &hash) }
    return hash.finish()
  }

  private static func add(_ bytes: Span<UInt8>, to hash: inout SHA256) {
    hash.add(Int64(bytes.count))
    hash.add(bytes)
  }
}

/// The operation that a connection is carrying out, for the triggers.
final class OperationContext {
  var current: Int64?
}
