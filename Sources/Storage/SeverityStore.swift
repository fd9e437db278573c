import Practice
import SQLite

/// How much a rule matters to a payer or to the whole practice, from a day of service on.
public struct SeverityEntry: Hashable, Sendable {
  /// Whose; nil for the whole practice.
  public var payer: PayerID?
  /// Which rule.
  public var rule: RuleID
  /// How much; nil for as much as the rule itself says.
  public var severity: Finding.Severity?
  /// From which day of service on.
  public var effectiveFrom: Day
  /// Why.
  public var reason: Line

  /// A severity of the practice's own.
  public init(
    payer: PayerID?, rule: RuleID, severity: Finding.Severity?, effectiveFrom: Day, reason: Line
  ) {
    self.payer = payer
    self.rule = rule
    self.severity = severity
    self.effectiveFrom = effectiveFrom
    self.reason = reason
  }
}

/// A severity with who set it, and when.
public struct StoredSeverity: Sendable {
  /// What was set.
  public let entry: SeverityEntry
  /// Who, and when.
  public let stamp: Stamp
}

extension Ledger {
  /// Severities that the practice set, oldest first: of one rule, payer and day the later holds.
  public func severities() throws -> [StoredSeverity] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT p.payer_id, s.rule, s.severity, s.effective_from, s.reason, o.actor, o.at
        FROM rule_severity s JOIN operation o ON o.id = s.operation_id
        LEFT JOIN payer p ON p.id = s.payer_row
        ORDER BY s.effective_from, s.id
        """
      ) { row in
        StoredSeverity(
          entry: SeverityEntry(
            payer: try row.optional(0), rule: try row.value(1),
            severity: try row.optionalWord(2), effectiveFrom: try row.day(3),
            reason: try row.value(4)),
          stamp: Stamp(actor: try row.text(5), at: try row.text(6)))
      }
    }
  }

  /// Sets how much a rule matters.
  public func saveSeverity(_ entry: SeverityEntry) throws -> Verdict {
    var payer: Int64?
    if let id = entry.payer {
      guard let found = try self.payer(id) else {
        throw LedgerError.noSuchRecord(
          kind: "payer", key: id.text, hint: "List them with: shots payer list")
      }
      payer = found.row
    }
    let last = try severities().last {
      $0.entry.payer == entry.payer && $0.entry.rule == entry.rule
        && $0.entry.effectiveFrom == entry.effectiveFrom
    }
    if last?.entry.severity == entry.severity, last != nil { return .same }
    try connection.run(
      """
      INSERT INTO rule_severity (payer_row, rule, severity, effective_from, reason, operation_id)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """, payer, entry.rule, Coded(entry.severity), entry.effectiveFrom, entry.reason,
      audit.operation)
    return last == nil ? .new : .changed
  }
}
