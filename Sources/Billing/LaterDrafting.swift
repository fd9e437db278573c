import Claims
import Coding
import Practice
import Storage

/// Makes the claims to later payers: the lines of the earlier claim as they were sent, with what
/// its payer decided (837P guide §6).
struct LaterDrafting {
  let desk: Desk
  let registry: Registry
  let layout: PaperLayout?

  /// Whether each claim goes on, with what would be frozen.
  func claims(_ sources: [LaterSource]) throws -> [LaterClaim] {
    let ids = sources.map(\.decided.id)
    if ids.isEmpty { return [] }
    var stored: [Claim.ID: StoredClaim] = [:]
    try desk.ledger.eachClaim(ids, practice: registry.practice.version) { stored[$0.id] = $0 }
    let details = try desk.ledger.frozenDetails(of: ids)
    let reasons = try desk.ledger.secondaryReasons()
    let decisions = try desk.ledger.decisions(
      sources.compactMap { $0.life.history.decision?.id })
    return sources.compactMap { source in
      guard let earlier = stored[source.decided.id],
        let event = source.life.history.decision?.id, let decision = decisions[event]
      else { return nil }
      return claim(
        Material(
          source: source, earlier: earlier, event: event, decision: decision,
          frozen: details[earlier.id], reasons: reasons))
    }
  }

  /// All that a claim to a later payer is made from.
  private struct Material {
    let source: LaterSource
    let earlier: StoredClaim
    let event: ClaimEvent.ID
    let decision: Adjudication
    let frozen: FrozenDetails?
    let reasons: [Int64: MedicareSecondaryReason]
  }

  private func claim(_ material: Material) -> LaterClaim? {
    let source = material.source
    let decision = material.decision
    let left = decision.leftForPatient
    let told = decision.told(of: material.earlier.claim.lines)
    if source.again == nil, !source.isForced {
      if decision.isForwarded {
        return source.later(
          .crossed(
            "\(material.earlier.claim.payer.id) sent the claim on itself "
              + "(\(decision.remarks.joined(separator: " ")))",
            on: source.life.history.decision?.day ?? decision.date), left: left)
      }
      if let reason = notDue(material, told) { return source.later(.notDue(reason), left: left) }
    }
    guard var told, source.life.history.paid == decision.paid else {
      return source.later(ask(for: material), left: left)
    }
    if source.again?.origin.frequency != .replacement, !source.isForced,
      let late = late(material)
    {
      return source.later(late, left: left)
    }
    told.payerClaimNumber = source.life.history.payerNumber
    var claim = claim(material, told)
    let plans = PlansAfter(
      source.decided.next, registry, reason: { material.reasons[$0.row] }, on: &claim)
    let problems =
      ClaimCheck.problems(claim, today: desk.today)
      + (layout.map { desk.paperProblems(claim, $0) } ?? [])
    guard problems.isEmpty else {
      return source.later(held(problems, material), left: left)
    }
    if let taken = source.taken {
      return source.later(
        .asks(
          "claim \(taken.id) to \(taken.payer) was taken back, so nobody asks it for what claim "
            + "\(material.earlier.id) left; send it again, or end that policy",
          command: "shots export --month \(taken.date.description.prefix(7)) --format 837p "
            + "--secondary \(material.earlier.id) --out …"), left: left)
    }
    guard var draft = draft(material, of: claim) else { return nil }
    draft.otherPlans = plans.frozen
    draft.findings += plans.left.map { FrozenFinding($0, dose: nil, review: nil) }
    return source.later(.due(again: source.again?.claim), left: left, draft, claim)
  }

  /// Why nobody asks the next payer; nil when it is asked.
  private func notDue(_ material: Material, _ told: Adjudication?) -> String? {
    let payer = material.earlier.claim.payer.id
    let decision = material.decision
    let isFull = decision.paid >= material.earlier.claim.total
    guard decision.leftForPatient == .zero, isFull || told != nil else { return nil }
    return material.source.life.history.state == .denied
      ? "\(payer) denied it and left nothing for the patient; correct it or appeal"
      : "\(payer) left nothing for the patient"
  }

  /// A later payer is told where every cent of the charges went; nobody makes that up.
  private func ask(for material: Material) -> LaterClaim.Standing {
    let id = material.earlier.id
    let payer = material.earlier.claim.payer.id
    let state = material.source.life.history.state
    let lines = material.earlier.claim.lines.count
    guard material.source.life.history.paid == material.decision.paid else {
      return .held(
        "\(payer) paid in several parts, and a later payer is told of one answer: take back the "
          + "last part with shots claim undo \(id), the one before it with shots claim mark \(id) "
          + "reversed, and note both as one: shots claim mark \(id) paid --line …",
        command: "shots claim undo \(id)")
    }
    return .held(
      "what \(payer) paid and what it did not are not the charges; note the answer again, from "
        + "the remittance: shots claim undo \(id), then shots claim mark \(id) \(state) "
        + "--line 1:paid=…,CO-45=…,PR-2=…" + (lines > 1 ? " and so on to line \(lines)" : ""),
      command: "shots claim undo \(id)")
  }

  /// Past the limit of the next payer nothing goes out in silence, and where the limit is not known
  /// neither does what is past that of a first claim (R78).
  private func late(_ material: Material) -> LaterClaim.Standing? {
    let source = material.source
    let later = source.later(.notDue(""))
    let limit = registry.limit(of: later)
    let send =
      "shots export --month \(later.earlier.date.description.prefix(7)) --format 837p --secondary "
      + "\(later.earlier.id) --out …"
    if let last = limit.last {
      guard last < desk.today else { return nil }
      return .held(
        "it had to reach \(later.payer) by \(last), "
          + "\(counted(last.days(until: desk.today), "day")) ago (R78)", command: send)
    }
    let first = FilingDeadline.fileBy(
      date: later.earlier.date, payer: registry.payers[later.payer]?.value,
      settings: registry.settings(later.payer, on: later.earlier.date))
    guard let first, first < desk.today, limit.unknown != nil else { return nil }
    return .held(
      "\(later.payer) takes claims until \(first) (R78), unless it counts from the decision before "
        + "it. To send it all the same: \(send)",
      command: "shots payer set \(later.payer) \(PayerSettings.Name.laterFilingDays.rawValue) …")
  }

  private func held(_ problems: [ClaimProblem], _ material: Material) -> LaterClaim.Standing {
    let claim = material.earlier.claim
    let next = material.source.next.value
    let why = problems.map { "\($0.message); \($0.why)" }.joined(separator: ". ")
    var command = "shots claim show \(material.earlier.id)"
    if problems.contains(where: { $0.field == "2000B SBR05" }) {
      command =
        "shots coverage add \(claim.patient.mrn) --payer \(next.payer) --member-id "
        + "\(next.memberID) --priority \(next.priority.rawValue) --from \(next.effectiveFrom) "
        + "--medicare-second …"
    } else if problems.contains(where: { $0.field.hasPrefix("2010BB") }) {
      command = "shots payer edit \(next.payer) …"
    }
    return .held(why, command: command)
  }

  // MARK: - The claim

  private func claim(_ material: Material, _ told: Adjudication) -> Claim {
    let source = material.source
    let earlier = material.earlier.claim
    var claim = earlier
    claim.number = ClaimNumber(stored: "SL0000000000000000")
    claim.frequency = source.again?.origin.frequency ?? .original
    claim.billingProvider = registry.practice.value
    claim.patient = source.decided.patient.value
    claim.coverage = source.next.value
    claim.coverage.priority = earlier.coverage.priority.next ?? .tertiary
    if let payer = registry.payers[source.next.value.payer]?.value { claim.payer = payer }
    for index in claim.lines.indices where claim.lines[index].hasDetails {
      claim.lines[index].details.priorAuthorization = nil
    }
    var details = frozen(material)?.visit.onClaim ?? ClaimDetails()
    let before = earlier.details
    details.referringProvider = before.referringProvider
    details.orderingProvider = before.orderingProvider
    details.facility = before.facility
    details.accident = before.accident
    details.secondaryReason = reason(material)
    details.payerClaimNumber = source.again?.origin.payerNumber
    details.otherPayers = before.otherPayers.filter { $0.answer != nil }
    details.otherPayers.append(
      OtherPayer(
        payer: earlier.payer, coverage: earlier.coverage, secondaryReason: before.secondaryReason,
        benefits: details.benefits, release: details.release, answer: told))
    claim.details = details
    return claim
  }

  /// What the earlier claim froze, without what its payer alone was told.
  private func frozen(_ material: Material) -> FrozenDetails? {
    var frozen = material.frozen ?? FrozenDetails(visit: VisitDetails())
    frozen.visit.priorAuthorization = nil
    frozen.visit.referralNumber = nil
    frozen.visit.delayReason = nil
    frozen.visit.propertyCasualtyNumber = nil
    frozen.secondaryReason = reason(material)
    return frozen == FrozenDetails(visit: VisitDetails()) ? nil : frozen
  }

  private func reason(_ material: Material) -> MedicareSecondaryReason? {
    guard
      registry.payers[material.source.next.value.payer]?.value.filingIndicator?.text == "MB"
    else { return nil }
    return MedicareSecondaryReason(after: material.earlier.claim.payer.payerClass)
      ?? material.reasons[material.source.next.row]
  }

  private func draft(_ material: Material, of claim: Claim) -> ClaimDraft? {
    let source = material.source
    guard let payer = registry.payers[claim.payer.id] else { return nil }
    var visit = Encounter(
      id: material.earlier.encounter, date: claim.date, provider: nil, diagnoses: claim.diagnoses)
    visit.placeOfService = claim.placeOfService
    var draft = ClaimDraft(
      encounter: visit, practice: registry.practice.version, provider: source.decided.provider,
      supervisingProvider: source.decided.supervisingProvider, payer: payer.version,
      coverage: source.next.version, patient: source.decided.patient.version,
      placeOfService: claim.placeOfService, note: claim.note,
      lines: claim.lines.map { line in
        var line = line
        // The dose is accounted for by the claim to the first payer.
        line.service.dose = nil
        return line
      }, doses: [], details: frozen(material))
    draft.origin = source.again.map { registry.origin(of: $0) }
    draft.later = LaterLink(
      earlier: material.earlier.id, event: material.event,
      payerNumber: source.life.history.payerNumber)
    draft.findings = habits(claim, material.earlier.claim.payer)
    return draft
  }

  /// Where the later payer wants lines otherwise than the first one: said, never changed, because
  /// both must be charged the same.
  private func habits(_ claim: Claim, _ first: Payer) -> [FrozenFinding] {
    let own = registry.settings(claim.payer.id, on: claim.date)
    let others = registry.settings(first.id, on: claim.date)
    let differing: [(PayerSettings.Name, RuleID)] = [
      (.multiInjectionStyle, "R26"), (.wasteModifiersRequired, "R57"), (.unrelatedStyle, "R41"),
    ]
    return differing.compactMap { name, rule in
      let wants = own.text(of: name)
      guard wants != others.text(of: name) else { return nil }
      return FrozenFinding(
        Finding(
          rule: rule, severity: .info,
          message: "\(claim.payer.id) has \(name.rawValue) \(wants), \(first.id) "
            + "\(others.text(of: name)); the lines stay as \(first.id) decided on them"),
        dose: nil, review: nil)
    }
  }
}
