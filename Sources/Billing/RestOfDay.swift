import Coding
import Practice
import Storage

/// How a patient's visits of a day stand: rules of the day look into all of them, so what is done
/// to one may change another, also one that has gone.
private struct DayStanding {
  struct Standing {
    let encounter: Encounter.ID
    let state: DoseState
    /// What holds the dose; nil when nothing does.
    let finding: Finding?
  }

  var open: [Dose.ID: Standing] = [:]
  /// What the claims that would say something else now say and would say.
  var sent: [Claim.ID: String] = [:]
}

extension Desk {
  /// Does something to visits of a patient, and says what becomes of the others of those days. The
  /// receipt of `own` tells of its doses.
  func tellingRest<Value>(
    of patient: Patient.ID, on days: Set<Day>, besides own: Encounter.ID? = nil,
    _ work: () throws -> Value
  ) throws -> (value: Value, notes: [String]) {
    let days = days.sorted()
    let before = try days.map { try standing(of: patient, on: $0, besides: own) }
    let value = try work()
    var notes: [String] = []
    for (day, before) in zip(days, before) {
      guard let before, let after = try standing(of: patient, on: day, besides: own) else {
        continue
      }
      notes += Desk.openNotes(before, after, besides: own) + Desk.sentNotes(before, after)
    }
    return (value, notes)
  }

  /// Nobody comes to the desk more than a few times a day: what looks so is an import, which
  /// unbilled and scrub look over.
  private static let mostVisitsTold = 12

  /// Nil when there is no other visit of which something could be told, as on most days.
  private func standing(
    of patient: Patient.ID, on day: Day, besides own: Encounter.ID?
  ) throws -> DayStanding? {
    let visits = try ledger.encounters(of: patient, on: day).compactMap(\.encounter.id)
    guard visits.contains(where: { $0 != own }), visits.count <= Desk.mostVisitsTold else {
      return nil
    }
    var standing = DayStanding()
    var asked: [Encounter.ID: PayerID] = [:]
    var claims: [(claim: Claim.ID, registry: Registry)] = []
    for id in visits {
      let registry = try Registry(
        ledger, tables, for: OpenVisitFilter(only: id), of: .patient(patient))
      let billed = try ledger.doses(of: id).compactMap { dose -> Claim.ID? in
        if case .billed(let claim) = dose.disposition { claim } else { nil }
      }
      claims += Set(billed).map { ($0, registry) }
      guard let visit = try ledger.openVisit(id).map(registry.arranged) else { continue }
      asked[id] = registry.asked(visit)
      for dose in assess(visit, registry).doses {
        standing.open[dose.id] = DayStanding.Standing(
          encounter: id, state: dose.state, finding: dose.holding.first)
      }
    }
    for (claim, registry) in claims {
      try ledger.eachSentVisit(only: claim) { sent in
        guard let changed = difference(sent, registry, asked: asked) else { return }
        let takes = registry.takesReplacements(sent.claim.claim.payer.id, on: day)
        standing.sent[claim] =
          "by \(changed.rule): \(changed.message)"
          + (takes
            ? " Correct it with: shots claim correct \(claim)"
            : " The payer takes no replaced claims: ask it for a reopening.")
      }
    }
    return standing
  }

  /// Open doses of other visits that wait now, or wait no longer.
  private static func openNotes(
    _ before: DayStanding, _ after: DayStanding, besides own: Encounter.ID?
  ) -> [String] {
    after.open.sorted { $0.key < $1.key }.compactMap { id, now in
      guard now.encounter != own, let then = before.open[id], then.state != now.state else {
        return nil
      }
      let name = "dose \(id) of encounter \(now.encounter)"
      guard let finding = now.finding else { return "\(name) is ready now" }
      return "\(name) was \(then.state.rawValue) and is \(now.state.rawValue) now, by"
        + " \(finding.rule): \(finding.message)" + (finding.fix.map { " Mend: \($0)" } ?? "")
    }
  }

  /// Claims that have gone and say something else than they would now.
  private static func sentNotes(_ before: DayStanding, _ after: DayStanding) -> [String] {
    after.sent.sorted { $0.key < $1.key }.compactMap { claim, now in
      before.sent[claim] == now ? nil : "claim \(claim) was made before this, \(now)"
    }
  }
}
