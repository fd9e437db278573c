import Practice
import SQLite
import Testing

@testable import Storage

@Suite("The audit") struct AuditTests {
  @Test("An untouched ledger is whole") func isWhole() throws {
    let fixture = try Fixture()
    _ = try fixture.logDose()
    let report = try fixture.ledger.check()
    #expect(report.problems.isEmpty)
    #expect(report.auditRows > 5)
  }

  @Test("Every table is audited, and compared with its audit") func coversEveryTable() throws {
    let fixture = try Fixture()
    let connection = fixture.ledger.connection
    let tables = try connection.all(
      """
      SELECT name FROM sqlite_schema
      WHERE type = 'table' AND name NOT IN ('audit', 'migration') AND name NOT LIKE 'sqlite_%'
      """
    ) { try $0.text(0) }
    #expect(tables.count > 15)
    for table in tables {
      let triggers = try connection.all(
        "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1", table
      ) { try $0.text(0) }
      #expect(triggers.contains { $0.contains("SELECT audit('\(table)', new.") }, "\(table)")
      let statement = AuditedRows.statement(of: table.utf8Span.span)
      let rows = try #require(statement, "\(table) is never compared")
      #expect(rows.literal.description.hasPrefix("SELECT * FROM \(table) WHERE "))
    }
  }

  @Test("A column that a table got later is no part of the audit until it says something")
  func laterColumns() throws {
    let fixture = try Fixture()
    let connection = fixture.ledger.connection
    let content = AuditContent()
    for (later, last, expected) in [
      (0, nil, "[1,null,null]"), (1, nil, "[1,null]"), (1, 7, "[1,null,7]"),
    ] as [(Int, Int64?, String)] {
      try connection.each("SELECT 1, NULL, ?1", last) { row in
        try content.take(row, later: later)
      }
      let text = content.withBytes { bytes in
        String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
      }
      #expect(text == expected)
    }
  }

  @Test("Rows are never deleted, and versions, claims and the audit never change")
  func isImmutable() throws {
    let fixture = try Fixture()
    _ = try fixture.logDose()
    let connection = fixture.ledger.connection
    for statement in [
      "DELETE FROM dose", "DELETE FROM audit", "UPDATE audit SET content = '[]'",
      "UPDATE patient_version SET last_name = 'X'", "UPDATE dose SET drug = 'J1885'",
      "UPDATE patient SET mrn = 'X'", "DELETE FROM patient_version",
    ] {
      expectConstraint(connection, statement)
    }
    #expect(try fixture.ledger.check().problems.isEmpty)
  }

  @Test("What is taken back in the middle of an operation leaves no gap in the chain")
  func followsWhatStands() throws {
    let fixture = try Fixture()
    let (_, dose) = try fixture.logDose()
    let connection = fixture.ledger.connection
    let before = try fixture.ledger.check().auditRows
    try fixture.ledger.write(Fixture.operation("fees")) {
      _ = try fixture.ledger.saveFee(fee())
      // Its row of the audit is written, and taken back when the dose is missed.
      #expect(throws: SQLiteError.self) {
        try connection.run(
          "INSERT INTO acceptance (dose_id, rule, reason) VALUES (99, 'R01', 'none')")
      }
      try connection.run(
        "INSERT INTO acceptance (dose_id, rule, reason) VALUES (?1, 'R01', 'seen')", dose)
      #expect(throws: Fixture.Change.self) {
        try connection.savepoint {
          try connection.run(
            "INSERT INTO acceptance (dose_id, rule, reason) VALUES (?1, 'R02', 'seen')", dose)
          throw Fixture.Change()
        }
      }
      try connection.run(
        "INSERT INTO acceptance (dose_id, rule, reason) VALUES (?1, 'R03', 'seen')", dose)
    }
    let report = try fixture.ledger.check()
    #expect(report.problems.isEmpty)
    // The operation, the fee and the two that stayed.
    #expect(report.auditRows == before + 4)
  }

  @Test("Writing beside the operations is refused") func needsOperation() throws {
    let fixture = try Fixture()
    #expect(throws: (any Error).self) { try fixture.ledger.saveFee(fee()) }
  }

  private func fee() throws -> Fee {
    Fee(code: try HCPCS("96372"), amount: try Money("45"), effectiveFrom: try Day("2026-01-01"))
  }

  @Test(
    "Somebody who takes the triggers away and alters a row is found out",
    arguments: [
      "UPDATE dose SET dose_millionths = 1", "DELETE FROM dose",
      "UPDATE audit SET content = replace(content, 'J3420', 'J1885')",
      "DELETE FROM audit WHERE id = 3", "UPDATE audit SET hash = zeroblob(32) WHERE id = 2",
    ])
  func tamperingShows(_ statement: String) throws {
    let fixture = try Fixture()
    _ = try fixture.logDose()
    let connection = fixture.ledger.connection
    let triggers = try connection.all("SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
      try $0.text(0)
    }
    for trigger in triggers { try connection.script("DROP TRIGGER \(trigger);") }
    try connection.script(statement)
    #expect(!(try fixture.ledger.check().problems.isEmpty))
  }

  private func expectConstraint(_ connection: Connection, _ statement: String) {
    do {
      try connection.script(statement)
      Issue.record("\(statement) went through")
    } catch let error {
      #expect(ResultCode.constraint ~= error.code, "\(statement): \(error)")
    }
  }
}
