import Practice
import SQLite

extension Ledger {
  /// The claims that could wait for somebody by what happened to them: all but those that are paid
  /// and that nothing else happened to, those that somebody is done with, and those that are too
  /// young to be chased.
  ///
  /// It never leaves one out that waits, apart from what a payment left (``claimsWithRest``) and
  /// doses that are elsewhere (``strayDoses``); it may give one that does not. Of the claims that
  /// went out with the batches of `tests` it gives all. Claims without an answer are given when
  /// they were made by `unanswered`, those that were only taken in when by `undecided`.
  public func waitingClaims(
    unanswered: Day, undecided: Day, tests: [Batch.ID]
  ) throws -> [Claim.ID] {
    try translating(operation: nil) {
      try connection.all(Ledger.waiting, unanswered, undecided, Numbers(tests)) { try $0.id(0) }
    }
  }

  // One look at the events of each claim. A claim that others followed is always given: what became
  // of them decides. The last event of a claim that is over closes it, and is not withdrawn, which
  // would be a later one.
  private static let waiting: SQL = """
    SELECT c.id FROM batch b CROSS JOIN claim c INDEXED BY claim_by_batch ON c.batch_id = b.id
    WHERE b.id IN (SELECT value FROM json_each(?3))
      OR EXISTS (SELECT 1 FROM claim_origin o WHERE o.origin_id = c.id)
      OR CASE (
        SELECT CASE
          WHEN count(*) = 0 THEN 'none'
          WHEN min(e.kind = 'accepted') THEN 'accepted'
          WHEN min(e.kind = 'accepted' OR e.kind = 'paid') THEN 'paid' END
        FROM claim_event e INDEXED BY claim_event_by_claim WHERE e.claim_id = c.id)
      WHEN 'none' THEN b.made_on <= ?1
      WHEN 'accepted' THEN b.made_on <= ?2
      WHEN 'paid' THEN 0
      ELSE EXISTS (SELECT 1 FROM claim_event e INDEXED BY claim_event_release
          WHERE e.claim_id = c.id AND (e.kind = 'correcting' OR e.kind = 'voiding'))
        OR (SELECT e.kind FROM claim_event e WHERE e.claim_id = c.id ORDER BY e.id DESC LIMIT 1)
          <> 'closed'
      END
    """
}
