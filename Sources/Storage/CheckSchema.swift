import Practice
import SQLite

extension Ledger {
  /// Compares tables, indexes and triggers with those of this program: what protects and audits
  /// the rows is part of the schema.
  func checkSchema(_ report: inout CheckReport) throws {
    var options = Connection.Options()
    options.access = .readWrite
    let fresh = try Ledger(path: ":memory:", options: options)
    try Migrator(connection: fresh.connection, path: path).migrate()
    let expected = try Ledger.schema(fresh.connection)
    let found = try Ledger.schema(connection)
    for (name, text) in expected where found[name] != text {
      report.problems.append("\(name) \(found[name] == nil ? "is missing" : "was altered")")
    }
    for name in found.keys where expected[name] == nil {
      report.problems.append("\(name) is not part of a ledger")
    }
    report.problems.sort()
  }

  /// The text of each table, index and trigger, by what it is and its name.
  private static func schema(_ connection: Connection) throws -> [String: String] {
    var texts: [String: String] = [:]
    try connection.each(
      """
      SELECT type || ' ' || name, sql FROM sqlite_schema WHERE substr(name, 1, 7) <> 'sqlite_'
      """
    ) { row in texts[try row.text(0)] = try row.optionalText(1) ?? "" }
    return texts
  }
}

/// An entry of the audit with its hash, noted outside of the ledger: it proves that what was there
/// then is there still. The chain alone cannot tell that its end was cut off.
public struct AuditAnchor: Hashable, Sendable, CustomStringConvertible {
  /// The number of the entry.
  public let entry: Int64
  /// Its hash, in hexadecimal.
  public let hash: String

  init(entry: Int64, hash: String) {
    self.entry = entry
    self.hash = hash
  }

  /// Reads `101:` and the hash, as it was printed.
  public init(_ text: String) throws(InvalidValue) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let entry = Int64(parts[0]), entry > 0, parts[1].utf8.count == 64,
      parts[1].utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
    else {
      throw InvalidValue(
        kind: "anchor", value: text,
        reason: "must be a number and a hash, as printed by: shots check --anchor")
    }
    self.init(entry: entry, hash: parts[1].lowercased())
  }

  /// `101:` and the hash.
  public var description: String { "\(entry):\(hash)" }
}
