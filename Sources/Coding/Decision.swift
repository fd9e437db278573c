import Practice

/// What a visit comes to: the lines to bill and what the rules found.
public struct Decision: Sendable {
  /// The lines in the order of the claim: services of the visit, then for each dose its
  /// administration, its drug and its waste.
  public var lines: [ServiceLine]
  /// What the rules found, in the order of the rules' sections.
  public var findings: [Finding]
  /// Doses whose giving is billed on the administration line of another dose: drawn into one
  /// syringe (R24), counted on one line (R26), or one of several allergy shots (R11).
  public var sharedAdministration: [Dose.ID: Dose.ID]

  /// A decision.
  public init(
    lines: [ServiceLine], findings: [Finding], sharedAdministration: [Dose.ID: Dose.ID] = [:]
  ) {
    self.lines = lines
    self.findings = findings
    self.sharedAdministration = sharedAdministration
  }

  /// Whether a dose can be billed: an error about it or about the whole encounter blocks it, a
  /// warning that nobody accepted holds it in review.
  public func state(
    of dose: Dose.ID?, accepted: (Finding) -> Bool = { _ in false }
  ) -> DoseState {
    var state = DoseState.ready
    for finding in findings where finding.dose == nil || finding.dose == dose {
      switch finding.severity {
      case .error: return .blocked
      case .warning where state == .ready && !accepted(finding): state = .review
      default: continue
      }
    }
    return state
  }

  /// The lines that a dose caused, and the administration line that it shares with another dose.
  public func lines(for dose: Dose.ID?) -> [ServiceLine] {
    let shared = dose.flatMap { sharedAdministration[$0] }
    return lines.filter { line in
      guard line.kind != .visit else { return false }
      return line.dose == dose
        || (shared != nil && line.dose == shared && line.kind == .administration)
    }
  }

  /// What concerns a dose: findings about it and about the whole encounter.
  public func findings(for dose: Dose.ID?) -> [Finding] {
    findings.filter { $0.dose == nil || $0.dose == dose }
  }

  /// The services of the visit.
  public var visitLines: [ServiceLine] { lines.filter { $0.kind == .visit } }

  /// The charges of all lines that have one.
  public var total: Money { lines.compactMap(\.charge).total }
}
