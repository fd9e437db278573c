import Claims
import Practice
import Storage

/// What the claim of a visit says beyond its services, looked up once for the claim and its draft.
struct DetailedClaim {
  let frozen: FrozenDetails
  /// The number of an approval or what else the facts add.
  let details: ClaimDetails
  /// What cannot be found or cannot be so, in words.
  let problems: [ClaimProblem]
}

extension Desk {
  /// Puts together what a claim says beyond its services; nil for most.
  func details(of assessment: Assessment, _ registry: Registry) -> DetailedClaim? {
    guard let facts = registry.facts else { return nil }
    var visit = facts.details(of: assessment.visit)
    visit.priorAuthorization = visit.priorAuthorization ?? assessment.approved.first?.number
    let accident = assessment.accident
    let policy = assessment.visit.coverages.first { $0.value == assessment.coverage }
    let reason = policy.flatMap { facts.secondaryReason(of: $0) }
    if visit == VisitDetails(), accident == nil, reason == nil { return nil }
    var lookup = DetailLookup(
      registry: registry,
      problems: EarlierDate.problems(of: assessment.visit.encounter, visit, accident))
    let referring = lookup.provider(visit.referringProvider, "2310A NM1*DN", "referring")
    let ordering = lookup.provider(visit.orderingProvider, "2420E NM1*DK", "ordering")
    let facility = lookup.facility(visit.facility)
    var details = visit.onClaim
    details.referringProvider = referring?.value
    details.orderingProvider = ordering?.value
    details.facility = facility?.value
    details.accident = lookup.accident(accident)
    details.secondaryReason = assessment.coverage?.priority == .primary ? nil : reason
    return DetailedClaim(
      frozen: FrozenDetails(
        visit: visit, referringProvider: referring?.version, orderingProvider: ordering?.version,
        facility: facility?.version, accident: details.accident,
        secondaryReason: details.secondaryReason),
      details: details, problems: lookup.problems)
  }
}

/// Looks up the people and places that a visit names.
private struct DetailLookup {
  let registry: Registry
  private(set) var problems: [ClaimProblem]

  /// Begins with what was found already.
  init(registry: Registry, problems: [ClaimProblem]) {
    self.registry = registry
    self.problems = problems
  }

  mutating func provider(_ npi: NPI?, _ field: String, _ what: String) -> Stored<Provider>? {
    guard let npi else { return nil }
    if let provider = registry.providers[npi] { return provider }
    problems.append(
      ClaimProblem(
        field: field, message: "The \(what) provider \(npi) is not in the ledger",
        why: "a claim names clinicians",
        mend: "shots provider add \(npi) --last … --credential …"))
    return nil
  }

  mutating func facility(_ key: FacilityID?) -> Stored<ServiceFacility>? {
    guard let key else { return nil }
    if let facility = registry.facilities[key] { return facility }
    problems.append(
      ClaimProblem(
        field: "2310C NM1*77", message: "The facility \(key) is not in the ledger",
        why: "a claim tells its name and address; add it with shots facility add \(key)"))
    return nil
  }

  /// The accident for the claim, which must tell when it happened (837P DTP*439), and of one with a
  /// vehicle where (CLM11-4).
  mutating func accident(_ accident: Accident?) -> ClaimAccident? {
    guard let accident else { return nil }
    guard let date = accident.date else {
      problems.append(
        ClaimProblem(
          field: "2300 DTP*439", message: "The accident has no date",
          why: "a claim for it tells when it happened"))
      return nil
    }
    if accident.kind == .auto, accident.state == nil {
      problems.append(
        ClaimProblem(
          field: "2300 CLM11-4", message: "The automobile accident has no state",
          why: "the automobile insurer is found by the state"))
      return nil
    }
    return ClaimAccident(
      kinds: [accident.kind], date: date,
      state: accident.kind == .auto ? accident.state : nil)
  }
}

extension Claim {
  /// Says on the lines of a dose under which approval it was given, where that is not the claim's
  /// (837P 2400 REF*G1). A number that was typed for the visit and is none of its doses' stands for
  /// all of them.
  mutating func sayOnLines(_ approved: [ApprovedDose]) {
    guard approved.contains(where: { $0.number == details.priorAuthorization }) else { return }
    for dose in approved where dose.number != details.priorAuthorization {
      for index in lines.indices
      where lines[index].service.dose == dose.dose && lines[index].service.kind != .visit {
        lines[index].details.priorAuthorization = dose.number
      }
    }
  }
}
