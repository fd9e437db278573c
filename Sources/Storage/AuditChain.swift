import Crypto
import SQLite

/// The hash chain over the audit: SHA-256 over the hash before and one row, each part preceded by
/// its length so that none can flow into the next.
enum AuditChain {
  /// What stands before the first row.
  static let beginning = [UInt8](repeating: 0, count: 32)

  /// The hash of what a trigger is about to write: previous hash, operation, table, row, action,
  /// content.
  static func hash(of arguments: borrowing FunctionArguments) throws -> [UInt8] {
    var hasher = SHA256()
    if try arguments.isNull(0) {
      add(beginning.span, to: &hasher)
    } else {
      try arguments.withBlob(0) { add($0, to: &hasher) }
    }
    add(try arguments.int64(1), to: &hasher)
    try arguments.withUTF8(2) { add($0, to: &hasher) }
    add(try arguments.int64(3), to: &hasher)
    try arguments.withUTF8(4) { add($0, to: &hasher) }
    try arguments.withUTF8(5) { add($0, to: &hasher) }
    return Array(hasher.finalize())
  }

  /// The hash that a row of the audit should have: id, operation, table, row, action, content,
  /// hash.
  static func hash(ofAuditRow row: borrowing Row, previous: [UInt8]) throws -> [UInt8] {
    var hasher = SHA256()
    add(previous.span, to: &hasher)
    add(try row.int64(1), to: &hasher)
    try row.withUTF8(2) { add($0, to: &hasher) }
    add(try row.int64(3), to: &hasher)
    try row.withUTF8(4) { add($0, to: &hasher) }
    try row.withUTF8(5) { add($0, to: &hasher) }
    return Array(hasher.finalize())
  }

  private static func add(_ bytes: Span<UInt8>, to hasher: inout SHA256) {
    add(Int64(bytes.count), to: &hasher)
    bytes.withUnsafeBufferPointer { hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }
  }

  private static func add(_ number: Int64, to hasher: inout SHA256) {
    withUnsafeBytes(of: number.bigEndian) { hasher.update(bufferPointer: $0) }
  }
}

/// The operation that a connection is carrying out, for the triggers.
final class OperationContext {
  var current: Int64?
}
