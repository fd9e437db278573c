import Coding
import Practice
import Storage

// What rules of the day read of a patient's other visits.
extension Desk {
  /// A dose of another visit, with what became of it.
  static func sameDay(_ stored: StoredDose, _ codes: [Claim.ID: [HCPCS]]) -> SameDayDose {
    var dose = SameDayDose(dose: stored.dose, encounter: stored.encounter)
    switch stored.disposition {
    case .billed(let claim):
      dose.isBilled = true
      dose.claim = claim
      dose.claimCodes = codes[claim]
    case .selfPay, .noCharge: dose.isUnclaimed = true
    case nil, .voided: break
    }
    return dose
  }

  /// The other visits of the day. One that treats an accident goes to another insurance than one
  /// that does not (R79).
  func otherVisits(of visit: OpenVisit, _ registry: Registry) -> [OtherVisit] {
    let billed = Desk.billedVisits(visit.sameDay)
    let insurance = registry.facts?.cause(of: visit.encounter.id).accident?.kind.payerClass
    return visit.sameDayVisits.map { other in
      let id = other.id
      let isCarried = id.flatMap { registry.carried[$0] }?.hasServices ?? false
      return OtherVisit(
        encounter: other,
        servicesAreBilled: !isCarried && billed.contains(id),
        hasSamePayer: registry.facts?.cause(of: id).accident?.kind.payerClass == insurance)
    }
  }

  /// The other visits of the day of a visit that is on a claim.
  static func otherVisits(of sent: SentVisit) -> [OtherVisit] {
    let billed = billedVisits(sent.sameDay)
    return sent.sameDayVisits.map {
      OtherVisit(encounter: $0, servicesAreBilled: billed.contains($0.id))
    }
  }

  /// The visits of which a claim has doses, and with them the services.
  private static func billedVisits(_ doses: [StoredDose]) -> Set<Encounter.ID?> {
    Set(
      doses.lazy.filter {
        if case .billed = $0.disposition { true } else { false }
      }.map(\.encounter))
  }
}
