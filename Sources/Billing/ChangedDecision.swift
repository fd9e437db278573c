import Coding
import Practice
import Storage

/// How a claim would be written with what is known now.
struct ChangedDecision {
  /// The rule that says otherwise: that one side has and the other has not, or of the first error.
  let rule: RuleID
  /// What was sent and what would be now.
  let message: String
}

extension Desk {
  /// Decides the visit of a claim again and compares codes, modifiers and units; nil when they are
  /// the same. Facts that are kept beside doses (approvals, stays, notices …) have no part in it,
  /// and modifiers that they put on a line (R41, R77, R80) are left as they are.
  /// `asked` says to whom the open visits of its day go.
  func difference(
    _ sent: SentVisit, _ registry: Registry, asked: [Encounter.ID: PayerID]
  ) -> ChangedDecision? {
    let claim = sent.claim.claim
    var encounter = sent.encounter
    encounter.diagnoses = claim.diagnoses
    encounter.placeOfService = claim.placeOfService
    var visit = Visit(
      encounter: encounter, doses: sent.doses, billedDoses: sent.billed,
      sameDay: Desk.sameDayDoses(sent.sameDay, registry), patient: claim.patient,
      coverage: claim.coverage, payer: claim.payer, provider: claim.renderingProvider,
      supervisingProvider: encounter.supervisingProvider.flatMap {
        registry.providers[$0]?.value
      },
      settings: registry.settings(claim.payer.id, on: claim.date), fees: registry.fees,
      today: today)
    visit.atPayer = ClaimAtPayer(
      claim: sent.claim.id, services: Registry.services(claim.lines.map(\.service)))
    visit.otherVisits = Desk.otherVisits(of: sent, asked: asked)
    // What it said of the visit was its own to say.
    visit.carried = CarriedLines(said: claim.lines.map(\.service), except: [])
    visit.diagnosisCodes = registry.facts?.diagnosisCodes ?? DiagnosisCodes()
    visit.severities = registry.severities.severities(claim.payer.id, on: claim.date)
    let decision = Coding.decide(visit, tables: tables)
    if let difference = Desk.compare(claim.lines.map(\.service), decision.lines) {
      return difference
    }
    // Whether it would arrive in time now (R78) is no question once it was sent.
    let error = decision.findings.first { $0.severity == .error && $0.rule != "R78" }
    return error.map { ChangedDecision(rule: $0.rule, message: $0.message) }
  }

  private static let marking: Set<RuleID> = ["R41", "R77", "R80"]

  private static func compare(
    _ sent: [ServiceLine], _ now: [ServiceLine]
  ) -> ChangedDecision? {
    var left = sent
    var missing: [ServiceLine] = []
    for line in now {
      if let match = left.firstIndex(where: { isSame($0, line) }) {
        left.remove(at: match)
      } else {
        missing.append(line)
      }
    }
    guard !left.isEmpty || !missing.isEmpty else { return nil }
    // The rule that one side has and the other has not, if there is one.
    let rules = (sent: left.flatMap(\.rules), now: missing.flatMap(\.rules))
    let rule =
      rules.now.last { !rules.sent.contains($0) } ?? rules.sent.last { !rules.now.contains($0) }
      ?? rules.now.last ?? rules.sent.last ?? "R86"
    let before = left.isEmpty ? "nothing" : left.map(shown).joined(separator: ", ")
    let after = missing.isEmpty ? "nothing" : missing.map(shown).joined(separator: ", ")
    return ChangedDecision(rule: rule, message: "It says \(before); now it would say \(after).")
  }

  private static func isSame(_ sent: ServiceLine, _ now: ServiceLine) -> Bool {
    guard sent.code == now.code, sent.units == now.units else { return false }
    return !marking.isDisjoint(with: sent.rules)
      || sent.modifiers.elementsEqual(now.modifiers) { sent, now in
        // Where 59 is due, one of the X set says it more exactly (R40, R64).
        sent == now || now.text == "59" && sent.text.hasPrefix("X")
      }
  }

  private static func shown(_ line: ServiceLine) -> String {
    line.units == 1 ? line.codeWithModifiers : "\(line.codeWithModifiers) x\(line.units)"
  }
}
