import Practice
import SQLite

/// What a person said of a warning: looked at as it was, and let pass or no longer.
public struct Review: Hashable, Sendable {
  /// Its number in the ledger.
  public let id: Int64
  /// The dose.
  public let dose: Dose.ID
  /// The rule that warned.
  public let rule: RuleID
  /// Whether the warning passes; false takes an acceptance back.
  public let passes: Bool
  /// Tells the warning, the visit and the policy that were looked at from any others.
  public let mark: Int64
  /// Why.
  public let reason: String
  /// Who, and when in UTC.
  public let stamp: Stamp
}

/// Who did something, and when.
public struct Stamp: Hashable, Sendable {
  /// The user of the operating system.
  public let actor: String
  /// The moment in UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  public let at: String

  /// `2026-11-02T15:15:00Z by anna`.
  public var text: String { "\(at) by \(actor)" }
}

/// A review that is to be written down.
public struct NewReview: Sendable {
  /// The dose.
  public var dose: Dose.ID
  /// The rule that warned.
  public var rule: RuleID
  /// Whether the warning passes.
  public var passes: Bool
  /// Of what was looked at.
  public var mark: Int64
  /// What the rule said.
  public var finding: String

  /// A review.
  public init(dose: Dose.ID, rule: RuleID, passes: Bool, mark: Int64, finding: String) {
    self.dose = dose
    self.rule = rule
    self.passes = passes
    self.mark = mark
    self.finding = finding
  }
}

extension Ledger {
  /// What people let pass on open doses and did not take back, by dose, oldest first. Reasons and
  /// names that repeat are held once, because a bulk acceptance has one of each.
  public func openReviews(_ filter: OpenVisitFilter) throws -> [Dose.ID: [Review]] {
    try translating(operation: nil) {
      var reviews: [Dose.ID: [Review]] = [:]
      var reasons: Set<String> = []
      var stamps: [Int64: Stamp] = [:]
      try connection.each(
        """
        SELECT r.id, r.dose_id, r.rule, r.passes, r.mark, r.reason, r.operation_id, o.actor, o.at
        FROM dose d INDEXED BY dose_open CROSS JOIN review r ON r.dose_id = d.id
        CROSS JOIN operation o ON o.id = r.operation_id
        WHERE d.disposition IS NULL AND d.encounter_id BETWEEN ?1 AND ?2 ORDER BY r.id
        """, filter.first, filter.last
      ) { row in
        let operation = try row.int64(6)
        if stamps[operation] == nil {
          stamps[operation] = Stamp(actor: try row.text(7), at: try row.text(8))
        }
        guard let stamp = stamps[operation] else { return }
        let reason = reasons.insert(try row.text(5)).memberAfterInsert
        let review = try Ledger.review(row, reason: reason, stamp: stamp)
        if review.passes {
          reviews[review.dose, default: []].append(review)
        } else {
          reviews[review.dose, default: []].removeAll { $0.rule == review.rule }
        }
      }
      return reviews
    }
  }

  /// All that people said of the warnings on a dose, oldest first.
  public func reviews(of dose: Dose.ID) throws -> [Review] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT r.id, r.dose_id, r.rule, r.passes, r.mark, r.reason, r.operation_id, o.actor, o.at
        FROM review r JOIN operation o ON o.id = r.operation_id
        WHERE r.dose_id = ?1 ORDER BY r.id
        """, dose
      ) { row in
        try Ledger.review(
          row, reason: try row.text(5),
          stamp: Stamp(actor: try row.text(7), at: try row.text(8)))
      }
    }
  }

  private static func review(
    _ row: borrowing Row, reason: String, stamp: Stamp
  ) throws -> Review {
    Review(
      id: try row.int64(0), dose: try row.id(1), rule: try row.value(2),
      passes: try row.bool(3), mark: try row.int64(4), reason: reason, stamp: stamp)
  }

  /// Writes down what the person of this operation said of a warning.
  public func insertReview(_ review: NewReview, reason: Line) throws {
    try connection.run(
      """
      INSERT INTO review (dose_id, rule, passes, mark, finding, reason, operation_id)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      """, review.dose, review.rule, review.passes, review.mark, review.finding,
      reason, audit.operation)
  }
}
