import Claims
import Coding
import Practice
import Storage

/// What a mark may say of a claim.
struct ClaimMarkRules {
  let record: ClaimRecord
  let event: ClaimEvent

  private var id: Claim.ID { record.stored.id }
  private var claim: Claim { record.stored.claim }
  private var history: ClaimHistory { record.history }

  func check() throws {
    try checkMoment()
    if isKnown {
      throw Refusal(.isSo, "claim \(id) is marked so already; nothing was changed")
    }
    if let obstacle { throw Refusal(.badData, "claim \(id) \(obstacle)") }
    if event.why == nil, let contradiction {
      throw Refusal(
        .badData, "claim \(id) \(contradiction). If both are true, say why: --why …\(mend)")
    }
    if let decision = event.decision {
      try ClaimAmountRules(claim: claim, id: id, event: event, decision: decision).check()
    }
  }

  /// Refuses what nobody can have said yet.
  func checkMoment() throws {
    guard record.batch.state == .written else {
      throw Refusal(
        .badData,
        "claim \(id) was never sent: batch \(record.batch.id) is prepared, not written. Finish it "
          + "with: shots export …")
    }
    guard event.day >= record.batch.envelope.day else {
      throw Refusal(
        .badData,
        "claim \(id) was made on \(record.batch.envelope.day); nobody can have answered it on "
          + "\(event.day)")
    }
  }

  /// Whether the same was said before, and still holds. A decision that was taken back does not:
  /// who pays, takes it back and pays the same again on one day has said three things
  /// (x12-responses §5.6).
  var isKnown: Bool {
    switch event.kind {
    case .paid, .denied: history.decisions.contains(where: saysTheSame)
    case .reversed: history.decisions.isEmpty && history.standing.contains(where: saysTheSame)
    default: history.standing.contains(where: saysTheSame)
    }
  }

  private func saysTheSame(_ other: ClaimEvent) -> Bool {
    other.kind == event.kind && other.day == event.day && other.source == event.source
      && other.file == event.file && other.payerNumber == event.payerNumber
      && other.reasons == event.reasons && (event.why == nil || other.why == event.why)
      && (other.decision == event.decision
        || event.kind == .reversed && (event.decision == nil || other.paid == event.paid))
  }

  /// What must be undone first, whatever somebody says: the rest of "claim 5 …".
  var obstacle: String? {
    if event.kind == .rejected, history.state == .correcting || history.state == .voiding {
      return "is being \(history.state == .voiding ? "taken back" : "corrected"), as one that the "
        + "payer has. If it was refused, end that first: shots claim undo \(id)"
    }
    if event.kind == .rejected, history.answer == .paid {
      return "was paid \(history.paid); a payer that takes it back says: reversed"
    }
    guard event.kind == .reversed else { return nil }
    guard let last = history.decision else {
      return "was neither paid nor denied; there is nothing to take back"
    }
    guard let decision = history.decision(on: event.day) else {
      return "was \(last.kind) on \(last.day); nobody can have taken that back on \(event.day)"
    }
    // A payer takes a whole decision back (835 CLP02 22) and decides again.
    guard let given = event.decision,
      !history.decisions.contains(where: {
        $0.day <= event.day && $0.paid.cents == -given.paid.cents
      })
    else { return nil }
    return "was \(decision.kind), \(decision.paid); a reversal takes that back as a whole, not "
      + "\(Money(cents: -given.paid.cents)). Leave --paid away, and note the new decision after it"
  }

  /// What an earlier answer says otherwise: the rest of "claim 5 …". It is noted when somebody says
  /// why.
  var contradiction: String? {
    contradictionOfState ?? contradictionOfNumber
  }

  private var contradictionOfState: String? {
    if event.kind == .rejected, history.state == .replaced || history.state == .voided {
      return "is \(history.state) by a later claim"
    }
    // What the payer said before, also of a claim that was opened or replaced since.
    switch (history.answer, event.kind) {
    case (.rejected, .accepted), (.rejected, .paid), (.rejected, .denied):
      return "was rejected, and its doses are open again"
    case (.rejected, .rejected): return "was rejected already"
    case (.paid, .paid):
      let sum = history.paid.adding(event.paid) ?? history.paid
      return "is paid already, \(history.paid)"
        + (sum > claim.total
          ? "; with this \(sum) in all, more than its charge, \(claim.total)" : "")
    case (.paid, .denied):
      return "was paid \(history.paid); a payer that takes it back says: reversed"
    case (.denied, .paid), (.denied, .denied): return "was denied"
    case (.denied, .rejected):
      return "was denied; if the payer never took it in (MA130, R92), its doses go out again"
    case (.reversed, .rejected):
      return "had a decision, which was taken back; refused, its doses go out again"
    default: return nil
    }
  }

  /// A payer gives a claim one number; a new one comes with a new decision, after a reversal.
  private var contradictionOfNumber: String? {
    guard event.kind != .reversed, history.state != .reversed, let number = event.payerNumber,
      let known = history.payerNumber, known != number
    else { return nil }
    return "has the payer's number \(known) already, not \(number)"
  }

  /// How an earlier answer that was a mistake goes away; empty when something else came after it.
  private var mend: String {
    let last = history.standing.max { ($0.id?.number ?? 0) < ($1.id?.number ?? 0) }
    guard let last, last.kind != .correcting, last.kind != .voiding, record.successors.isEmpty
    else { return "" }
    return "; if \"\(last.kind)\" of \(last.day) was a mistake, take it back first: shots claim "
      + "undo \(id)"
  }
}

/// How the amounts of a decision must fit each other and the claim (835; x12-responses §5.5).
struct ClaimAmountRules {
  let claim: Claim
  let id: Claim.ID
  let event: ClaimEvent
  let decision: Adjudication

  func check() throws {
    try checkRemarks()
    try checkSigns()
    var seen: Set<Int> = []
    for line in decision.lines {
      guard seen.insert(line.line).inserted else {
        throw Refusal(
          .badData, "line \(line.line) is given twice; give each line once, with all that was said")
      }
      try check(line)
    }
    try checkLinesAgainstClaim()
    try checkShares()
  }

  private func checkSigns() throws {
    if event.kind != .reversed, decision.paid < .zero {
      throw Refusal(
        .badData,
        "\(decision.paid) is less than nothing; a payer that takes money back says: reversed")
    }
    if event.kind == .denied, decision.paid != .zero || decision.lines.contains(where: \.isPaid) {
      throw Refusal(
        .badData,
        "a denied claim is paid nothing. One that was paid in part is marked: shots claim mark "
          + "\(id) paid …")
    }
    if decision.paid > claim.total, event.why == nil {
      throw Refusal(
        .badData,
        "\(decision.paid) is more than the charge of claim \(id), \(claim.total). If it is true, "
          + "say why: --why …")
    }
    if let together = claim.paidTogether(with: decision.paid), event.why == nil {
      throw Refusal(.badData, "\(together). If it is true, say why: --why …")
    }
  }

  /// A decision has at most five remarks, of the published list (835 MOA, LQ): only so can the next
  /// payer be told of them.
  private func checkRemarks() throws {
    for remark in decision.remarks {
      let isCode =
        (2...5).contains(remark.utf8.count)
        && remark.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
      guard !isCode else { continue }
      throw Refusal(
        .badData,
        "\(remark) is no remark code of a decision; they are like MA18 or N290"
          + (remark.contains("-") ? ". A reduction is given with --adjust or --line" : ""))
    }
    guard decision.remarks.count <= 5 else {
      throw Refusal(
        .badData, "a decision has at most five remark codes, not \(decision.remarks.count)")
    }
  }

  private func check(_ line: LineAdjudication) throws {
    guard line.line <= claim.lines.count else {
      throw Refusal(
        .badData, "claim \(id) has \(counted(claim.lines.count, "line")), not \(line.line)")
    }
    let charge = claim.lines[line.line - 1].charge
    let reduced = line.adjustments.lazy.map(\.amount).total
    // 835: SVC02 - SVC03 = the CAS of the line.
    if !line.adjustments.isEmpty, line.paid.adding(reduced) != charge {
      throw Refusal(
        .badData,
        "line \(line.line): paid \(line.paid) and reductions of \(reduced) are not its charge, "
          + "\(charge)")
    }
  }

  private func checkLinesAgainstClaim() throws {
    let onLines = decision.lines.lazy.map(\.paid).total
    let onClaim = decision.adjustments.lazy.map(\.amount).total
    let whole = decision.paid.adding(onClaim) ?? decision.paid
    // 835: CLP04 = the lines' SVC03 less the CAS of the claim, when every line is there.
    let isEvery = decision.lines.count == claim.lines.count
    if isEvery ? whole != onLines : event.kind != .reversed && onLines > whole {
      throw Refusal(
        .badData,
        "the lines were paid \(onLines), less \(onClaim) on the whole claim; that is not "
          + "\(decision.paid)")
    }
    // 835: CLP03 - CLP04 = the CAS of the claim and its lines; not all of it need be typed.
    if decision.lines.isEmpty, !decision.adjustments.isEmpty, whole > claim.total, event.why == nil
    {
      throw Refusal(
        .badData,
        "paid \(decision.paid) and reductions of \(onClaim) are more than the charge of claim "
          + "\(id), \(claim.total). If it is true, say why: --why …")
    }
  }

  /// The patient's share: CLP05, which is the CAS of group PR.
  private func checkShares() throws {
    guard let share = decision.patientResponsibility else { return }
    guard share >= .zero, share <= claim.total else {
      throw Refusal(
        .badData,
        "the patient cannot owe \(share): the charge of claim \(id) is \(claim.total)")
    }
    guard event.why == nil else { return }
    let sum = decision.paid.adding(share) ?? decision.paid
    if sum > claim.total {
      throw Refusal(
        .badData,
        "paid \(decision.paid) and \(share) for the patient are \(sum), more than the charge of "
          + "claim \(id), \(claim.total). If it is true, say why: --why …")
    }
    if decision.patientShare != .zero, decision.patientShare != share {
      throw Refusal(
        .badData,
        "the reductions of group PR are \(decision.patientShare), but --patient says \(share). If "
          + "both are true, say why: --why …")
    }
  }
}

extension LineAdjudication {
  fileprivate var isPaid: Bool { paid != .zero }
}

extension Claim {
  /// What the payers before and a payment of its own come to, in words, when that is more than the
  /// charges.
  func paidTogether(with own: Money) -> String? {
    guard hasDetails, own > .zero else { return nil }
    let earlier = details.otherPayers.filter { ($0.answer?.paid ?? .zero) > .zero }
    let sum = earlier.compactMap { $0.answer?.paid }.total.adding(own) ?? own
    guard !earlier.isEmpty, sum > total else { return nil }
    let names = earlier.map(\.payer.id.text) + [payer.id.text]
    return "\(names.joined(separator: " and ")) paid \(sum) together, "
      + "\(Money(cents: sum.cents - total.cents)) more than the charges, \(total)"
  }
}
