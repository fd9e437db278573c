import SQLite
import Text

/// What a check of the ledger found.
public struct CheckReport: Sendable {
  /// How many rows of the audit were followed.
  public var auditRows = 0
  /// The last of them; nil when something is wrong with the chain.
  public var anchor: AuditAnchor?
  /// What is wrong, one sentence each; empty when all is well.
  public var problems: [String] = []

  /// A report that says nothing yet.
  public init() {}
}

extension Ledger {
  /// Checks the file, its schema and references, the chain of the audit, that every row is what the
  /// audit says, and that the audit holds what was noted of it earlier.
  public func check(since noted: AuditAnchor? = nil) throws -> CheckReport {
    try read {
      var report = CheckReport()
      try checkFile(&report)
      try checkSchema(&report)
      try checkChain(&report, noted)
      try checkRows(&report)
      try checkMoney(&report)
      try checkLives(&report)
      return report
    }
  }

  private func checkFile(_ report: inout CheckReport) throws {
    let answers = try connection.all("PRAGMA integrity_check(20)") { try $0.text(0) }
    if answers != ["ok"] {
      report.problems += answers.map { "SQLite says of the file: \($0)" }
    }
    let broken = try connection.all("PRAGMA foreign_key_check") { try $0.text(0) }
    if !broken.isEmpty {
      report.problems.append("\(broken.count) rows point at rows that are not there")
    }
  }

  private func checkChain(_ report: inout CheckReport, _ noted: AuditAnchor?) throws {
    var holdsNoted = noted == nil
    var previous = AuditChain.beginning
    var expected: Int64 = 1
    var problem: String?
    var rows = 0
    try connection.each(
      "SELECT id, operation_id, table_name, row_id, action, content, hash FROM audit ORDER BY id"
    ) { row in
      rows += 1
      guard problem == nil else { return }
      let id = try row.int64(0)
      let hash = try AuditChain.hash(ofAuditRow: row, previous: previous)
      if id != expected {
        problem = "audit row \(expected) is missing"
      } else if try row.blob(6) != hash {
        problem = "audit row \(id) was altered: its hash does not follow from the row before"
      }
      previous = hash
      expected = id + 1
      if id == noted?.entry { holdsNoted = SHA256.text(of: hash) == noted?.hash }
    }
    report.auditRows = rows
    if let problem {
      report.problems.append(problem)
    } else if rows > 0 {
      report.anchor = AuditAnchor(entry: expected - 1, hash: SHA256.text(of: previous))
    }
    if let noted, !holdsNoted {
      report.problems.append(
        "entry \(noted.entry) of the audit is not the one that was noted: what was entered by then "
          + "was altered or cut off")
    }
  }

  /// Compares the last word of the audit on every row with the row itself.
  private func checkRows(_ report: inout CheckReport) throws {
    let tables = try connection.all("SELECT DISTINCT table_name FROM audit") { try $0.text(0) }
    for table in tables {
      guard let rows = AuditedRows.statement(of: table.utf8Span.span) else {
        report.problems.append("the audit speaks of \(table), which this program does not know")
        continue
      }
      var said: [Int64: Int] = [:]
      try connection.each(
        "SELECT row_id, content FROM audit WHERE table_name = ?1 ORDER BY id", table
      ) { row in
        let number = try row.int64(0)
        try row.withUTF8(1) { said[number] = Ledger.digest($0) }
      }
      var altered = 0
      var unheard = 0
      let content = AuditContent()
      let later = AuditedRows.laterColumns(of: table.utf8Span.span)
      try connection.each(rows, Int64.min, Int64.max) { row in
        try content.take(row, later: later)
        switch said.removeValue(forKey: try row.int64(0)) {
        case nil: unheard += 1
        case content.withBytes(Ledger.digest): break
        default: altered += 1
        }
      }
      if altered > 0 { report.problems.append("\(altered) rows of \(table) were altered") }
      if unheard > 0 { report.problems.append("\(unheard) rows of \(table) were slipped in") }
      if !said.isEmpty { report.problems.append("\(said.count) rows of \(table) were removed") }
    }
  }

  /// Stands in memory for what the audit says of a row, of which there may be millions.
  private static func digest(_ bytes: Span<UInt8>) -> Int {
    var hasher = Hasher()
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    return hasher.finalize()
  }

  private func checkMoney(_ report: inout CheckReport) throws {
    let claims = try connection.one(
      """
      SELECT count(*) FROM claim c
      WHERE total_cents <> (SELECT sum(charge_cents) FROM claim_line l WHERE l.claim_id = c.id)
      """
    ) { try $0.int(0) }
    if claims > 0 { report.problems.append("\(claims) claims are not the sum of their lines") }
    let batches = try connection.one(
      """
      SELECT count(*) FROM batch b
      WHERE (claims, total_cents)
        <> (SELECT count(*), sum(total_cents) FROM claim c WHERE c.batch_id = b.id)
      """
    ) { try $0.int(0) }
    if batches > 0 { report.problems.append("\(batches) batches are not the sum of their claims") }
  }
}
