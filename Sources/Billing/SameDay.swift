import Coding
import Practice
import Storage

// What rules of the day read of a patient's other visits.
extension Desk {
  /// The doses of other visits, with what became of them.
  static func sameDayDoses(_ day: SameDayRows, _ registry: Registry) -> [SameDayDose] {
    day.doses.map { stored in
      let standing: SameDayDose.Standing =
        switch stored.disposition {
        case .billed(let claim):
          .billed(ClaimAtPayer(claim: claim, services: day.claimServices[claim] ?? []))
        case .selfPay, .noCharge: .unclaimed
        case nil, .voided: registry.atPayer(stored.encounter).map { .correcting($0) } ?? .open
        }
      return SameDayDose(dose: stored.dose, encounter: stored.encounter, standing: standing)
    }
  }

  /// The other visits of the day. One that treats an accident may go to another insurance than one
  /// that does not (R79).
  func otherVisits(of visit: OpenVisit, _ registry: Registry) -> [OtherVisit] {
    let billed = Desk.billedVisits(visit.sameDay.doses)
    let payer = visit.coverages.first?.value.payer
    // A day may have very many visits: each kind of them is asked about once.
    var answers: [Accident.Kind?: PayerID] = [:]
    return visit.sameDay.visits.map { other in
      let id = other.id
      let isCarried = id.flatMap { registry.carried[$0] }?.hasServices ?? false
      let accident = registry.facts?.cause(of: id).accident
      let asked =
        id.flatMap { visit.sameDay.payers[$0] } ?? answers[accident?.kind]
        ?? registry.asked(visit.policies, for: accident, on: visit.encounter.date)
      if !billed.contains(id) { answers[accident?.kind] = asked }
      return OtherVisit(
        encounter: other, servicesAreBilled: !isCarried && billed.contains(id),
        hasSamePayer: asked == payer)
    }
  }

  /// The other visits of the day of a visit that is on a claim; `asked` says to whom those go that
  /// are open.
  static func otherVisits(
    of sent: SentVisit, asked: [Encounter.ID: PayerID]
  ) -> [OtherVisit] {
    let billed = billedVisits(sent.sameDay.doses)
    return sent.sameDay.visits.map { other in
      let payer = other.id.flatMap { id in sent.sameDay.payers[id] ?? asked[id] }
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
