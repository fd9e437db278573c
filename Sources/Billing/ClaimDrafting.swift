import Claims
import Coding
import Practice
import Storage

extension Desk {
  /// The claim of what is ready of a visit, and the doses that are held.
  func draft(
    _ assessment: Assessment, _ registry: Registry
  ) -> (draft: ClaimDraft?, held: [HeldDose]) {
    let held = assessment.doses.filter { $0.state != .ready }.map { hold($0, of: assessment) }
    guard let claim = assessment.claim, let frozen = assessment.frozen else { return (nil, held) }
    let opening = assessment.visit.encounter.id.flatMap { registry.openings[$0] }
    var encounter = assessment.visit.encounter
    encounter.diagnoses = claim.diagnoses
    let supervisor = claim.supervisingProvider.flatMap { registry.providers[$0.npi]?.version }
    var draft = ClaimDraft(
      encounter: encounter, practice: registry.practice.version,
      provider: frozen.provider, supervisingProvider: supervisor, payer: frozen.payer,
      coverage: frozen.coverage, patient: assessment.visit.patient.version,
      placeOfService: claim.placeOfService, note: claim.note, lines: claim.lines,
      doses: assessment.doses.filter { $0.state == .ready }.map(\.id),
      details: details(of: assessment, registry)?.frozen,
      origin: opening.map { registry.origin(of: $0) })
    draft.otherPlans = assessment.otherPlans
    return (draft, held)
  }

  /// Services of the visit first, then the doses as the decision ordered them.
  private static func inOrder(_ lines: [Claim.Line]) -> [Claim.Line] {
    lines.filter { $0.service.kind == .visit } + lines.filter { $0.service.kind != .visit }
  }

  /// The claim with a number of the longest form, so that the check sees what the file would hold.
  func claim(
    of assessment: Assessment, _ registry: Registry, _ detailed: DetailedClaim?
  ) -> Claim? {
    let encounter = assessment.visit.encounter
    let (diagnoses, services) = ClaimSize.fitting(
      encounter.diagnoses, to: assessment.doses.flatMap(\.lines))
    let lines = services.compactMap { service in
      service.charge.map { Claim.Line(service: service, charge: $0) }
    }
    guard let payer = assessment.payer, let coverage = assessment.coverage,
      let place = encounter.placeOfService,
      let provider = encounter.provider.flatMap({ registry.providers[$0]?.value })
    else { return nil }
    var claim = Claim(
      number: ClaimNumber(stored: "SL0000000000000000"), billingProvider: registry.practice.value,
      renderingProvider: provider, payer: payer, coverage: coverage,
      patient: assessment.visit.patient.value, date: encounter.date, placeOfService: place,
      diagnoses: diagnoses, lines: Desk.inOrder(lines))
    if let detailed {
      claim.details = detailed.details
      claim.note = detailed.frozen.visit.note?.text
      claim.sayOnLines(detailed.frozen.visit.onLines)
      claim.sayOnLines(assessment.approved)
    }
    if registry.settings(payer.id, on: encounter.date).supervisorOnClaim == .yes,
      let supervisor = encounter.supervisingProvider, supervisor != provider.npi
    {
      claim.supervisingProvider = registry.providers[supervisor]?.value
    }
    if let replacement = registry.replacement(at: encounter.id) {
      claim.frequency = replacement.origin.frequency
      claim.details.payerClaimNumber = replacement.origin.payerNumber
    }
    return claim
  }

  /// What keeps a replacement from being one: another payer does not know the number.
  static func problem(of assessment: Assessment, _ registry: Registry) -> ClaimProblem? {
    if assessment.decision.lines.isEmpty, let dose = assessment.doses.first {
      return ClaimProblem(
        field: "lines", message: "Nothing of it is billed", why: "say why, and it is accounted for",
        mend: "shots nocharge \(dose.id) --reason …")
    }
    guard let opening = registry.replacement(at: assessment.visit.encounter.id),
      let payer = assessment.payer
    else { return nil }
    if opening.payer == payer.id, payer.payerClass == .medicare {
      return ClaimProblem(
        field: "2300 CLM05-3",
        message: "Medicare takes only originals, and the visit would replace claim "
          + "\(opening.claim)",
        why: "end the correction, and ask for a reopening",
        mend: "shots claim undo \(opening.claim)")
    }
    guard opening.payer != payer.id else { return nil }
    return ClaimProblem(
      field: "2300 REF*F8",
      message: "The visit replaces claim \(opening.claim), which \(opening.payer) has; now it would"
        + " go to another payer",
      why: "end the correction, then take the claim back with shots claim void \(opening.claim)"
        + " --why … --doses open, so that its doses can go to the other payer",
      mend: "shots claim undo \(opening.claim)")
  }

  private func hold(_ dose: DoseAssessment, of assessment: Assessment) -> HeldDose {
    HeldDose(
      dose: dose.id, encounter: assessment.visit.encounter.id ?? RecordID(0),
      mrn: assessment.visit.patient.value.mrn, date: assessment.visit.encounter.date,
      state: dose.state, findings: dose.findings, passed: dose.passed)
  }
}
