import Practice
import SQLite

/// A claim with what became of it, in one row.
public struct ClaimLife: Sendable {
  /// The claim.
  public let summary: ClaimSummary
  /// The day on which its batch was made.
  public let madeOn: Day
  /// What its events come to.
  public let history: ClaimHistory
  /// The void of it that was refused, when nobody has done anything about it since: the payer has
  /// the claim, and the practice does not want it.
  public let refusedVoid: Claim.ID?
  /// The later claims that lead back to it, oldest first.
  public let followers: [ClaimSuccessor]
}

extension Ledger {
  /// Gives each claim with its state, newest first, until `body` answers false.
  ///
  /// Three queries walk claims, events and later claims side by side, so neither memory nor the
  /// number of queries grows with the ledger. With `ids` only those claims are given.
  public func eachClaimLife(
    batch: Batch.ID? = nil, only ids: [Claim.ID]? = nil, _ body: (ClaimLife) throws -> Bool
  ) throws {
    try translating(operation: nil) {
      let query = ids == nil ? Ledger.lives : Ledger.livesOfList
      try connection.prepared(query.claims) { claims in
        try connection.prepared(query.events) { events in
          try connection.prepared(query.successors) { later in
            if let list = ids.map({ Numbers($0) }) {
              try claims.bindAll(list)
              try events.bindAll(list)
              try later.bindAll(list)
            } else {
              let span = try claimSpan(batch: batch)
              try claims.bindAll(span.first, span.last, batch)
              try events.bindAll(span.first, span.last)
              try later.bindAll(span.first, span.last)
            }
            var event = try Ledger.next(&events) { try Ledger.numbered($0) }
            var follower = try Ledger.next(&later) { try Ledger.successor($0) }
            while try claims.step() {
              let summary = try Ledger.summary(claims.row)
              var own: [ClaimEvent] = []
              while let (claim, found) = event, claim >= summary.id {
                if claim == summary.id { own.append(found) }
                event = try Ledger.next(&events) { try Ledger.numbered($0) }
              }
              var followers: [ClaimSuccessor] = []
              while let found = follower, found.origin >= summary.id {
                if found.origin == summary.id { followers.append(found) }
                follower = try Ledger.next(&later) { try Ledger.successor($0) }
              }
              // They come newest first, and the history wants them as they came to be known.
              let history = ClaimHistory(
                isWritten: try claims.row.text(13) == Batch.State.written.rawValue,
                events: own.reversed(),
                successors: followers.map(\.successor))
              let life = ClaimLife(
                summary: summary, madeOn: try claims.row.day(12), history: history,
                refusedVoid: history.refusedVoid(among: followers),
                followers: followers.reversed())
              guard try body(life) else { return }
            }
          }
        }
      }
    }
  }

  /// The lowest and the highest number that the claims of a batch can have: what is read of claims,
  /// events and followers then depends on these claims and not on the history.
  func claimSpan(batch: Batch.ID?) throws -> (first: Claim.ID, last: Claim.ID) {
    guard let batch else { return (RecordID(1), RecordID(.max)) }
    return try connection.one(
      "SELECT coalesce(min(id), 1), coalesce(max(id), 0) FROM claim WHERE batch_id = ?1", batch
    ) { (try $0.id(0), try $0.id(1)) }
  }

  private static func next<Value>(
    _ statement: inout Statement, _ read: (borrowing Row) throws -> Value
  ) throws -> Value? {
    try statement.step() ? try read(statement.row) : nil
  }

  private static func numbered(_ row: borrowing Row) throws -> (Claim.ID, ClaimEvent) {
    (try row.id(1), try event(row))
  }

  static func summary(_ row: borrowing Row) throws -> ClaimSummary {
    ClaimSummary(
      id: try row.id(0), number: try row.value(1), batch: try row.id(2), encounter: try row.id(3),
      date: try row.day(4), total: try row.money(5), payer: try row.value(6),
      mrn: try row.value(7), patient: try row.name(at: 8), lines: try row.int(11))
  }

  /// Three queries whose rows go side by side, by claim.
  private struct LifeQuery {
    let claims: SQL
    let events: SQL
    let successors: SQL
  }

  private static var lives: LifeQuery {
    LifeQuery(claims: livesOfClaims, events: eventsByClaim, successors: successorsByClaim)
  }

  private static var livesOfList: LifeQuery {
    LifeQuery(claims: livesOfListed, events: eventsOfListed, successors: successorsOfListed)
  }

  private static let livesOfClaims: SQL = """
    SELECT c.id, c.number, c.batch_id, c.encounter_id, c.date_of_service, c.total_cents,
      y.payer_id, p.mrn, p.last_name, p.first_name, p.middle_name,
      (SELECT count(*) FROM claim_line l WHERE l.claim_id = c.id), b.made_on, b.state
    FROM claim c
    CROSS JOIN batch b ON b.id = c.batch_id
    CROSS JOIN patient_state p ON p.version_id = c.patient_version_id
    CROSS JOIN payer_state y ON y.version_id = c.payer_version_id
    WHERE c.id BETWEEN ?1 AND ?2 AND (?3 IS NULL OR c.batch_id = ?3)
    ORDER BY c.id DESC
    """

  private static let eventsByClaim: SQL = """
    SELECT e.*, o.actor, o.at FROM claim_event e INDEXED BY claim_event_by_claim
    CROSS JOIN operation o ON o.id = e.operation_id
    WHERE e.claim_id BETWEEN ?1 AND ?2
    ORDER BY e.claim_id DESC, e.id DESC
    """

  private static let successorsByClaim: SQL = """
    SELECT o.origin_id, c.id, c.number, c.frequency, (
      SELECT e.kind FROM claim_event e
      WHERE e.claim_id = c.id AND e.kind <> 'withdrawn' AND e.kind <> 'closed' AND NOT EXISTS (
        SELECT 1 FROM claim_event w WHERE w.withdraws_id = e.id)
      ORDER BY (e.kind = 'paid' OR e.kind = 'denied') DESC, e.on_day DESC,
        (e.kind = 'rejected') DESC, e.id DESC LIMIT 1), o.event_id
    FROM claim_origin o INDEXED BY claim_origin_by_origin
    CROSS JOIN claim c ON c.id = o.id
    WHERE o.origin_id BETWEEN ?1 AND ?2
    ORDER BY o.origin_id DESC, o.id DESC
    """

  private static let livesOfListed: SQL = """
    SELECT c.id, c.number, c.batch_id, c.encounter_id, c.date_of_service, c.total_cents,
      y.payer_id, p.mrn, p.last_name, p.first_name, p.middle_name,
      (SELECT count(*) FROM claim_line l WHERE l.claim_id = c.id), b.made_on, b.state
    FROM json_each(?1) j
    CROSS JOIN claim c ON c.id = j.value
    CROSS JOIN batch b ON b.id = c.batch_id
    CROSS JOIN patient_state p ON p.version_id = c.patient_version_id
    CROSS JOIN payer_state y ON y.version_id = c.payer_version_id
    ORDER BY c.id DESC
    """

  private static let eventsOfListed: SQL = """
    SELECT e.*, o.actor, o.at FROM json_each(?1) j
    CROSS JOIN claim_event e INDEXED BY claim_event_by_claim ON e.claim_id = j.value
    CROSS JOIN operation o ON o.id = e.operation_id
    ORDER BY e.claim_id DESC, e.id DESC
    """

  private static let successorsOfListed: SQL = """
    SELECT o.origin_id, c.id, c.number, c.frequency, (
      SELECT e.kind FROM claim_event e
      WHERE e.claim_id = c.id AND e.kind <> 'withdrawn' AND e.kind <> 'closed' AND NOT EXISTS (
        SELECT 1 FROM claim_event w WHERE w.withdraws_id = e.id)
      ORDER BY (e.kind = 'paid' OR e.kind = 'denied') DESC, e.on_day DESC,
        (e.kind = 'rejected') DESC, e.id DESC LIMIT 1), o.event_id
    FROM json_each(?1) j
    CROSS JOIN claim_origin o INDEXED BY claim_origin_by_origin ON o.origin_id = j.value
    CROSS JOIN claim c ON c.id = o.id
    ORDER BY o.origin_id DESC, o.id DESC
    """
}
