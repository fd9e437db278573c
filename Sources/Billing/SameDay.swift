import Coding
import Practice
import Storage

// What rules of the day read of a patient's other visits.
extension Desk {
  /// The doses of other visits, with what became of them.
  static func sameDayDoses(_ day: SameDayRows) -> [SameDayDose] {
    day.doses.map { stored in
      var dose = SameDayDose(dose: stored.dose, encounter: stored.encounter)
      switch stored.disposition {
      case .billed(let claim):
        dose.isBilled = true
        dose.claim = claim
        dose.claimServices = day.claimServices[claim]
      case .selfPay, .noCharge: dose.isUnclaimed = true
      case nil, .voided: break
      }
      return dose
    }
  }

  /// The other visits of the day. One that treats an accident may go to another insurance than one
  /// that does not (R79).
  func otherVisits(of visit: OpenVisit, _ registry: Registry) -> [OtherVisit] {
    let billed = Desk.billedVisits(visit.sameDay.doses)
    let payer = visit.coverages.first?.value.payer
    // A day may have very many visits: each kind of them is asked about once.
    var answers: [Accident.Kind?: (billed: Bool, open: Bool)] = [:]
    return visit.sameDay.visits.map { other in
      let id = other.id
      let isCarried = id.flatMap { registry.carried[$0] }?.hasServices ?? false
      let accident = registry.facts?.cause(of: id).accident
      let answer =
        answers[accident?.kind]
        ?? (
          billed: registry.chosen(visit.policies, for: accident).first?.value.payer == payer,
          open: registry.asked(visit.policies, for: accident, on: visit.encounter.date) == payer
        )
      answers[accident?.kind] = answer
      let isBilled = billed.contains(id)
      return OtherVisit(
        encounter: other, servicesAreBilled: !isCarried && isBilled,
        hasSamePayer: isBilled ? answer.billed : answer.open)
    }
  }

  /// The other visits of the day of a visit that is on a claim; `asked` says to whom those go that
  /// are open.
  static func otherVisits(
    of sent: SentVisit, asked: [Encounter.ID: PayerID]
  ) -> [OtherVisit] {
    let billed = billedVisits(sent.sameDay.doses)
    return sent.sameDay.visits.map { other in
      let payer = other.id.flatMap { id in sent.sameDayPayers[id] ?? asked[id] }
      return OtherVisit(
        encounter: other, servicesAreBilled: billed.contains(other.id),
        hasSamePayer: payer == sent.claim.claim.payer.id)
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
