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
  /// What was paid in all, when that is more than its charge.
  public let excess: Money?
  /// What somebody should know and do besides, in sentences.
  public let notes: [String]
}

/// What became of one answer for every claim of a batch.
public struct BatchMarked: Sendable {
  /// The claims that it was noted of.
  public var marked: [Marked] = []
  /// How many claims are marked so already.
  public var known = 0
  /// Claims whose own answer says otherwise, with it; they keep it.
  public var kept: [(claim: Claim.ID, because: String)] = []
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
    guard event.day <= today else { throw Desk.future(event.day, today) }
    return try ledger.write(operation("claim mark")) {
      try claims.map { try mark(try record($0), event) }
    }
  }

  /// Notes one answer for every claim of a batch. A claim with an answer of its own keeps it: what
  /// is said of a whole file does not outweigh what was said of one claim.
  public func markAll(of batch: Batch.ID, _ event: ClaimEvent) throws -> BatchMarked {
    guard event.day <= today else { throw Desk.future(event.day, today) }
    return try ledger.write(operation("batch mark")) {
      var result = BatchMarked()
      for claim in try ledger.claimSummaries(batch: batch, limit: Int.max).reversed() {
        let record = try record(claim.id)
        let rules = ClaimMarkRules(record: record, event: event)
        try rules.checkMoment()
        if rules.isKnown {
          result.known += 1
        } else if let reason = rules.obstacle ?? rules.contradiction {
          result.kept.append((claim.id, reason))
        } else {
          result.marked.append(try mark(record, event))
        }
      }
      return result
    }
  }

  private static func future(_ day: Day, _ today: Day) -> Refusal {
    Refusal(.badData, "\(day) is in the future; today is \(today)")
  }

  private func mark(_ record: ClaimRecord, _ given: ClaimEvent) throws -> Marked {
    let id = record.stored.id
    var event = given
    if event.kind == .reversed, event.decision == nil,
      let decision = record.history.decision(on: event.day)
    {
      // What is taken back is what was given, unless somebody says otherwise.
      event.decision = Adjudication(
        date: event.day, payerClaimNumber: event.payerNumber,
        paid: Money(cents: -decision.paid.cents))
    }
    let explained = try explain(record, &event)
    let rules = ClaimMarkRules(record: explained ?? record, event: event)
    try rules.check()
    var takenBack = 0
    var notes: [String] = []
    switch (record.history.state, event.kind) {
    case (.rejected, .accepted), (.rejected, .paid), (.rejected, .denied):
      takenBack = try withdrawRejection(of: record, because: event, &notes)
      notes += try strayNotes(of: id)
    case (.denied, .rejected), (.reversed, .rejected):
      try withdrawDecisions(of: record, because: event)
    default: break
    }
    let saved = try ledger.insertEvent(event, of: id)
    let now = try self.record(id)
    if event.kind == .paid, let over = record.stored.claim.paidTogether(with: now.history.paid) {
      notes.append("\(over); somebody wants it back")
    }
    var opened = 0
    if event.kind == .rejected, now.history.state == .rejected {
      if record.stored.claim.frequency == .void {
        if let earlier = record.origin?.claim { notes.append(try refusedVoidNote(id, earlier)) }
      } else {
        let given = try giveBack(id, because: saved)
        opened = given.opened
        notes += given.notes
      }
    }
    notes += try notesOnMoney(now, event)
    return Marked(
      claim: id, number: try ledger.claimNumber(id), state: now.history.state, opened: opened,
      takenBack: takenBack,
      excess: now.history.paid > record.stored.claim.total ? now.history.paid : nil, notes: notes)
  }

  /// The payer took it after all: the refusal does not count any more, and the doses that are still
  /// open belong to the claim again.
  private func withdrawRejection(
    of record: ClaimRecord, because event: ClaimEvent, _ notes: inout [String]
  ) throws -> Int {
    try withdraw(record.history.standing.filter { $0.kind == .rejected }, of: record, event)
    notes += try takeOver(from: record)
    return try ledger.takeBackDoses(of: record.stored.id)
  }

  /// What was noted as decided was none, or is over: the payer has nothing (R92).
  private func withdrawDecisions(of record: ClaimRecord, because event: ClaimEvent) throws {
    let decisions = record.history.standing.filter(\.kind.isDecision)
    for decision in decisions {
      guard let later = try decision.id.flatMap({ try ledger.answer(to: $0) }) else { continue }
      throw Refusal(
        .badData,
        "claim \(later) told the next payer that claim \(record.stored.id) was \(decision.kind); "
          + "its doses cannot go out again")
    }
    try withdraw(decisions, of: record, event)
  }

  private func withdraw(
    _ events: [ClaimEvent], of record: ClaimRecord, _ reason: ClaimEvent
  ) throws {
    for event in events {
      _ = try ledger.insertEvent(
        ClaimEvent(
          kind: .withdrawn, day: reason.day, source: reason.source, why: reason.why,
          withdraws: event.id), of: record.stored.id)
    }
  }

  private func isShort(_ decision: Adjudication, of claim: Claim) -> Bool {
    !decision.hasReasons
      || UnpaidRest(of: [decision], total: claim.total, on: claim.date, tables: tables)
        .unexplained > .zero
  }

  /// A decision that was noted without all of its reasons is told again with them: that is one
  /// decision, not two. Gives the claim without the short one, which does not count any more.
  private func explain(_ record: ClaimRecord, _ event: inout ClaimEvent) throws -> ClaimRecord? {
    guard event.why == nil, let told = event.decision, told.hasReasons,
      record.history.decisions.count == 1, let short = record.history.decision,
      short.kind == event.kind, let known = short.decision, known.paid == told.paid,
      isShort(known, of: record.stored.claim), !told.saysTheSame(as: known),
      event.payerNumber == nil || event.payerNumber == short.payerNumber,
      try short.id.flatMap({ try ledger.answer(to: $0) }) == nil
    else { return nil }
    event.day = short.day
    event.payerNumber = short.payerNumber
    event.decision?.date = short.day
    event.decision?.payerClaimNumber = short.payerNumber
    if told.remarks.isEmpty { event.decision?.remarks = known.remarks }
    try withdraw([short], of: record, event)
    return try self.record(record.stored.id)
  }
}
