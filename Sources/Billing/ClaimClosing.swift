import Practice
import Storage

extension Desk {
  /// Notes that the practice is done with a claim: it stands as it is, whatever the payer did not
  /// pay of it, and is no work until something else is noted. Open doses that it bills belong to
  /// it, also those that correct what it billed; a correction of it ends.
  ///
  /// Gives how many doses belong to it again.
  public func settle(_ id: Claim.ID, why: Line) throws -> Int {
    try ledger.write(operation("claim close")) {
      let record = try record(id)
      try checkClosing(record)
      let openings =
        try refusedOpenings(of: record) + [record.history.opening?.id].compactMap(\.self)
      for opening in openings {
        _ = try ledger.insertEvent(
          ClaimEvent(kind: .withdrawn, day: today, why: why, withdraws: opening), of: id)
      }
      let event = try ledger.insertEvent(ClaimEvent(kind: .closed, day: today, why: why), of: id)
      switch try self.record(id).history.state {
      // What the payer does not have, or does not decide on any more, accounts for nothing.
      case .prepared, .rejected, .reversed, .correcting, .voiding, .replaced, .voided: return 0
      case .written, .accepted, .paid, .denied:
        let open = try ledger.strayDoses(of: id).filter { $0.place == .open }.map(\.now)
        return try ledger.keepDoses(open, on: id, because: event)
      }
    }
  }

  private func checkClosing(_ record: ClaimRecord) throws {
    let id = record.stored.id
    let why: String
    switch record.history.state {
    case .written, .accepted, .paid, .denied, .reversed, .correcting, .replaced, .voided:
      guard record.history.closing != nil else { return }
      why = "is closed already"
    case .prepared: why = "was not sent; finish its batch with: shots export …"
    case .rejected:
      why =
        "was refused, and its doses are open: they are billed again, or accounted for with shots "
        + "nocharge, selfpay or void"
    case .voiding: why = "is to be taken back; end that first: shots claim undo \(id)"
    }
    throw Refusal(.badData, "claim \(id) \(why)")
  }

  /// The openings of a claim whose corrections or voids were all refused, so that the claim is what
  /// the payer has.
  func refusedOpenings(of record: ClaimRecord) throws -> [ClaimEvent.ID] {
    guard record.successors.allSatisfy(\.successor.isRejected) else { return [] }
    let answered = Set(record.successors.compactMap(\.successor.event))
    return record.history.standing.filter { $0.kind == .correcting || $0.kind == .voiding }
      .compactMap(\.id).filter(answered.contains)
  }

  /// A refusal of a claim proved untrue whose correction or void had been given up: what the
  /// earlier claim has of its doses goes on.
  func takeOver(from record: ClaimRecord) throws -> [String] {
    guard let origin = record.origin else { return [] }
    switch record.stored.claim.frequency {
    case .original: return []
    case .replacement:
      try ledger.releaseDoses(of: origin.claim, for: record.stored.id)
      return []
    case .void:
      let opened = try ledger.giveBackDoses(of: origin.claim, because: origin.event)
      guard opened > 0 else { return [] }
      return ["claim \(origin.claim) is taken back; \(counted(opened, "dose")) of it open again"]
    }
  }
}
