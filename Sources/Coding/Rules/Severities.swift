import Practice

/// Severities that a practice or a payer has changed, as data (``Visit/severities``).
public enum Severities {
  /// Whether the errors of a rule are laws of the claim format, which no payer can waive: what
  /// every injection must say (R65), a diagnosis for each line (R69, 837P SV107), identity and
  /// arithmetic (R86), and how much a claim holds (R88).
  public static func isLaw(_ rule: RuleID) -> Bool {
    rule == "R65" || rule == "R69" || rule == "R86" || rule == "R88"
  }

  /// A rule may be raised to an error or lowered; a law of the format is never lowered.
  static func apply(_ changed: [RuleID: Finding.Severity], _ finding: Finding) -> Finding {
    guard let severity = changed[finding.rule], severity != finding.severity else { return finding }
    if severity < finding.severity, isLaw(finding.rule) { return finding }
    // What is only said beside a claim is no verdict that could be raised.
    guard finding.severity != .info else { return finding }
    var copy = finding
    copy.severity = severity
    return copy
  }
}
