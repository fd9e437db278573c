import Practice
import SQLite

/// What a rule found when a claim was made.
public struct FrozenFinding: Hashable, Sendable {
  /// The dose; nil for what was found about the visit.
  public var dose: Dose.ID?
  /// The rule.
  public var rule: RuleID
  /// How much it mattered.
  public var severity: Finding.Severity
  /// What it said.
  public var message: String
  /// The review that let it pass.
  public var review: Int64?

  /// A finding with who let it pass.
  public init(_ finding: Finding, dose: Dose.ID?, review: Int64?) {
    self.dose = dose
    rule = finding.rule
    severity = finding.severity
    message = finding.message
    self.review = review
  }

  init(_ row: borrowing Row) throws {
    dose = try row.optionalID(0)
    rule = try row.value(1)
    severity = try row.word(2)
    message = try row.text(3)
    review = try row.optionalInt64(4)
  }
}

/// A row of a table or a habit of a payer that a decision used.
public struct UsedRow: Hashable, Sendable {
  /// `drugs`, `administration_codes`, `payer_settings`.
  public var table: String
  /// `J1885`, `96372`, `multi_injection_style`.
  public var key: String
  /// What it says.
  public var content: String
  /// Where it comes from.
  public var source: String

  /// A row that was used.
  public init(table: String, key: String, content: String, source: String) {
    self.table = table
    self.key = key
    self.content = content
    self.source = source
  }
}

extension Ledger {
  /// Freezes what was found about a claim and what its decision used.
  func insertWorking(_ draft: ClaimDraft, of claim: Int64) throws {
    for finding in draft.findings {
      try connection.run(
        """
        INSERT INTO claim_finding (claim_id, dose_id, rule, severity, message, review_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        """, claim, finding.dose, finding.rule, Coded(finding.severity), finding.message,
        finding.review)
    }
    if draft.sameWorking != nil { return }
    for row in draft.usedRows {
      try connection.run(
        """
        INSERT INTO claim_working (claim_id, source_table, key, content, source)
        VALUES (?1, ?2, ?3, ?4, ?5)
        """, claim, row.table, row.key, row.content, row.source)
    }
  }

  /// What was found when a claim was made.
  public func findings(of claim: Claim.ID) throws -> [FrozenFinding] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT dose_id, rule, severity, message, review_id FROM claim_finding
        WHERE claim_id = ?1 ORDER BY id
        """, claim
      ) { try FrozenFinding($0) }
    }
  }

  /// What the decision of a claim used.
  public func usedRows(of claim: Claim.ID) throws -> [UsedRow] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT source_table, key, content, source FROM claim_working
        WHERE claim_id =
          coalesce(
            (SELECT working_claim_id FROM claim WHERE id = ?1),
            (SELECT claim_id FROM claim_same_working WHERE id = ?1), ?1)
        ORDER BY id
        """, claim
      ) {
        UsedRow(
          table: try $0.text(0), key: try $0.text(1), content: try $0.text(2),
          source: try $0.text(3))
      }
    }
  }
}
