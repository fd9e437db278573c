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
