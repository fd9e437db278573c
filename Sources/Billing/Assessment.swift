import Claims
import Coding
import Practice
import Storage

/// A visit with open doses, decided: what would be billed, what stands in the way, how long there
/// is.
public struct Assessment: Sendable {
  /// The visit as the ledger holds it.
  public let visit: OpenVisit
  /// Lines and findings.
  public let decision: Decision
  /// Who is asked to pay; nil when no policy covers the day.
  public let payer: Payer?
  /// The policy.
  public let coverage: Coverage?
  /// What caused the condition that it treats, when another insurance may answer (R79, 837P CLM11).
  public let accident: Accident?
  /// The approvals of its doses, in their order (R76, 837P REF*G1).
  let approved: [ApprovedDose]
  /// Each open dose, in order.
  public var doses: [DoseAssessment]
  let frozen: FrozenVersions?
  /// The claim of the doses that are ready; nil when there are none.
  var claim: Claim?
  /// The plans that it names beside the one that it bills.
  var otherPlans: [OtherPlan] = []

  /// Whether the visit can go out: every open dose of it is ready.
  var isReady: Bool { doses.allSatisfy { $0.state == .ready } }
}

/// The versions that a claim of the visit would point at.
struct FrozenVersions: Sendable {
  let payer: Int64
  let coverage: Int64
  let provider: Int64
}

/// One open dose of an assessed visit.
public struct DoseAssessment: Sendable {
  /// The dose.
  public let dose: Dose
  /// Its number.
  public let id: Dose.ID
  /// Whether it can be billed.
  public fileprivate(set) var state: DoseState
  /// The lines that it causes; the first dose of a visit carries the services of the visit, too.
  public let lines: [ServiceLine]
  /// What was found about it and about the visit, worst first.
  public fileprivate(set) var findings: [Finding]
  /// The warnings that somebody looked at as they are, and let pass.
  public fileprivate(set) var passed: [Review]
  /// The warnings that were let pass before the dose, its visit or policy changed: they need a new
  /// look.
  public fileprivate(set) var lapsed: [Review]
  /// Days since it was given.
  public let ageDays: Int
  /// The last day on which the claim may arrive; nil when it is not known.
  public let fileBy: Day?
  /// Days until then; negative when it is over.
  public let daysLeft: Int?

  /// What its lines are charged.
  public var charge: Money { lines.compactMap(\.charge).total }

  /// The rules whose warnings somebody let pass.
  public var accepted: [RuleID] { passed.map(\.rule) }

  /// The findings that hold it.
  public var holding: [Finding] {
    findings.filter { $0.severity > .info && !accepted.contains($0.rule) }
  }
}

extension Assessment {
  /// Holds what was ready, because it is not when it goes alone.
  fileprivate mutating func hold(as alone: Assessment) {
    for index in doses.indices where doses[index].state == .ready {
      guard let dose = alone.doses.first(where: { $0.id == doses[index].id }) else { continue }
      doses[index].state = dose.state
      doses[index].findings = dose.findings
      doses[index].passed = dose.passed
      doses[index].lapsed = dose.lapsed
    }
  }

  /// Tells which plans the claim does not name although they pay after its own.
  fileprivate mutating func tell(_ left: [Finding]) {
    guard !left.isEmpty, let index = doses.firstIndex(where: { $0.state == .ready }) else { return }
    doses[index].findings += left
  }

  /// Tells which texts the claim file carries otherwise than they are kept (837P guide §1.1).
  fileprivate mutating func tell(_ alterations: [String]) {
    guard !alterations.isEmpty, let index = doses.firstIndex(where: { $0.state == .ready })
    else { return }
    doses[index].findings.append(
      Finding(
        rule: "R86", severity: .info, dose: doses[index].id,
        message: "Claim files have only plain capitals, digits and signs; other characters are "
          + "changed or left out in " + alterations.joined(separator: ", ")))
  }

  /// Blocks what was ready, because a receiver would refuse its claim (R86).
  /// `only` says where that is so, when not everywhere.
  fileprivate mutating func block(
    _ problems: [ClaimProblem], in state: DoseState = .ready, fix: String? = nil,
    only: String? = nil
  ) {
    claim = nil
    for index in doses.indices where doses[index].state == state {
      doses[index].state = .blocked
      doses[index].findings =
        problems.map {
          Finding(
            rule: "R86", severity: .error, dose: doses[index].id, field: $0.field,
            message: "\($0.message); \($0.why)" + (only.map { " (\($0))" } ?? ""),
            fix: fix ?? $0.mend)
        } + doses[index].findings
    }
  }
}

extension Desk {
  /// Decides a visit, and makes the claim of what is ready, so that what is called ready can go.
  /// With a layout it is to go on paper.
  func assess(
    _ visit: OpenVisit, _ registry: Registry, layout: PaperLayout? = nil
  ) -> Assessment {
    var assessment = decide(visit, registry)
    let ready = assessment.doses.filter { $0.state == .ready }
    guard !ready.isEmpty else {
      // Told before somebody looks at the rest: an accepted warning must not lead to a refusal.
      if assessment.doses.allSatisfy({ $0.state == .review }) {
        let problems = outcome(of: assessment, from: visit, registry, layout).problems
        if !problems.isEmpty { assessment.block(problems, in: .review) }
      }
      return assessment
    }
    var going = assessment
    if ready.count < assessment.doses.count {
      // What stays behind has no part in the lines of what goes without it.
      var part = visit
      part.open = ready.map(\.dose)
      let staying = assessment.doses.filter { $0.state != .ready }.compactMap(\.dose.time).min()
      going = decide(part, registry, stayingSince: staying)
      guard going.isReady else {
        assessment.hold(as: going)
        return assessment
      }
    }
    if let stray = stray(of: going, registry) {
      assessment.block([stray.problem], fix: stray.mend(registry).command)
      return assessment
    }
    let outcome = outcome(of: going, from: visit, registry, layout)
    let problems = outcome.problems
    assessment.claim = outcome.claim
    if let claim = outcome.claim {
      assessment.otherPlans = outcome.plans?.frozen ?? []
      assessment.tell(outcome.plans?.left ?? [])
      // What paper changes is told of the whole export.
      if problems.isEmpty, layout == nil { assessment.tell(ClaimCheck.alterations(claim)) }
    }
    guard !problems.isEmpty else { return assessment }
    // What holds the file only is said to: with --format cms1500 the same dose goes.
    let fitsPaper =
      !outcome.liesInVisit
      && assessment.claim.map { paperProblems($0, PaperLayout()).isEmpty } ?? false
    assessment.block(problems, only: layout == nil && fitsPaper ? "837P; paper can carry it" : nil)
    return assessment
  }

  /// What a visit would go as, and why a receiver would refuse it.
  private struct Outcome {
    var claim: Claim?
    var problems: [ClaimProblem]
    /// Whether the visit itself says what cannot go, so that paper does not carry it either.
    var liesInVisit = false
    var plans: PlansAfter?
  }

  private func outcome(
    of going: Assessment, from visit: OpenVisit, _ registry: Registry, _ layout: PaperLayout?
  ) -> Outcome {
    if let problem = Desk.problem(of: going, registry) { return Outcome(problems: [problem]) }
    let detailed = details(of: going, registry)
    guard var claim = claim(of: going, registry, detailed) else {
      return Outcome(problems: [
        ClaimProblem(
          field: "claim", message: "No claim can be made of it",
          why: "payer, coverage, provider and place of service must be there")
      ])
    }
    let plans = nameOtherPlans(of: visit, registry, on: &claim)
    let problems =
      (detailed?.problems ?? [])
      + (layout.map { paperProblems(claim, $0) } ?? ClaimCheck.problems(claim, today: today))
    guard !problems.isEmpty else { return Outcome(claim: claim, problems: [], plans: plans) }
    let mends = ProblemMends(problems, visit: visit.encounter, claim: claim, today: today)
    return Outcome(
      claim: claim, problems: mends.mended, liesInVisit: detailed?.problems.isEmpty == false,
      plans: plans)
  }

  private func decide(
    _ visit: OpenVisit, _ registry: Registry, stayingSince: TimeOfDay? = nil
  ) -> Assessment {
    let coverage = visit.coverages.first
    let payer = coverage.flatMap { registry.payers[$0.value.payer] }
    let encounter = visit.encounter
    let provider = encounter.provider.flatMap { registry.providers[$0] }
    var question = question(of: visit, payer: payer?.value, provider?.value, registry)
    question.stayingSince = stayingSince
    let settings = question.settings
    let accident = question.accident
    // A replacement carries the whole claim (837P §7): nobody can let a part of it go alone.
    let waiting =
      registry.replacement(at: visit.encounter.id) == nil
      ? question.severities["R87"] ?? .warning : .error
    let decision = Coding.decide(question, tables: tables)
    var frozen: FrozenVersions?
    if let coverage, let payer, let provider {
      frozen = FrozenVersions(
        payer: payer.version, coverage: coverage.version, provider: provider.version)
    }
    // A correction has a limit of its own, which is not known (R78).
    let fileBy =
      question.replacedClaim == nil
      ? FilingDeadline.fileBy(date: encounter.date, payer: payer?.value, settings: settings) : nil
    return Assessment(
      visit: visit, decision: decision, payer: payer?.value, coverage: coverage?.value,
      accident: accident,
      approved: payer.flatMap {
        registry.facts?.approvals.numbers(
          for: visit, payer: $0.value.id, typed: question.authorizationNumber, decision.lines)
      } ?? [],
      doses: doses(
        of: visit, decision, fileBy: fileBy, reviews: registry.reviews, waiting: waiting),
      frozen: frozen)
  }

  /// What is to be decided of a visit.
  private func question(
    of visit: OpenVisit, payer: Payer?, _ provider: Provider?, _ registry: Registry
  ) -> Visit {
    let date = visit.encounter.date
    var question = Visit(
      encounter: visit.encounter, doses: visit.open, billedDoses: visit.billed,
      sameDay: Desk.sameDayDoses(visit.sameDay, registry), patient: visit.patient.value,
      coverage: visit.coverages.first?.value,
      otherCoverages: visit.coverages.dropFirst().map(\.value), payer: payer, provider: provider,
      supervisingProvider: visit.encounter.supervisingProvider.flatMap {
        registry.providers[$0]?.value
      },
      settings: registry.settings(payer?.id, on: date), fees: registry.fees, today: today)
    if let carried = visit.encounter.id.flatMap({ registry.carried[$0] }) {
      question.carried = carried
    }
    question.otherVisits = visit.sameDay.visits.isEmpty ? [] : otherVisits(of: visit, registry)
    registry.facts?.add(to: &question, of: visit)
    question.delayReason = registry.facts?.details(of: visit).delayReason
    question.atPayer = registry.atPayer(visit.encounter.id)
    question.replacedClaim = registry.replacement(at: visit.encounter.id)?.origin.claim
    question.severities = registry.severities.severities(payer?.id, on: date)
    return question
  }

  private func doses(
    of visit: OpenVisit, _ decision: Decision, fileBy: Day?, reviews: [Dose.ID: [Review]],
    waiting: Finding.Severity
  ) -> [DoseAssessment] {
    let own = visit.open.compactMap { dose in
      dose.id.map { id in
        let looks = Looks(reviews[id], decision.findings(for: id), of: visit)
        return (
          dose: dose, id: id, looks: looks,
          state: decision.state(of: id) { looks.pass($0.rule) }
        )
      }
    }
    return own.map { entry in
      var findings = decision.findings(for: entry.id)
      var state = entry.state
      var looks = entry.looks
      if state == .ready, let other = own.first(where: { $0.state != .ready }) {
        let finding = Desk.waits(
          entry.id, for: other.id, waiting,
          mend: decision.findings(for: other.id).first { finding in
            finding.severity > .info && !other.looks.pass(finding.rule)
          }?.fix)
        let look = Looks(reviews[entry.id], [finding], of: visit)
        looks.add(look, on: "R87")
        findings.append(finding)
        switch waiting {
        case .info: break
        case .warning: if !look.pass("R87") { state = .review }
        case .error: state = .blocked
        }
      }
      var lines = decision.lines.filter { $0.dose == entry.id && $0.kind != .visit }
      if entry.id == own.first?.id { lines = decision.visitLines + lines }
      return DoseAssessment(
        dose: entry.dose, id: entry.id, state: state, lines: lines,
        findings: findings.isEmpty
          ? [] : findings.sorted { $0.severity > $1.severity },
        passed: looks.passed, lapsed: looks.lapsed,
        ageDays: visit.encounter.date.days(until: today), fileBy: fileBy,
        daysLeft: fileBy.map { today.days(until: $0) })
    }
  }

  /// A visit goes out as one claim, so that the payer sees drug and giving together (R87).
  private static func waits(
    _ dose: Dose.ID, for other: Dose.ID, _ severity: Finding.Severity, mend: String?
  ) -> Finding {
    Finding(
      rule: "R87", severity: severity, dose: dose,
      message: "It waits for dose \(other) of the same visit: a visit goes out as one claim. "
        + (severity == .error ? "It cannot go alone." : "Accept this to send it alone."),
      fix: severity == .error
        ? mend ?? "shots dose show \(other)" : "shots accept \(dose) R87 --why …")
  }

  /// Decides one visit that has open doses.
  public func assess(_ id: Encounter.ID) throws -> Assessment? {
    try ledger.read { try decided(id)?.assessment }
  }

  /// The same inside a transaction, with what was read for it.
  func decided(_ id: Encounter.ID) throws -> (assessment: Assessment, registry: Registry)? {
    guard let visit = try ledger.openVisit(id) else { return nil }
    let registry = try Registry(
      ledger, tables, for: OpenVisitFilter(only: id), of: .patient(RecordID(visit.patient.row)))
    return (assess(registry.arranged(visit), registry), registry)
  }
}
