import Claims
import Coding
import Practice
import Storage

/// What the correction of a claim would change, or does.
public struct ClaimCorrection: Sendable {
  /// The claim that is corrected.
  public let claim: Claim.ID
  /// Its visit.
  public let encounter: Encounter.ID
  /// The payer's number of it (REF*F8).
  public let payerNumber: PartnerID
  /// The number of the claim that will replace it.
  public let number: ClaimNumber
  /// The number that goes to the payer (CLM01): some want the old one (837P §7).
  public let sentNumber: ClaimNumber
  /// What the replacement would say otherwise, as the visit is now.
  public let differences: [ClaimDifference]
  /// The visit with its doses open.
  public let assessment: Assessment?
}

/// What the taking back of a claim came to.
public struct ClaimVoiding: Sendable {
  /// How many of its doses got what was said.
  public let doses: Int
  /// What became of the others, in sentences.
  public let notes: [String]
}

/// What happens to the doses of a claim that is taken back. There is no default: a dose must never
/// vanish, and never be billed again, because nobody thought of it.
public enum VoidedDoses: String, Word {
  /// They are open again.
  case open
  /// They were not given.
  case voided
  /// Nobody pays.
  case noCharge = "no_charge"
  /// The patient pays.
  case selfPay = "self_pay"

  /// "doses".
  public static let kind = "doses"
}

extension Desk {
  /// Opens a claim that the payer has, so that the visit can be corrected; the next export sends a
  /// replacement of the whole claim (frequency 7; 837P §7).
  public func correct(
    _ id: Claim.ID, why: Line?, dryRun: Bool
  ) throws -> ClaimCorrection {
    let work = { () throws -> ClaimCorrection in
      let record = try record(id)
      let number = try correctable(record, "corrected")
      let registry = try Registry(ledger, tables)
      // One that was refused and goes out as an original can go with it: the payer has neither.
      if let other = registry.replacement(at: record.stored.encounter) {
        throw Refusal(
          .badData,
          (other.kind == .rejected
            ? "claim \(other.claim), which replaces claim \(other.origin.claim) of the same visit, "
              + "was refused; it goes again first"
            : "claim \(other.claim) of the same visit is open already; it goes first")
            + ": shots export …")
      }
      let event = try ledger.insertEvent(
        ClaimEvent(kind: .correcting, day: today, payerNumber: number, why: why), of: id)
      // The visit and its doses have no part in a claim to a later payer.
      if try ledger.laterLink(of: id) != nil { return try laterCorrection(of: record, number) }
      try ledger.giveBackDoses(of: id, because: event)
      try checkDoses(of: record)
      return try correction(of: record, number)
    }
    let operation = operation("claim correct")
    return dryRun ? try ledger.rehearse(operation, work) : try ledger.write(operation, work)
  }

  /// A claim whose doses are all elsewhere has nothing to be replaced with.
  private func checkDoses(of record: ClaimRecord) throws {
    let id = record.stored.id
    guard try ledger.openDoses(givenBackBy: id).isEmpty else { return }
    let places = try ledger.doses(of: id).map { stored in
      let dose = "dose \(stored.dose.id?.number ?? 0)"
      if case .billed(let other)? = stored.disposition { return "\(dose) is on claim \(other)" }
      return "\(dose) is \((stored.disposition?.word ?? "open").replacing("_", with: " "))"
    }
    throw Refusal(
      .badData,
      "claim \(id) has no dose left to send again: \(places.joined(separator: ", ")). Take it "
        + "back: shots claim void \(id) --doses open --why …")
  }

  /// What the replacement of an opened claim says, as the visit is now.
  private func correction(
    of record: ClaimRecord, _ payerNumber: PartnerID
  ) throws -> ClaimCorrection {
    let registry = try Registry(
      ledger, tables, for: OpenVisitFilter(only: record.stored.encounter))
    let number = try ledger.correctionNumber(of: record.stored.id)
    let sent = registry.openings[record.stored.encounter].flatMap {
      registry.origin(of: $0).sentNumber
    }
    var differences: [ClaimDifference] = []
    var assessment: Assessment?
    if let visit = try ledger.openVisit(record.stored.encounter) {
      let decided = assess(visit, registry)
      assessment = decided
      if var claim = claim(of: decided, registry, details(of: decided, registry)) {
        claim.number = sent ?? number
        _ = nameOtherPlans(of: decided.visit, registry, on: &claim)
        differences = ClaimDiff.differences(record.stored.claim, claim)
      }
    } else {
      // Nothing of the visit is left: a replacement would say none of the lines.
      var claim = record.stored.claim
      claim.lines = []
      differences = ClaimDiff.differences(record.stored.claim, claim)
    }
    return ClaimCorrection(
      claim: record.stored.id, encounter: record.stored.encounter, payerNumber: payerNumber,
      number: number, sentNumber: sent ?? number, differences: differences, assessment: assessment)
  }

  /// Takes a claim back with the next export (frequency 8): the original unchanged. Its doses get
  /// what the person says, at once. A correction that it was opened for ends.
  public func void(_ id: Claim.ID, why: Line, doses: VoidedDoses) throws -> ClaimVoiding {
    try ledger.write(operation("claim void")) {
      let record = try record(id)
      let number = try correctable(record, "taken back")
      let event = try ledger.insertEvent(
        ClaimEvent(kind: .voiding, day: today, payerNumber: number, why: why), of: id)
      if let opening = record.history.opening?.id {
        _ = try ledger.insertEvent(
          ClaimEvent(kind: .withdrawn, day: today, why: why, withdraws: opening), of: id)
      }
      var notes = try giveBack(id, because: event).notes
      let own = try ledger.openDoses(givenBackBy: id)
      for dose in own.compactMap(\.dose.id) {
        switch doses {
        case .open: break
        case .voided: try ledger.dispose(dose, as: .voided(reason: why))
        case .noCharge: try ledger.dispose(dose, as: .noCharge(reason: why))
        case .selfPay: try ledger.dispose(dose, as: .selfPay(reason: why))
        }
      }
      for dose in try ledger.doses(of: id) {
        guard let number = dose.dose.id, case .billed(let other)? = dose.disposition else {
          continue
        }
        notes.append("dose \(number) stays on claim \(other)")
      }
      return ClaimVoiding(doses: own.count, notes: notes)
    }
  }

  /// Takes the last event of a claim back: a mark that was a mistake, or an opening that is not
  /// wanted. Refused once a later claim answered it.
  public func undo(_ id: Claim.ID, why: Line?) throws -> (event: ClaimEvent, takenBack: Int) {
    try ledger.write(operation("claim undo")) {
      let record = try record(id)
      guard
        let event = record.history.standing.max(by: {
          ($0.id?.number ?? 0) < ($1.id?.number ?? 0)
        }), let number = event.id
      else {
        throw Refusal(.badData, "nothing was noted of claim \(id); there is nothing to take back")
      }
      let isGivenUp = try refusedOpenings(of: record).contains(number)
      if !isGivenUp, let later = try ledger.answer(to: number) {
        throw Refusal(
          .badData,
          "claim \(later) was made because claim \(id) was \(event.kind); that cannot be undone")
      }
      if event.kind.givesBackDoses { try checkUndo(of: event, number, id) }
      _ = try ledger.insertEvent(
        ClaimEvent(kind: .withdrawn, day: today, why: why, withdraws: number), of: id)
      if event.kind == .closed { _ = try ledger.letGoDoses(of: id, keptBy: number) }
      // Another refusal of it may still count.
      let isOpen = try self.record(id).history.state == .rejected
      let takenBack =
        event.kind.givesBackDoses && !isOpen
        ? try ledger.takeBackDoses(of: id, undoing: number) : 0
      return (event, takenBack)
    }
  }

  /// The doses can only come back when nobody accounted for them since; what the void itself said
  /// of them is taken back with it.
  private func checkUndo(of event: ClaimEvent, _ number: ClaimEvent.ID, _ id: Claim.ID) throws {
    for stored in try ledger.doses(givenBackBy: number) {
      guard let disposition = stored.disposition, let dose = stored.dose.id else { continue }
      var said: Line?
      switch disposition {
      case .billed: break
      case .selfPay(let reason): said = reason
      case .noCharge(let reason), .voided(let reason): said = reason
      }
      let isOwn =
        try event.kind == .voiding && said == event.why && said != nil
        && ledger.replacement(of: dose) == nil
      if !isOwn {
        throw Refusal(
          .badData,
          "dose \(dose) of claim \(id) was accounted for otherwise since: \(disposition.word)"
            + (event.kind == .correcting
              ? ". If claim \(id) stands as it is all the same: shots claim close \(id) --why …"
              : ""))
      }
    }
  }

  /// The payer's number of a claim that can be replaced or taken back, or why it cannot.
  private func correctable(_ record: ClaimRecord, _ done: String) throws -> PartnerID {
    let id = record.stored.id
    let claim = record.stored.claim
    try checkState(record, done)
    guard try Registry(ledger, tables).takesReplacements(claim.payer.id, on: claim.date) else {
      let isMedicare = claim.payer.payerClass == .medicare
      throw Refusal(
        .badData,
        "\(claim.payer.name) takes no replaced or voided claims"
          + (isMedicare ? " (Medicare Part B: only frequency 1)" : "")
          + ". Ask for a reopening by telephone or in the portal; note what comes of it with: "
          + "shots claim mark \(id) … (R92)"
          + (isMedicare
            ? ""
            : ". A payer that takes them: shots payer set \(claim.payer.id) replacement_style "
              + "new_number"))
    }
    guard let number = record.history.payerNumber else {
      throw Refusal(
        .badData,
        "claim \(id) has no number of the payer, so the payer could not find it. Note it, from the "
          + "277CA or the remittance: shots claim mark \(id) accepted --payer-number …")
    }
    return number
  }

  private func checkState(_ record: ClaimRecord, _ done: String) throws {
    let id = record.stored.id
    let why: String
    switch record.history.state {
    case .accepted, .paid, .denied, .reversed:
      guard record.stored.claim.frequency == .void else { return }
      why = "takes another claim back; it is never \(done) itself"
    case .prepared: why = "was not sent; finish its batch with: shots export …"
    case .written:
      why =
        "was not answered, so the payer may not have it. Note the answer first: "
        + "shots claim mark \(id) accepted --payer-number …"
    case .rejected:
      why =
        "was refused, so the payer does not have it. Its doses are open: correct them with "
        + "shots correct, and the next export sends a new original"
    case .correcting where done == "taken back": return
    case .correcting: why = "is open already; correct the visit, then: shots export …"
    case .voiding: why = "is to be taken back already with the next export"
    case .replaced, .voided:
      let later = record.successors.last { !$0.successor.isRejected }
      why =
        "is \(record.history.state) by claim \(later.map { "\($0.claim)" } ?? "?"); that one is "
        + "what the payer has"
    }
    throw Refusal(.badData, "claim \(id) \(why)")
  }

  /// Box by box, what a claim says otherwise than another.
  public func differences(_ before: Claim.ID, _ after: Claim.ID) throws -> [ClaimDifference] {
    ClaimDiff.differences(
      try record(before).stored.claim, try record(after).stored.claim)
  }

  /// What the replacement of an opened claim would say otherwise, as the visit is now.
  public func pendingDifferences(_ id: Claim.ID) throws -> [ClaimDifference] {
    let record = try record(id)
    guard record.history.state == .correcting, let number = record.history.payerNumber else {
      throw Refusal(
        .badData,
        "claim \(id) is not open for correction. Compare it with another: shots claim diff \(id) "
          + "OTHER")
    }
    if try ledger.laterLink(of: id) != nil {
      return try laterCorrection(of: record, number).differences
    }
    return try correction(of: record, number).differences
  }
}
