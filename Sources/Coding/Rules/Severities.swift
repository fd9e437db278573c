import Practice

/// Severities that a practice or a payer has changed, as data (``Visit/severities``).
enum Severities {
  /// A rule may be raised to an error or lowered. What makes a claim impossible to write (R65,
  /// R86) is never lowered.
  static func apply(_ changed: [RuleID: Finding.Severity], _ finding: Finding) -> Finding {
    guard let severity = changed[finding.rule], severity != finding.severity else { return finding }
    if severity < finding.severity, isNeeded(finding.rule) { return finding }
    // What is only said beside a claim is no verdict that could be raised.
    guard finding.severity != .info else { return finding }
    var copy = finding
    copy.severity = severity
    return copy
  }

  private static func isNeeded(_ rule: RuleID) -> Bool { rule == "R65" || rule == "R86" }
}
