import Coding
import Practice
import Storage

// What rules of the day read of a patient's other visits.
extension Desk {
  /// A dose of another visit, with what became of it.
  static func sameDay(_ stored: StoredDose) -> SameDayDose {
    var dose = SameDayDose(dose: stored.dose, encounter: stored.encounter)
    switch stored.disposition {
    case .billed(let claim):
      dose.isBilled = true
      dose.claim = claim
    case .selfPay, .noCharge: dose.isUnclaimed = true
    case nil, .voided: break
    }
    return dose
  }

  /// The other visits of the day. One that treats an accident goes to another insurance than one
  /// that does not (R79).
  func otherVisits(of visit: OpenVisit, _ registry: Registry) -> [OtherVisit] {
    let insurance = registry.facts?.cause(of: visit.encounter.id).accident?.kind.payerClass
    return visit.sameDayVisits.map { other in
      let id = other.id
      let isCarried = id.flatMap { registry.carried[$0] }?.hasServices ?? false
      return OtherVisit(
        encounter: other,
        servicesAreBilled: !isCarried && Desk.isBilled(other, among: visit.sameDay),
        hasSamePayer: registry.facts?.cause(of: id).accident?.kind.payerClass == insurance)
    }
  }

  /// The other visits of the day of a visit that is on a claim.
  static func otherVisits(of sent: SentVisit) -> [OtherVisit] {
    sent.sameDayVisits.map {
      OtherVisit(encounter: $0, servicesAreBilled: isBilled($0, among: sent.sameDay))
    }
  }

  /// Whether a claim has doses of a visit, and with them its services.
  private static func isBilled(_ visit: Encounter, among doses: [StoredDose]) -> Bool {
    doses.contains {
      guard $0.encounter == visit.id, case .billed = $0.disposition else { return false }
      return true
    }
  }
}
