import Coding
import Practice
import Storage

/// A claim with everything that is known of it.
public struct ClaimRecord: Sendable {
  /// The claim as it was frozen.
  public let stored: StoredClaim
  /// The batch it went out with.
  public let batch: Batch
  /// Every event, in the order in which it came to be known.
  public let events: [ClaimEvent]
  /// What the events come to.
  public let history: ClaimHistory
  /// The earlier claim that it leads back to.
  public let origin: ClaimOrigin?
  /// The later claims that lead back to it.
  public let successors: [ClaimSuccessor]
}

/// What became of a mark.
public struct Marked: Sendable {
  /// The claim.
  public let claim: Claim.ID
  /// Its number.
  public let number: ClaimNumber
  /// How far it is now.
  public let state: ClaimState
  /// How many of its doses are open again because of it.
  public let opened: Int
  /// How many doses are on it again because of it.
  public let takenBack: Int
}

extension Desk {
  /// A claim with everything that is known of it.
  public func record(_ id: Claim.ID) throws -> ClaimRecord {
    guard let stored = try ledger.claim(id), let batch = try ledger.batch(stored.batch) else {
      throw Refusal(.notFound, "there is no claim \(id). List them with: shots claim list")
    }
    let events = try ledger.events(of: id)
    let successors = try ledger.successors(of: id)
    return ClaimRecord(
      stored: stored, batch: batch, events: events,
      history: ClaimHistory(
        isWritten: batch.state == .written, events: events,
        successors: successors.map(\.successor)),
      origin: try ledger.origin(of: id), successors: successors)
  }

  /// Notes what a payer answered to claims: all of them or none. A refused claim gives its doses
  /// back: they are open again and go out as a new original (x12-responses §4).
  public func mark(_ claims: [Claim.ID], _ event: ClaimEvent) throws -> [Marked] {
    guard event.day <= today else {
      throw Refusal(.badData, "\(event.day) is in the future; today is \(today)")
    }
    return try ledger.write(operation("claim mark")) {
      try claims.map { try mark(try record($0), event) }
    }
  }

  private func mark(_ record: ClaimRecord, _ given: ClaimEvent) throws -> Marked {
    let id = record.stored.id
    var event = given
    if event.kind == .reversed, event.decision == nil, let decision = record.history.decision {
      // What is taken back is what was given, unless somebody says otherwise.
      event.decision = Adjudication(
        date: event.day, payerClaimNumber: event.payerNumber,
        paid: Money(cents: -decision.paid.cents))
    }
    try ClaimMarkRules(record: record, event: event).check()
    var takenBack = 0
    if record.history.state == .rejected, event.kind == .accepted || event.kind.isDecision {
      takenBack = try withdrawRejection(of: record, because: event)
    }
    let saved = try ledger.insertEvent(event, of: id)
    let now = try self.record(id).history.state
    var opened = 0
    if event.kind == .rejected, now == .rejected, record.stored.claim.frequency != .void {
      opened = try ledger.giveBackDoses(of: id, because: saved)
    }
    return Marked(
      claim: id, number: record.stored.claim.number, state: now, opened: opened,
      takenBack: takenBack)
  }

  /// The payer took it after all: the refusal does not count any more, and the doses that are still
  /// open belong to the claim again.
  private func withdrawRejection(
    of record: ClaimRecord, because event: ClaimEvent
  ) throws -> Int {
    for rejection in record.history.standing where rejection.kind == .rejected {
      _ = try ledger.insertEvent(
        ClaimEvent(
          kind: .withdrawn, day: event.day, source: event.source, why: event.why,
          withdraws: rejection.id), of: record.stored.id)
    }
    return try ledger.takeBackDoses(of: record.stored.id)
  }
}

/// What a mark may say of a claim.
struct ClaimMarkRules {
  let record: ClaimRecord
  let event: ClaimEvent

  private var id: Claim.ID { record.stored.id }
  private var claim: Claim { record.stored.claim }

  func check() throws {
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
    let isKnown = record.history.standing.contains {
      $0.kind == event.kind && $0.day == event.day && $0.payerNumber == event.payerNumber
        && $0.paid == event.paid && $0.source == event.source && $0.file == event.file
    }
    if isKnown {
      throw Refusal(.badData, "claim \(id) is marked so already; nothing was changed")
    }
    try checkContradiction()
    if let decision = event.decision { try check(decision) }
  }

  /// An answer that contradicts an earlier one is noted when somebody says why.
  private func checkContradiction() throws {
    let state = record.history.state
    if event.kind == .reversed, record.history.decision == nil {
      throw Refusal(
        .badData, "claim \(id) was neither paid nor denied; there is nothing to take back")
    }
    if event.kind == .rejected, state == .correcting || state == .voiding {
      throw Refusal(
        .badData,
        "claim \(id) is being \(state == .voiding ? "taken back" : "corrected"), as one that the "
          + "payer has. If it was refused, end that first: shots claim undo \(id)")
    }
    guard event.why == nil, let contradiction = contradiction(state) else { return }
    throw Refusal(
      .badData, "claim \(id) \(contradiction). If both are true, say why: --why …")
  }

  private func contradiction(_ state: ClaimState) -> String? {
    switch (state, event.kind) {
    case (.rejected, .accepted), (.rejected, .paid), (.rejected, .denied):
      return "was rejected, and its doses are open again"
    case (.paid, .rejected): return "was paid \(record.history.paid)"
    case (.paid, .paid): return "is paid already, \(record.history.paid)"
    case (.paid, .denied):
      return "was paid \(record.history.paid); a payer that takes it back says: reversed"
    case (.denied, .paid), (.denied, .rejected), (.denied, .denied): return "was denied"
    case (.replaced, .rejected), (.voided, .rejected): return "is \(state) by a later claim"
    default: return nil
    }
  }

  private func check(_ decision: Adjudication) throws {
    if event.kind != .reversed, decision.paid < .zero {
      throw Refusal(
        .badData,
        "\(decision.paid) is less than nothing; a payer that takes money back says: reversed")
    }
    if decision.paid > claim.total, event.why == nil {
      throw Refusal(
        .badData,
        "\(decision.paid) is more than the charge of claim \(id), \(claim.total). If it is true, "
          + "say why: --why …")
    }
    for line in decision.lines {
      guard line.line <= claim.lines.count else {
        throw Refusal(
          .badData, "claim \(id) has \(counted(claim.lines.count, "line")), not \(line.line)")
      }
      let charge = claim.lines[line.line - 1].charge
      let reduced = line.adjustments.lazy.map(\.amount).total
      // 835: SVC02 - SVC03 = the CAS of the line (x12-responses §5.5).
      if !line.adjustments.isEmpty, line.paid.adding(reduced) != charge {
        throw Refusal(
          .badData,
          "line \(line.line): paid \(line.paid) and reductions of \(reduced) are not its charge, "
            + "\(charge)")
      }
    }
    let onLines = decision.lines.lazy.map(\.paid).total
    let onClaim = decision.adjustments.lazy.map(\.amount).total
    // 835: CLP04 = the lines' SVC03 less the CAS of the claim, when every line is there.
    if decision.lines.count == claim.lines.count, decision.paid.adding(onClaim) != onLines {
      throw Refusal(
        .badData,
        "the lines were paid \(onLines), less \(onClaim) on the whole claim; that is not "
          + "\(decision.paid)")
    }
  }
}

/// `1 line`, `2 lines`.
func counted(_ count: Int, _ word: String) -> String {
  "\(count) \(word)\(count == 1 ? "" : "s")"
}
