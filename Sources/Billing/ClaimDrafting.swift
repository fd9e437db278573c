import Claims
import Practice
import Storage

extension Desk {
  /// The claim of a visit, when all that it needs is there; else the doses that are held.
  ///
  /// Where somebody let doses go without a held one of the same visit, they are decided again without
  /// it: a line that counts several injections must not count the one that stays.
  func draft(
    _ assessment: Assessment, _ registry: Registry
  ) -> (draft: ClaimDraft?, held: [HeldDose]) {
    let waiting = assessment.doses.filter { $0.state != .ready }.map { hold($0, of: assessment) }
    guard !waiting.isEmpty, waiting.count < assessment.doses.count else {
      return waiting.isEmpty ? claimDraft(assessment, registry) : (nil, waiting)
    }
    var part = assessment.visit
    part.open = assessment.doses.filter { $0.state == .ready }.map(\.dose)
    let alone = assess(part, registry)
    guard alone.isReady else { return (nil, waiting + alone.doses.map { hold($0, of: alone) }) }
    let outcome = claimDraft(alone, registry)
    return (outcome.draft, waiting + outcome.held)
  }

  /// The claim of a visit all of whose doses are ready.
  private func claimDraft(
    _ assessment: Assessment, _ registry: Registry
  ) -> (draft: ClaimDraft?, held: [HeldDose]) {
    let ready = assessment.doses
    guard !ready.isEmpty, let frozen = assessment.frozen else { return (nil, []) }
    let lines = ready.flatMap(\.lines).compactMap { service in
      service.charge.map { Claim.Line(service: service, charge: $0) }
    }
    guard let claim = claim(assessment, registry, lines: Desk.inOrder(lines)) else {
      return (nil, [])
    }
    let problems = ClaimCheck.problems(claim, today: today)
    guard problems.isEmpty else {
      return (nil, ready.map { hold($0, of: assessment, because: problems) })
    }
    let supervisor = claim.supervisingProvider.flatMap { registry.providers[$0.npi]?.version }
    return (
      ClaimDraft(
        encounter: assessment.visit.encounter, practice: registry.practice.version,
        provider: frozen.provider, supervisingProvider: supervisor, payer: frozen.payer,
        coverage: frozen.coverage, patient: assessment.visit.patient.version,
        placeOfService: claim.placeOfService, note: claim.note, lines: claim.lines,
        doses: ready.map(\.id)),
      []
    )
  }

  /// Services of the visit first, then the doses as the decision ordered them.
  private static func inOrder(_ lines: [Claim.Line]) -> [Claim.Line] {
    lines.filter { $0.service.kind == .visit } + lines.filter { $0.service.kind != .visit }
  }

  /// The claim with a number of the longest form, so that the check sees what the file would hold.
  private func claim(
    _ assessment: Assessment, _ registry: Registry, lines: [Claim.Line]
  ) -> Claim? {
    let encounter = assessment.visit.encounter
    guard let payer = assessment.payer, let coverage = assessment.coverage,
      let place = encounter.placeOfService,
      let provider = encounter.provider.flatMap({ registry.providers[$0]?.value })
    else { return nil }
    return Claim(
      number: ClaimNumber(stored: "SL0000000000000000"), billingProvider: registry.practice.value,
      renderingProvider: provider, payer: payer, coverage: coverage,
      patient: assessment.visit.patient.value, date: encounter.date, placeOfService: place,
      diagnoses: encounter.diagnoses, lines: lines)
  }

  private func hold(
    _ dose: DoseAssessment, of assessment: Assessment, because problems: [ClaimProblem] = []
  ) -> HeldDose {
    let found = problems.map {
      Finding(
        rule: "R86", severity: .error, dose: dose.id, field: $0.field,
        message: "\($0.message); \($0.why)")
    }
    return HeldDose(
      dose: dose.id, encounter: assessment.visit.encounter.id ?? RecordID(0),
      mrn: assessment.visit.patient.value.mrn, date: assessment.visit.encounter.date,
      state: problems.isEmpty ? dose.state : .blocked, findings: found + dose.findings)
  }
}
