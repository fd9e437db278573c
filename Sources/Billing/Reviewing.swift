import Coding
import Practice
import Storage

/// Which warnings are accepted together.
public struct ReviewOrder: Sendable {
  /// The rule that warned.
  public var rule: RuleID
  /// Only doses that this payer is asked for.
  public var payer: PayerID?
  /// Only doses given on these days.
  public var days: DayRange?
  /// Whether acceptances are taken back.
  public var takesBack: Bool

  /// Warnings of a rule.
  public init(
    rule: RuleID, payer: PayerID? = nil, days: DayRange? = nil, takesBack: Bool = false
  ) {
    self.rule = rule
    self.payer = payer
    self.days = days
    self.takesBack = takesBack
  }
}

/// A dose on which a warning was accepted, or an acceptance taken back.
public struct ReviewedDose: Sendable {
  /// The dose.
  public let dose: Dose.ID
  /// Whose it is.
  public let mrn: MRN
  /// When it was given.
  public let date: Day
  /// Who is asked to pay.
  public let payer: PayerID?
  /// What its lines are charged.
  public let charge: Money
  /// What the rule said.
  public let message: String
}

/// What accepting warnings of a rule came to.
public struct ReviewReport: Sendable {
  /// The doses, by visit.
  public var doses: [ReviewedDose] = []
  /// Doses on which the rule found an error, which cannot be accepted.
  public var errors = 0
  /// Doses on which the warning was accepted before.
  public var before = 0
}

extension Desk {
  /// Lets a warning pass on a dose, with the reason. Errors cannot be let pass. Says whether it is
  /// new.
  public func accept(_ rule: RuleID, on id: Dose.ID, reason: Line) throws -> Bool {
    try ledger.write(operation("accept")) {
      let stored = try openDose(id)
      guard let assessment = try decided(stored.encounter)?.assessment,
        let dose = assessment.doses.first(where: { $0.id == id })
      else { throw Refusal(.notFound, "dose \(id) is not open") }
      if let refusal = Desk.refusal(of: rule, on: dose) { throw refusal }
      guard !dose.accepted.contains(rule) else { return false }
      try ledger.insertReview(Desk.review(of: rule, on: dose, assessment.visit), reason: reason)
      return true
    }
  }

  /// Takes an acceptance back: the warning waits for a person again.
  public func takeBack(_ rule: RuleID, on id: Dose.ID, reason: Line) throws {
    try ledger.write(operation("accept --take-back")) {
      let stored = try openDose(id)
      guard let (assessment, registry) = try decided(stored.encounter),
        registry.reviews[id]?.contains(where: { $0.rule == rule }) ?? false,
        let dose = assessment.doses.first(where: { $0.id == id })
      else {
        throw Refusal(.notFound, "\(rule) was not accepted on dose \(id); nothing was taken back")
      }
      try ledger.insertReview(
        Desk.review(of: rule, on: dose, assessment.visit, passes: false), reason: reason)
    }
  }

  /// Lets the warnings of a rule pass on all open doses that fit, or takes that back; a dry run
  /// only says on which.
  public func accept(_ order: ReviewOrder, reason: Line, dryRun: Bool) throws -> ReviewReport {
    if let payer = order.payer, try ledger.payer(payer) == nil {
      throw Refusal(.notFound, "there is no payer \(payer). List them with: shots payer list")
    }
    if dryRun { return try ledger.read { try Desk.some(reviews(order), order).report } }
    return try ledger.write(operation("accept")) {
      let found = try Desk.some(reviews(order), order)
      for review in found.new { try ledger.insertReview(review, reason: reason) }
      return found.report
    }
  }

  /// What was found, unless there is nothing in it to accept or to take back.
  private static func some(
    _ found: (report: ReviewReport, new: [NewReview]), _ order: ReviewOrder
  ) throws(Refusal) -> (report: ReviewReport, new: [NewReview]) {
    guard found.new.isEmpty, found.report.before == 0 else { return found }
    if order.takesBack {
      throw Refusal(
        .notFound,
        "\(order.rule) is accepted on no open dose that fits; nothing was taken back. List what "
          + "is: shots accept --list")
    }
    guard found.report.errors > 0 else {
      throw Refusal(
        .notFound,
        "rule \(order.rule) warns on no open dose that fits; nothing was accepted. List open "
          + "doses: shots unbilled")
    }
    throw Refusal(
      .badData,
      "rule \(order.rule) is an error on \(counted(found.report.errors, "dose")), which a payer "
        + "would refuse; it must be mended: shots unbilled --state blocked. Nothing was accepted")
  }

  private func reviews(_ order: ReviewOrder) throws -> (report: ReviewReport, new: [NewReview]) {
    let open = OpenVisitFilter(days: order.days)
    let registry = try Registry(ledger, tables, for: open)
    var report = ReviewReport()
    var new: [NewReview] = []
    try ledger.eachOpenVisit(open) { stored in
      let visit = registry.arranged(stored)
      if let payer = order.payer, visit.coverages.first?.value.payer != payer { return true }
      let assessment = assess(visit, registry)
      for dose in assessment.doses {
        let found = dose.findings.filter { $0.rule == order.rule && $0.severity > .info }
        guard let finding = found.first else { continue }
        let isAccepted = dose.accepted.contains(order.rule)
        if found.contains(where: { $0.severity == .error }) {
          report.errors += 1
        } else if isAccepted != order.takesBack {
          report.before += isAccepted ? 1 : 0
        } else {
          new.append(Desk.review(of: order.rule, on: dose, visit, passes: !order.takesBack))
          report.doses.append(
            ReviewedDose(
              dose: dose.id, mrn: visit.patient.value.mrn, date: visit.encounter.date,
              payer: assessment.payer?.id, charge: dose.charge, message: finding.message))
        }
      }
      return true
    }
    return (report, new)
  }

  private static func review(
    of rule: RuleID, on dose: DoseAssessment, _ visit: OpenVisit, passes: Bool = true
  ) -> NewReview {
    let said = dose.findings.filter { $0.rule == rule && $0.severity > .info }.map(\.message)
    return NewReview(
      dose: dose.id, rule: rule, passes: passes,
      mark: ReviewMark(rule, dose.findings, of: visit).number(),
      finding: said.joined(separator: " "))
  }

  private static func refusal(of rule: RuleID, on dose: DoseAssessment) -> Refusal? {
    let findings = dose.findings.filter { $0.rule == rule }
    guard let finding = findings.max(by: { $0.severity < $1.severity }) else {
      return Refusal(
        .notFound, "rule \(rule) found nothing on dose \(dose.id); nothing was accepted")
    }
    switch finding.severity {
    case .warning: return nil
    case .info:
      return Refusal(
        .badData,
        "rule \(rule) only has a note on dose \(dose.id), which holds nothing; there is nothing to "
          + "accept")
    case .error:
      return Refusal(
        .badData,
        "rule \(rule) on dose \(dose.id) is an error, which a payer would refuse; it must be "
          + "mended: \(finding.fix ?? finding.message)")
    }
  }
}
