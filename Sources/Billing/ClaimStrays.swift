import Claims
import Coding
import Practice
import Storage

// A dose belongs to one claim. Answers that come late, or that refuse a void, can leave a claim at
// the payer whose doses are elsewhere; nothing of them is billed again before somebody decides.
extension Desk {
  /// Opens the doses of a claim. What another claim that the payer has bills already goes back to
  /// that claim instead: it was only open because of a refusal that proved untrue.
  func giveBack(
    _ id: Claim.ID, because event: ClaimEvent.ID
  ) throws -> (opened: Int, notes: [String]) {
    var opened = try ledger.giveBackDoses(of: id, because: event)
    let own = Set(try ledger.openDoses(givenBackBy: id).compactMap(\.dose.id))
    // A dose never leaves its visit, so only claims of this one can bill it.
    let claimed = try ledger.otherClaims(ofVisitOf: id).flatMap(ledger.strayDoses(of:)).filter {
      $0.isClaimed && $0.place == .open && $0.dose == $0.now && own.contains($0.dose)
    }
    var notes: [String] = []
    var earlier: [Claim.ID] = []
    for stray in claimed where !earlier.contains(stray.claim) { earlier.append(stray.claim) }
    for claim in earlier {
      let count = try ledger.takeBackDoses(of: claim)
      guard count > 0 else { continue }
      opened -= count
      notes.append("\(counted(count, "dose")) went back to claim \(claim), which the payer has")
    }
    return (max(0, opened), notes)
  }

  /// What became of the doses that a claim bills and does not have, one sentence for each.
  func strayNotes(of id: Claim.ID) throws -> [String] {
    let strays = try ledger.strayDoses(of: id)
    guard !strays.isEmpty else { return [] }
    let registry = try Registry(ledger, tables)
    return strays.map { "\($0.words). \($0.mend(registry).words)" }
  }

  /// The void of a claim was refused: the payer has that one still.
  func refusedVoidNote(_ void: Claim.ID, _ earlier: Claim.ID) throws -> String {
    "claim \(void) was to take claim \(earlier) back: the payer has claim \(earlier) still. "
      + StrayDose.voidAgain(earlier)
  }

  /// Blocks a visit whose open doses a claim bills that the payer has.
  func stray(of assessment: Assessment, _ registry: Registry) -> StrayDose? {
    guard !registry.strays.isEmpty,
      registry.replacement(at: assessment.visit.encounter.id) == nil
    else { return nil }
    return assessment.doses.lazy.compactMap { registry.strays[$0.id] }.first
  }
}

extension StrayDose {
  /// Which claim bills which dose, and where that is.
  var words: String {
    let state =
      switch place {
      case .open: "is open"
      case .claim(let other): "is on claim \(other)"
      case .otherwise(let word): "is \(word.replacing("_", with: " "))"
      }
    return now == dose
      ? "the payer has claim \(claim) for dose \(dose), which \(state)"
      : "the payer has claim \(claim) for dose \(dose); dose \(now) corrects it and \(state)"
  }

  /// Why its visit cannot go out as a claim of its own.
  var problem: ClaimProblem {
    ClaimProblem(
      field: "2300 CLM05-3", message: "A second claim would bill the payer twice: \(words)",
      why: "replace that claim, or take it back")
  }

  /// What leads on: a sentence, and the command to begin with.
  func mend(_ registry: Registry) -> (words: String, command: String) {
    guard registry.takesReplacements(payer, on: date) else { return mendByTelephone }
    let void = "shots claim void \(claim) --doses open --why …"
    switch place {
    case .open:
      let correct = "shots claim correct \(claim)"
      let words =
        now == dose
        ? "Replace the claim: \(correct) (or take it back: shots claim void \(claim) --why …)"
        : "Replace the claim: \(correct) (if it says the same as dose \(now), keep it: "
          + "shots claim close \(claim) --why …)"
      return (words, correct)
    case .claim(let other):
      return (
        "If the payer has both, take one back: \(void) (claim \(other) keeps the dose)", void
      )
    case .otherwise: return (StrayDose.voidAgain(claim), void)
    }
  }

  /// Of a payer that takes neither replacements nor voids, as Medicare Part B (R92).
  private var mendByTelephone: (words: String, command: String) {
    let close = "shots claim close \(claim) --why …"
    if isReversed {
      let reject = "shots claim mark \(claim) rejected --why …"
      return ("If the payer is done with that claim, let its doses go out again: \(reject)", reject)
    }
    switch place {
    case .open:
      return (
        "The payer takes no replaced claims. What it says otherwise is mended by a reopening, by "
          + "telephone or in the portal; then the claim keeps the dose: \(close)", close
      )
    case .claim(let other):
      return (
        "The payer may pay both and take one back; note what it says of claims \(claim) and "
          + "\(other), then: \(close)", close
      )
    case .otherwise:
      return (
        "The payer takes no voided claims: ask it to take its payment back, note that with shots "
          + "claim mark \(claim) reversed, then: \(close)", close
      )
    }
  }

  static func voidAgain(_ claim: Claim.ID) -> String {
    "Take that claim back: shots claim void \(claim) --doses open --why … (what is accounted for "
      + "stays as it is)"
  }
}
