import Practice
import SQLite

extension Ledger {
  /// Adds an event to a claim, with what was decided on its lines.
  public func insertEvent(_ event: ClaimEvent, of claim: Claim.ID) throws -> ClaimEvent.ID {
    let decision = event.decision
    try connection.run(
      """
      INSERT INTO claim_event (
        claim_id, operation_id, kind, on_day, source, file, payer_number, paid_cents,
        patient_cents, not_covered_cents, reasons, why, withdraws_id)
      VALUES (?1, ?13, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
      """,
      claim, Coded(event.kind), event.day, Coded(event.source), event.file, event.payerNumber,
      decision?.paid, decision?.patientResponsibility, decision?.notCovered,
      Listed(decision?.remarks ?? event.reasons), event.why, event.withdraws, audit.operation)
    let id: ClaimEvent.ID = RecordID(connection.lastInsertRowID)
    guard let decision else { return id }
    try insert(decision.adjustments, of: id, position: nil)
    for line in decision.lines {
      try connection.run(
        """
        INSERT INTO claim_event_line (
          event_id, position, paid_cents, code, modifiers, units, bundled_into, patient_cents,
          decided_on)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """,
        id, line.line, line.paid, line.code, Listed(line.modifiers), line.units, line.bundledInto,
        line.patientResponsibility, line.date)
      try insert(line.adjustments, of: id, position: line.line)
    }
    return id
  }

  private func insert(
    _ adjustments: [Adjustment], of event: ClaimEvent.ID, position: Int?
  ) throws {
    for adjustment in adjustments {
      try connection.run(
        """
        INSERT INTO claim_event_adjustment (event_id, position, group_code, reason, amount_cents)
        VALUES (?1, ?2, ?3, ?4, ?5)
        """, event, position, Coded(adjustment.group), adjustment.reason, adjustment.amount)
    }
  }

  /// The events of a claim, in the order in which they came to be known, with all that was decided.
  public func events(of claim: Claim.ID) throws -> [ClaimEvent] {
    try translating(operation: nil) {
      var events = try connection.all(Ledger.eventsOfClaim, claim) { try Ledger.event($0) }
      for index in events.indices where events[index].decision != nil {
        guard let id = events[index].id else { continue }
        try fill(&events[index], id)
      }
      return events
    }
  }

  private static let eventsOfClaim: SQL = """
    SELECT e.*, o.actor, o.at FROM claim_event e JOIN operation o ON o.id = e.operation_id
    WHERE e.claim_id = ?1 ORDER BY e.id
    """

  /// An event without its lines: fourteen columns of the event, then who and when.
  static func event(_ row: borrowing Row) throws -> ClaimEvent {
    let reasons = try row.text(11).split(separator: " ").map(String.init)
    var event = ClaimEvent(
      id: try row.id(0), kind: try row.word(3), day: try row.day(4), source: try row.word(5),
      file: try row.optional(6), payerNumber: try row.optional(7), why: try row.optional(12),
      withdraws: try row.optionalID(13))
    if let paid = try row.optionalInt64(8) {
      event.decision = Adjudication(
        date: event.day, payerClaimNumber: event.payerNumber, paid: Money(cents: paid),
        patientResponsibility: try row.optionalInt64(9).map { Money(cents: $0) },
        notCovered: try row.optionalInt64(10).map { Money(cents: $0) }, remarks: reasons)
    } else {
      event.reasons = reasons
    }
    event.noted = ClaimEvent.Noted(by: try row.text(14), at: try row.text(15))
    return event
  }

  private func fill(_ event: inout ClaimEvent, _ id: ClaimEvent.ID) throws {
    var adjustments: [Int: [Adjustment]] = [:]
    try connection.each(
      """
      SELECT coalesce(position, 0), group_code, reason, amount_cents FROM claim_event_adjustment
      WHERE event_id = ?1 ORDER BY id
      """, id
    ) { row in
      adjustments[try row.int(0), default: []].append(
        Adjustment(
          group: try row.word(1), storedReason: try row.text(2), amount: try row.money(3)))
    }
    event.decision?.adjustments = adjustments[0] ?? []
    event.decision?.lines = try connection.all(
      """
      SELECT position, paid_cents, code, modifiers, units, bundled_into, patient_cents, decided_on
      FROM claim_event_line WHERE event_id = ?1 ORDER BY position
      """, id
    ) { row in
      var line = try Ledger.decidedLine(row, at: 0)
      line.adjustments = adjustments[line.line] ?? []
      return line
    }
  }

  // MARK: - Doses

  /// Opens the doses of a claim again, because of an event. What the claim said stays as it is.
  @discardableResult
  public func giveBackDoses(of claim: Claim.ID, because event: ClaimEvent.ID) throws -> Int {
    try connection.run(
      """
      INSERT INTO claim_dose (claim_id, dose_id, event_id)
      SELECT claim_id, id, ?2 FROM dose WHERE claim_id = ?1
      """, claim, event)
    // One that an earlier event gave back and that is still open belongs to this one, too.
    try connection.run(
      """
      INSERT INTO claim_dose (claim_id, dose_id, event_id)
      SELECT DISTINCT g.claim_id, g.dose_id, ?2 FROM claim_dose g
      CROSS JOIN dose d ON d.id = g.dose_id AND d.disposition IS NULL
      WHERE g.claim_id = ?1
      """, claim, event)
    return Int(
      try connection.run(
        """
        UPDATE dose SET disposition = NULL, disposition_reason = NULL, claim_id = NULL
        WHERE claim_id = ?1
        """, claim))
  }

  /// Puts doses that a claim gave back on it again, as far as they are still open; those of a
  /// withdrawn void also when the void itself accounted for them.
  public func takeBackDoses(
    of claim: Claim.ID, undoing void: ClaimEvent.ID? = nil
  ) throws -> Int {
    Int(
      try connection.run(
        """
        UPDATE dose SET disposition = 'billed', disposition_reason = NULL, claim_id = ?1
        WHERE (disposition IS NULL OR (claim_id IS NULL AND disposition_reason = (
            SELECT e.why FROM claim_event e WHERE e.id = ?2 AND e.kind = 'voiding')))
          AND id IN (SELECT dose_id FROM claim_dose
            WHERE claim_id = ?1 AND (?2 IS NULL OR event_id = ?2))
        """, claim, void))
  }

  /// Puts open doses on a claim that bills them, or what they correct, because somebody said so.
  public func keepDoses(
    _ doses: [Dose.ID], on claim: Claim.ID, because event: ClaimEvent.ID
  ) throws -> Int {
    var kept = 0
    for dose in Set(doses).sorted(by: { $0.number < $1.number }) {
      // So that it can be let go again.
      try connection.run(
        "INSERT INTO claim_dose (claim_id, dose_id, event_id) VALUES (?1, ?2, ?3)", claim, dose,
        event)
      kept += Int(
        try connection.run(
          """
          UPDATE dose SET disposition = 'billed', disposition_reason = NULL, claim_id = ?1
          WHERE id = ?2 AND disposition IS NULL
          """, claim, dose))
    }
    return kept
  }

  /// Lets the doses go that a claim kept because of an event; gives how many.
  public func letGoDoses(of claim: Claim.ID, keptBy event: ClaimEvent.ID) throws -> Int {
    Int(
      try connection.run(
        """
        UPDATE dose SET disposition = NULL, disposition_reason = NULL, claim_id = NULL
        WHERE claim_id = ?1
          AND id IN (SELECT dose_id FROM claim_dose WHERE claim_id = ?1 AND event_id = ?2)
        """, claim, event))
  }

  /// Opens the doses of a claim that another gave back as well.
  public func releaseDoses(of claim: Claim.ID, for other: Claim.ID) throws {
    try connection.run(
      """
      UPDATE dose SET disposition = NULL, disposition_reason = NULL, claim_id = NULL
      WHERE claim_id = ?1 AND id IN (SELECT dose_id FROM claim_dose WHERE claim_id = ?1)
        AND id IN (SELECT dose_id FROM claim_dose WHERE claim_id = ?2)
      """, claim, other)
  }

  /// The doses that a claim accounts for, or did before it gave them back.
  public func doses(of claim: Claim.ID) throws -> [StoredDose] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT * FROM dose WHERE claim_id = ?1
          OR id IN (SELECT dose_id FROM claim_dose WHERE claim_id = ?1)
        ORDER BY id
        """, claim
      ) { try Ledger.storedDose($0) }
    }
  }
}
