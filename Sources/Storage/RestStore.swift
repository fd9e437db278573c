import Practice
import SQLite

extension Ledger {
  /// Claims of whose decisions something may be left to look at: they are denied, or were reduced
  /// for another reason than `settledBy`, or a line was paid nothing, or the amounts explain less
  /// than the charge. Claims that somebody is done with are not among them.
  public func claimsWithRest(settledBy reasons: [String]) throws -> Set<Claim.ID> {
    try translating(operation: nil) {
      var claims: Set<Claim.ID> = []
      try connection.each(Ledger.rests, Listed(reasons)) { claims.insert(try $0.id(0)) }
      return claims
    }
  }

  private static let rests: SQL = """
    SELECT e.claim_id FROM claim_event e CROSS JOIN claim c ON c.id = e.claim_id
    WHERE (e.kind = 'denied' OR e.kind = 'paid')
      AND NOT EXISTS (SELECT 1 FROM claim_event w WHERE w.withdraws_id = e.id)
      AND (e.kind = 'denied'
        OR EXISTS (SELECT 1 FROM claim_event_line l WHERE l.event_id = e.id AND l.paid_cents = 0)
        OR (
          SELECT coalesce(max(instr(' ' || ?1 || ' ', ' ' || a.reason || ' ') = 0), 0)
            OR c.total_cents > e.paid_cents
              + coalesce(sum(a.amount_cents) FILTER (WHERE a.group_code <> 'PR'), 0)
              + max(coalesce(e.patient_cents, 0),
                coalesce(sum(a.amount_cents) FILTER (WHERE a.group_code = 'PR'), 0))
          FROM claim_event_adjustment a WHERE a.event_id = e.id))
      AND NOT EXISTS (
        SELECT 1 FROM claim_event x WHERE x.claim_id = e.claim_id AND x.kind = 'closed'
          AND NOT EXISTS (SELECT 1 FROM claim_event w WHERE w.withdraws_id = x.id)
          AND NOT EXISTS (SELECT 1 FROM claim_event n
            WHERE n.claim_id = x.claim_id AND n.id > x.id AND n.kind <> 'withdrawn'
              AND NOT EXISTS (SELECT 1 FROM claim_event w WHERE w.withdraws_id = n.id)))
    """
}
