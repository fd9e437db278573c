import Practice
import SQLite

/// A dose that a claim bills to a payer which has the claim, although the ledger accounts for the
/// dose otherwise: its refusal proved untrue, or the void that opened the dose was refused.
public struct StrayDose: Hashable, Sendable {
  /// The claim that the payer has.
  public let claim: Claim.ID
  /// The dose that its line is of.
  public let dose: Dose.ID
  /// The dose as it is now: itself, or the one that corrects it.
  public let now: Dose.ID
  /// Where that one is: open when there is none.
  public let place: Place
  /// Whether everything that opened the dose was withdrawn, so that it belongs to the claim.
  public let isClaimed: Bool
  /// Who has the claim.
  public let payer: PayerID
  /// The claim's date of service.
  public let date: Day
  /// Whether the payer took its decision back.
  public let isReversed: Bool

  /// How a dose is accounted for.
  public enum Place: Hashable, Sendable {
    /// It is open.
    case open
    /// Another claim has it.
    case claim(Claim.ID)
    /// Voided, no charge, or self-pay.
    case otherwise(String)
  }
}

extension Ledger {
  /// Doses that are elsewhere than on the claim that the payer has, by claim.
  ///
  /// A claim is in force when its refusals were withdrawn, nobody opened it, and no later claim
  /// that is not refused itself replaced it or took it back.
  public func strayDoses(of claim: Claim.ID? = nil) throws -> [StrayDose] {
    try translating(operation: nil) {
      try connection.all(Ledger.strays, claim, try refusedClaims()) { row in
        let dose: Dose.ID = try row.id(1)
        let now: Dose.ID = try row.optionalID(2) ?? dose
        let place: StrayDose.Place =
          if let other: Claim.ID = try row.optionalID(4) {
            .claim(other)
          } else if let word = try row.optionalText(3) {
            .otherwise(word)
          } else {
            .open
          }
        return StrayDose(
          claim: try row.id(0), dose: dose, now: now, place: place,
          isClaimed: try !row.bool(5), payer: try row.value(6), date: try row.day(7),
          isReversed: try row.bool(8))
      }
    }
  }

  /// The other claims of the visit of a claim, oldest first.
  public func otherClaims(ofVisitOf claim: Claim.ID) throws -> [Claim.ID] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT o.id FROM claim c
        CROSS JOIN claim o INDEXED BY claim_by_encounter ON o.encounter_id = c.encounter_id
        WHERE c.id = ?1 AND o.id <> c.id ORDER BY o.id
        """, claim
      ) { try $0.id(0) }
    }
  }

  // ?2: what `refusedClaims()` gives. `g` is what claims in force gave back; `h` the dose at the
  // end of a chain of corrections, which may have moved to another visit of the patient.
  private static let strays: SQL = """
    WITH RECURSIVE
    refused(id) AS MATERIALIZED (
      SELECT value FROM json_each(?2)
    ),
    given(claim, dose, standing) AS MATERIALIZED (
      SELECT g.claim_id, g.dose_id, max(NOT EXISTS (
        SELECT 1 FROM claim_event w WHERE w.withdraws_id = g.event_id))
      FROM claim_dose g
      WHERE (?1 IS NULL OR g.claim_id = ?1)
        AND g.claim_id NOT IN refused
        AND NOT EXISTS (
          SELECT 1 FROM claim_event e WHERE e.claim_id = g.claim_id
            AND (e.kind = 'correcting' OR e.kind = 'voiding')
            AND NOT EXISTS (SELECT 1 FROM claim_origin n WHERE n.event_id = e.id)
            AND NOT EXISTS (SELECT 1 FROM claim_event w WHERE w.withdraws_id = e.id))
        AND NOT EXISTS (
          SELECT 1 FROM claim_origin o CROSS JOIN claim s ON s.id = o.id
          WHERE o.origin_id = g.claim_id AND s.frequency <> '1'
            AND s.id NOT IN refused)
      GROUP BY g.claim_id, g.dose_id
    ),
    chain(claim, dose, id, standing) AS (
      SELECT claim, dose, dose, standing FROM given
      UNION
      SELECT p.claim, p.dose, x.id, p.standing FROM chain p
      CROSS JOIN dose d ON d.id = p.id AND d.disposition = 'voided'
      CROSS JOIN encounter v ON v.id = d.encounter_id
      CROSS JOIN encounter f INDEXED BY encounter_by_patient ON f.patient_id = v.patient_id
      CROSS JOIN dose x INDEXED BY dose_by_encounter ON x.encounter_id = f.id
        AND x.replaces_dose_id = p.id
    )
    SELECT c.claim, c.dose, h.id, h.disposition, h.claim_id, c.standing, y.payer_id,
      m.date_of_service, (
        SELECT coalesce(sum(CASE WHEN e.kind = 'reversed' THEN 1 ELSE -1 END), 0) >= 0
          AND count(*) > 0
        FROM claim_event e WHERE e.claim_id = c.claim
          AND (e.kind = 'reversed' OR e.kind = 'paid' OR e.kind = 'denied')
          AND NOT EXISTS (SELECT 1 FROM claim_event w WHERE w.withdraws_id = e.id))
    FROM chain c CROSS JOIN dose h ON h.id = c.id
    CROSS JOIN claim m ON m.id = c.claim
    CROSS JOIN payer_state y ON y.version_id = m.payer_version_id
    WHERE h.claim_id IS NOT c.claim
      AND NOT EXISTS (SELECT 1 FROM chain n CROSS JOIN dose y ON y.id = n.id
        WHERE n.claim = c.claim AND n.dose = c.dose AND y.replaces_dose_id = c.id)
    ORDER BY c.claim, c.dose, h.id
    """

  /// The doses that an opened claim could be sent with again: those that it gave back, or what
  /// corrects them, as far as they are open.
  public func openDoses(givenBackBy claim: Claim.ID) throws -> [StoredDose] {
    try translating(operation: nil) {
      try connection.all(
        """
        WITH RECURSIVE chain(leaf, id) AS (
          SELECT x.id, x.id FROM claim c CROSS JOIN encounter v ON v.id = c.encounter_id
          CROSS JOIN encounter f INDEXED BY encounter_by_patient ON f.patient_id = v.patient_id
          CROSS JOIN dose x INDEXED BY dose_open ON x.encounter_id = f.id
            AND x.disposition IS NULL
          WHERE c.id = ?1
          UNION
          SELECT p.leaf, d.replaces_dose_id FROM chain p CROSS JOIN dose d ON d.id = p.id
          WHERE d.replaces_dose_id IS NOT NULL
        )
        SELECT * FROM dose WHERE id IN (
          SELECT p.leaf FROM chain p
          WHERE EXISTS (SELECT 1 FROM claim_dose g WHERE g.claim_id = ?1 AND g.dose_id = p.id))
        ORDER BY id
        """, claim
      ) { try Ledger.storedDose($0) }
    }
  }

  /// Lines of the claims of visits that have open doses and a claim that gave doses back: services
  /// of the visit and administrations, and whether the claim still accounts for a dose.
  public func linesOfReopenedVisits() throws -> [(
    encounter: Encounter.ID, claim: Claim.ID, line: ServiceLine, counts: Bool
  )] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT l.*, c.encounter_id, EXISTS (SELECT 1 FROM dose d WHERE d.claim_id = c.id)
        FROM (
          SELECT DISTINCT k.encounter_id AS id FROM claim_dose g
          CROSS JOIN claim k ON k.id = g.claim_id
          WHERE EXISTS (SELECT 1 FROM dose x INDEXED BY dose_open
            WHERE x.encounter_id = k.encounter_id AND x.disposition IS NULL)
        ) v
        CROSS JOIN claim c INDEXED BY claim_by_encounter
          ON c.encounter_id = v.id AND c.frequency <> '8'
        CROSS JOIN claim_line l ON l.claim_id = c.id AND l.kind <> 'drug'
        ORDER BY l.id
        """
      ) { row in
        (try row.id(17), try row.id(1), try Ledger.storedLine(row).service, try row.bool(18))
      }
    }
  }
}
