import Claims
import Practice
import Testing

@testable import Storage

@Suite("Claims that rest on the same rows of tables") struct SharedWorkingTests {
  /// Two claims of which the second shares the working of the first.
  private func office() throws -> Office {
    let office = try Office()
    try office.log("M001", try Office.visit("2026-10-05"), [Office.dose("J1885", "60mg")])
    try office.log("M001", try Office.visit("2026-10-12"), [Office.dose("J1885", "60mg")])
    let (report, held) = try office.export()
    try #require(report.claims == 2, "\(held)")
    return office
  }

  @Test("The rows stand once, and both claims tell them") func tellsBoth() throws {
    let office = try office()
    let claims = try office.claims().map(\.id)
    let rows = try office.ledger.usedRows(of: claims[0])
    #expect(!rows.isEmpty)
    #expect(try office.ledger.usedRows(of: claims[1]) == rows)
    let kept = try office.ledger.connection.one(
      "SELECT count(DISTINCT claim_id) FROM claim_working"
    ) { try $0.int(0) }
    #expect(kept == 1)
  }

  @Test("Of a claim that shares nothing the audit says what it said before claims could share")
  func auditStays() throws {
    let office = try office()
    let columns = try office.ledger.connection.all(
      """
      SELECT json_array_length(content) FROM audit WHERE table_name = 'claim' ORDER BY id
      """
    ) { try $0.int(0) }
    #expect(columns == [16, 17])
  }

  @Test("Somebody who alters what a claim shares is found out", arguments: ["NULL", "1 - 1", "2"])
  func tamperingShows(_ value: String) throws {
    let office = try office()
    let connection = office.ledger.connection
    try connection.script(
      """
      PRAGMA foreign_keys = OFF; DROP TRIGGER claim_is_not_changed;
      UPDATE claim SET working_claim_id = \(value) WHERE id = 2;
      """)
    let problems = try office.ledger.check().problems
    #expect(problems.contains("1 rows of claim were altered"), "\(problems)")
  }
}
