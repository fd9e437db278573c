import Claims
import Practice
import Storage

// A payer may send a decided claim on to the next payer by itself (835 CLP02 19 to 21; RARC MA07,
// MA18, N89). The practice makes no file then, but the next payer has a claim and answers it: the
// ledger holds it like any other, so that the answer has a place and somebody sees when none comes.
extension Desk {
  /// Notes that the payer of a decided claim sent it on to the next one: the claim as that payer
  /// has it, in a batch without a file.
  public func noteCrossing(of id: Claim.ID) throws -> StoredClaim {
    let made = try ledger.write(operation("claim crossed")) {
      let record = try record(id)
      let registry = try Registry(ledger, tables)
      let laters = try laterClaims(nil, ofVisitsOf: [id], registry, forced: [id])
      try checkGoingOn([id], laters)
      guard let later = laters.first(where: { $0.earlier.id == id }), let draft = later.draft,
        later.again == nil, let day = record.history.decision?.day
      else {
        var why = "it has no decision that could go on"
        if case .held(let what, _)? = laters.first(where: { $0.earlier.id == id })?.standing {
          why = what
        }
        throw Refusal(.badData, "claim \(id) cannot have gone on: \(why)")
      }
      let next = try ledger.nextBatch(for: Batch.crossed)
      var rest = ClaimRest()
      let claim = try ledger.insertClaim(draft, in: next.id, leaving: &rest)
      try ledger.write(&rest)
      let batch = Batch(
        id: next.id, format: .professional, practice: registry.practice.version,
        receiver: Batch.crossed,
        envelope: BatchEnvelope(
          batch: next.id.number, interchange: next.interchange, group: next.interchange, day: day,
          time: time),
        days: try DayRange(first: draft.encounter.date, last: draft.encounter.date),
        state: .prepared, fileName: "crossed-over-\(next.id)", folder: nil, claims: 1,
        lines: draft.lines.count, total: draft.total)
      try ledger.insertBatch(batch)
      // Nothing was written, and that is what its size and digest say.
      try ledger.markWritten(batch.id, folder: nil, size: 0, sha256: Batch.digestOfNothing)
      return claim
    }
    return try record(made).stored
  }
}

extension Batch {
  /// What stands in the place of a receiver where a payer sent claims on by itself.
  static let crossed = PartnerID(stored: "CROSSED")
  /// SHA-256 of no bytes.
  static let digestOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  /// Whether it stands for claims that a payer sent on by itself: it has no file.
  public var hasNoFile: Bool { size == 0 && sha256 == Batch.digestOfNothing }
}
