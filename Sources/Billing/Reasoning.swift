import Coding
import Practice
import Storage

/// Why a dose or a claim is coded as it is: what `shots why` shows.
public struct Reasoning: Sendable {
  /// What it is about.
  public enum Subject: Sendable {
    /// An open dose with its visit: decided now.
    case open(Assessment, DoseAssessment)
    /// A dose on a claim, or a whole claim: as it was frozen.
    case frozen(StoredClaim, StoredDose?)
    /// A dose that is not billed.
    case disposed(StoredDose)
  }

  /// What it is about.
  public let subject: Subject
  /// The lines with their arithmetic.
  public let lines: [ServiceLine]
  /// What rules found, with who let it pass.
  public let findings: [Found]
  /// The rows of tables and the habits of the payer that were used.
  public let rows: [UsedRow]

  /// What a rule found.
  public struct Found: Sendable {
    /// The finding.
    public let finding: Finding
    /// Who let it pass.
    public let review: Review?
    /// Who let it pass before something changed.
    public let lapsed: Review?
  }

  /// The rules that made the lines, each once, in the order of the lines.
  public var makers: [RuleID] {
    var rules: [RuleID] = []
    for rule in lines.flatMap(\.rules) where !rules.contains(rule) { rules.append(rule) }
    return rules
  }
}

extension Desk {
  /// Why a dose is coded as it is; on a claim, as it was frozen then.
  public func why(_ id: Dose.ID) throws -> Reasoning {
    try ledger.read {
      let stored = try dose(id)
      switch stored.disposition {
      case .billed(let claim):
        guard let found = try ledger.claim(claim) else {
          throw Refusal(.notFound, "there is no claim \(claim)")
        }
        return try why(found, dose: stored)
      case .selfPay, .noCharge, .voided:
        return Reasoning(subject: .disposed(stored), lines: [], findings: [], rows: [])
      case nil: return try why(open: stored)
      }
    }
  }

  /// Why a claim says what it says, as it was frozen.
  public func why(_ claim: StoredClaim) throws -> Reasoning {
    try ledger.read { try why(claim, dose: nil) }
  }

  private func why(open stored: StoredDose) throws -> Reasoning {
    guard let (assessment, registry) = try decided(stored.encounter),
      let dose = assessment.doses.first(where: { $0.dose.id == stored.dose.id })
    else {
      throw Refusal(.notFound, "dose \(stored.dose.id?.number ?? 0) is not open")
    }
    var lines = dose.lines
    for line in assessment.decision.lines(for: dose.id) where !lines.contains(line) {
      lines.append(line)
    }
    let findings = dose.findings.map { finding in
      Reasoning.Found(
        finding: finding,
        review: finding.severity > .info ? dose.passed.last { $0.rule == finding.rule } : nil,
        lapsed: finding.severity > .info ? dose.lapsed.last { $0.rule == finding.rule } : nil)
    }
    // A shared line belongs to another dose: its row is found by that one.
    let giving = assessment.doses.filter { other in
      other.id == dose.id || lines.contains { $0.dose == other.id }
    }.map(\.dose)
    return Reasoning(
      subject: .open(assessment, dose), lines: lines, findings: findings,
      rows: usedRows(
        lines, giving, rules: dose.findings.map(\.rule), payer: assessment.payer,
        on: assessment.visit.encounter.date, registry))
  }

  private func why(_ claim: StoredClaim, dose: StoredDose?) throws -> Reasoning {
    var lines = claim.claim.lines.map(\.service)
    var found = try ledger.findings(of: claim.id)
    var rows = try ledger.usedRows(of: claim.id)
    if let dose, let id = dose.dose.id {
      lines = lines.filter { $0.dose == id || $0.kind == .visit }
      found = found.filter { $0.dose == nil || $0.dose == id }
      rows = rows.filter { $0.table != "drugs" || $0.key == dose.dose.drug.text }
    }
    var reviews: [Int64: Review] = [:]
    for id in Set(found.compactMap { $0.review == nil ? nil : $0.dose }) {
      for review in try ledger.reviews(of: id) { reviews[review.id] = review }
    }
    let findings = found.map { frozen in
      Reasoning.Found(
        finding: Finding(
          rule: frozen.rule, severity: frozen.severity, dose: frozen.dose, message: frozen.message),
        review: frozen.review.flatMap { reviews[$0] }, lapsed: nil)
    }
    return Reasoning(
      subject: .frozen(claim, dose), lines: lines, findings: findings, rows: rows)
  }

  /// What a claim freezes beside its lines: what was found, and what the decision used.
  func freeze(
    _ assessment: Assessment, _ registry: Registry, in draft: inout ClaimDraft,
    _ workings: inout SharedWorkings
  ) -> SharedWorkings.Used {
    var findings: [FrozenFinding] = []
    let going = assessment.doses.filter { draft.doses.contains($0.id) }
    for dose in going {
      for finding in dose.findings {
        let review =
          finding.severity > .info ? dose.passed.last { $0.rule == finding.rule }?.id : nil
        // What is about the visit stands once, unless somebody let it pass dose by dose.
        let frozen = FrozenFinding(
          finding, dose: review == nil ? finding.dose : dose.id, review: review)
        if !findings.contains(frozen) { findings.append(frozen) }
      }
    }
    draft.findings = findings
    let lines = draft.lines.map(\.service)
    let doses = going.map(\.dose)
    let rules = findings.map(\.rule)
    let day = draft.encounter.date
    let basis = SharedWorkings.Basis(
      lines, doses, rules: lines.flatMap(\.rules) + rules, payer: assessment.payer?.id, on: day)
    let used = workings.used(basis) {
      usedRows(lines, doses, rules: rules, payer: assessment.payer, on: day, registry)
    }
    draft.usedRows = used.rows
    return used
  }

  private func usedRows(
    _ lines: [ServiceLine], _ doses: [Dose], rules found: [RuleID], payer: Payer?, on day: Day,
    _ registry: Registry
  ) -> [UsedRow] {
    var rows = tables.rows(behind: lines, of: doses, on: day).map {
      UsedRow(table: $0.table, key: $0.key, content: $0.content, source: $0.source)
    }
    guard let payer else { return rows }
    let rules = Set(lines.flatMap(\.rules) + found)
    let settings = registry.settings(payer.id, on: day)
    for name in PayerSettings.Name.allCases where !rules.isDisjoint(with: name.rules) {
      rows.append(
        UsedRow(
          table: "payer_settings", key: name.rawValue, content: settings.text(of: name),
          source: registry.source(of: name, payer, on: day)))
    }
    return rows
  }
}
