import Coding
import Practice
import Storage

// What a mark means for the money of a claim, said at once: next lists it until it is dealt with.
extension Desk {
  /// What was taken back, what was denied, what nobody explained, and what is paid twice.
  func notesOnMoney(_ record: ClaimRecord, _ event: ClaimEvent) throws -> [String] {
    switch event.kind {
    case .accepted, .rejected, .correcting, .voiding, .closed, .withdrawn: return []
    case .reversed:
      let paid = record.history.paid
      return [
        "taken back: \(Money(cents: -event.paid.cents)); it is "
          + (paid == .zero ? "paid nothing now" : "paid \(paid) still")
      ]
    case .paid, .denied:
      return try notesOnRest(record) + notesOnOthers(record) + notesOnPrices(record, event)
    }
  }

  /// R93: lines for which the payer allowed less than its contract says.
  private func notesOnPrices(_ record: ClaimRecord, _ event: ClaimEvent) throws -> [String] {
    let claim = record.stored.claim
    guard let decision = event.decision, !decision.lines.isEmpty,
      let contract = try Facts.allowed(ledger)[claim.payer.id]
    else { return [] }
    return decision.lines.compactMap { line in
      guard claim.lines.indices.contains(line.line - 1),
        let expected = contract.amount(of: line.code, units: line.units, on: claim.date)
      else { return nil }
      let answer = LineAnswer(
        code: line.code, charge: claim.lines[line.line - 1].service.charge ?? .zero,
        paid: line.paid, adjustments: line.adjustments)
      return Answers.underpayment(
        answer, expected: expected, payer: claim.payer.name.text, tables: tables
      ).map { "line \(line.line) (\(line.code)), R93: \($0.message)" }
    }
  }

  private func notesOnRest(_ record: ClaimRecord) throws -> [String] {
    let claim = record.stored.claim
    let id = record.stored.id
    let rest = UnpaidRest(
      of: record.history.decisions.compactMap(\.decision), total: claim.total, on: claim.date,
      isLater: try ledger.laterLink(of: id) != nil, tables: tables)
    if rest.remarks.contains(where: { $0.code == "MA130" }) {
      return [
        "MA130: the payer never took it in. There is nothing to appeal, and the filing limit runs "
          + "on (R92). Let its doses go out again: shots claim mark \(id) rejected --why MA130"
      ]
    }
    guard record.history.state == .paid else { return [] }
    let words = rest.words(of: id, paid: record.history.paid, claim.total)
    if words.isEmpty { return [] }
    guard rest.unexplained > .zero else { return [words] }
    return [
      "\(words): note its reasons with shots claim mark \(id) paid --paid \(record.history.paid) "
        + "--line … or --adjust …"
    ]
  }

  /// A payer that decides on a corrected claim takes the decision on the old one back.
  private func notesOnOthers(_ record: ClaimRecord) throws -> [String] {
    let id = record.stored.id
    let reversed = { (claim: Claim.ID) in
      "; when the payer takes that back, note it: shots claim mark \(claim) reversed"
    }
    var notes: [String] = []
    if record.history.paid > .zero,
      let later = record.successors.last(where: {
        $0.successor.frequency != .original && !$0.successor.isRejected
      })
    {
      let what = later.successor.frequency == .void ? "takes it back" : "replaces it"
      notes.append(
        "claim \(later.claim) \(what), and claim \(id) is paid \(record.history.paid)"
          + reversed(id))
    }
    if record.stored.claim.frequency != .original, let origin = record.origin {
      let earlier = try self.record(origin.claim)
      if earlier.history.paid > .zero {
        let what = record.stored.claim.frequency == .void ? "takes back" : "replaces"
        notes.append(
          "claim \(origin.claim), which it \(what), is paid \(earlier.history.paid)"
            + reversed(origin.claim))
      }
    }
    return notes
  }
}

extension Adjudication {
  /// Whether it says more than an amount.
  var hasReasons: Bool {
    !lines.isEmpty || !adjustments.isEmpty || patientResponsibility != nil
  }

  /// Whether it gives the same reasons.
  func saysTheSame(as other: Adjudication) -> Bool {
    lines == other.lines && adjustments == other.adjustments
      && patientResponsibility == other.patientResponsibility
  }
}
