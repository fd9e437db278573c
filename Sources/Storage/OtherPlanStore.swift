import Practice
import SQLite

/// A plan of the patient that pays after the one that a claim bills: the versions that the claim
/// tells of.
public struct OtherPlan: Hashable, Sendable {
  /// Version of the policy.
  public var coverage: Int64
  /// Version of its payer.
  public var payer: Int64
  /// Why Medicare pays after another plan (2320 SBR05), when the payer is Medicare.
  public var secondaryReason: MedicareSecondaryReason?

  /// A plan by its versions.
  public init(coverage: Int64, payer: Int64, secondaryReason: MedicareSecondaryReason?) {
    self.coverage = coverage
    self.payer = payer
    self.secondaryReason = secondaryReason
  }
}

extension Ledger {
  /// Freezes that a claim tells of a plan that pays after its own.
  func insertOtherPlan(_ plan: OtherPlan, of claim: Int64) throws {
    try connection.run(
      """
      INSERT INTO claim_other_plan (
        claim_id, coverage_version_id, payer_version_id, secondary_reason)
      VALUES (?1, ?2, ?3, ?4)
      """, claim, plan.coverage, plan.payer, Coded(plan.secondaryReason))
  }

  /// The plans that a claim tells of, for another that says the same.
  func otherPlans(of claim: Claim.ID) throws -> [OtherPlan] {
    try connection.all(
      """
      SELECT coverage_version_id, payer_version_id, secondary_reason
      FROM claim_other_plan WHERE claim_id = ?1 ORDER BY id
      """, claim
    ) { row in
      OtherPlan(
        coverage: try row.int64(0), payer: try row.int64(1),
        secondaryReason: try row.optionalWord(2))
    }
  }

  /// The payer of a row of the queries below, in the place after those that the claim names.
  static func addPlan(
    _ row: borrowing Row, _ parties: FrozenParties, to claim: inout Claim
  ) throws {
    guard let payer = parties.payers[try row.int64(1)] else {
      throw LedgerError.damaged("a claim points at a version that is not there")
    }
    claim.tell(
      of: try storedCoverage(row, at: 3).value, with: payer, reason: try row.optionalWord(2))
  }

  static let plansOfBatch: SQL = """
    SELECT x.claim_id, x.payer_version_id, x.secondary_reason, v.*
    FROM claim c
    CROSS JOIN claim_other_plan x ON x.claim_id = c.id
    CROSS JOIN coverage_state v ON v.version_id = x.coverage_version_id
    WHERE c.batch_id = ?1 ORDER BY c.id, x.id
    """

  static let plansOfList: SQL = """
    SELECT x.claim_id, x.payer_version_id, x.secondary_reason, v.*
    FROM json_each(?1) j
    CROSS JOIN claim_other_plan x ON x.claim_id = j.value
    CROSS JOIN coverage_state v ON v.version_id = x.coverage_version_id
    ORDER BY x.claim_id, x.id
    """
}

extension Claim {
  /// Names a plan that pays after all those that the claim names (837P 2320).
  public mutating func tell(
    of policy: Coverage, with payer: Payer, reason: MedicareSecondaryReason?
  ) {
    var policy = policy
    let last = max(
      coverage.priority, details.otherPayers.map(\.coverage.priority).max() ?? .primary)
    policy.priority = last.next ?? .tertiary
    details.otherPayers.append(
      OtherPayer(
        payer: payer, coverage: policy, secondaryReason: reason, benefits: details.benefits,
        release: details.release))
  }
}
