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
    try ClaimMarkRules(record: record, event: event).check()
    var takenBack = 0
    var notes: [String] = []
    if record.history.state == .rejected, event.kind == .accepted || event.kind.isDecision {
      takenBack = try withdrawRejection(of: record, because: event)
      notes = try strayNotes(of: id)
    }
    let saved = try ledger.insertEvent(event, of: id)
    let now = try self.record(id).history
    if event.kind == .paid, let over = record.stored.claim.paidTogether(with: now.paid) {
      notes.append("\(over); somebody wants it back")
    }
    var opened = 0
    if event.kind == .rejected, now.state == .rejected {
      if record.stored.claim.frequency == .void {
        if let earlier = record.origin?.claim { notes.append(try refusedVoidNote(id, earlier)) }
      } else {
        let given = try giveBack(id, because: saved)
        opened = given.opened
        notes += given.notes
      }
    }
    return Marked(
      claim: id, number: record.stored.claim.number, state: now.state, opened: opened,
      takenBack: takenBack,
      excess: now.paid > record.stored.claim.total ? now.paid : nil, notes: notes)
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
