import Practice
import SQLite

/// A claim with the visit that it was made of, so that it can be decided again.
public struct SentVisit: Sendable {
  /// The claim, as it was frozen.
  public var claim: StoredClaim
  /// Whether its file was written.
  public let isWritten: Bool
  /// The visit.
  public var encounter: Encounter
  /// The doses that the claim accounts for.
  public var doses: [Dose]
  /// Doses of the visit on earlier claims.
  public var billed: [Dose]
  /// The other visits of the patient on the same day.
  public var sameDay: SameDayRows
}

extension Ledger {
  /// Gives each claim of a time that accounts for doses with its visit, in order: those whose file
  /// is not written yet, and the written ones when they are wanted.
  ///
  /// Three queries walk claims, lines and doses side by side, so the memory does not grow with the
  /// history.
  public func eachSentVisit(
    _ days: DayRange?, written: Bool, _ body: (SentVisit) throws -> Void
  ) throws {
    try eachSentVisit(days, written: written, among: (0, Int64.max), body)
  }

  /// Gives one claim with its visit, if it accounts for doses.
  public func eachSentVisit(only claim: Claim.ID, _ body: (SentVisit) throws -> Void) throws {
    try eachSentVisit(nil, written: true, among: (claim.number, claim.number), body)
  }

  private func eachSentVisit(
    _ days: DayRange?, written: Bool, among span: (first: Int64, last: Int64),
    _ body: (SentVisit) throws -> Void
  ) throws {
    let first = days?.first.description ?? "0000"
    let last = days?.last.description ?? "9999"
    try translating(operation: nil) {
      let parties = try frozenParties(practice: try practice().version)
      try connection.prepared(Ledger.sentClaims) { claims in
        try connection.prepared(Ledger.sentLines) { lines in
          try connection.prepared(Ledger.sentDoses) { doses in
            try claims.bindAll(first, last, written, span.first, span.last)
            try lines.bindAll(first, last, written, span.first, span.last)
            try doses.bindAll(first, last, written, span.first, span.last)
            var hasLine = try lines.step()
            var hasDose = try doses.step()
            while try claims.step() {
              var claim = try Ledger.storedClaim(claims.row, parties)
              let number = claim.id.number
              let isWritten = try claims.row.text(Ledger.sentState) == Batch.State.written.rawValue
              while hasLine, try lines.row.int64(1) == number {
                claim.claim.lines.append(try Ledger.storedLine(lines.row))
                hasLine = try lines.step()
              }
              var visit: SentVisit?
              while hasDose, try doses.row.int64(0) == number {
                try Ledger.add(doses.row, to: &visit, claim, isWritten)
                hasDose = try doses.step()
              }
              // A claim that was given back, or replaced, accounts for nothing any more.
              if let visit, !visit.doses.isEmpty { try body(visit) }
            }
          }
        }
      }
    }
  }

  private static func add(
    _ row: borrowing Row, to visit: inout SentVisit?, _ claim: StoredClaim, _ isWritten: Bool
  ) throws {
    let encounter = try storedEncounter(row, at: 1).encounter
    if visit == nil {
      visit = SentVisit(
        claim: claim, isWritten: isWritten, encounter: encounter, doses: [], billed: [],
        sameDay: SameDayRows())
    }
    let stored = try storedDose(row, at: 11)
    guard stored.encounter == claim.encounter else {
      try visit?.sameDay.add(stored, row)
      return
    }
    visit?.encounter = encounter
    guard case .billed(let other) = stored.disposition else { return }
    if other == claim.id {
      visit?.doses.append(stored.dose)
    } else if other.number < claim.id.number {
      visit?.billed.append(stored.dose)
    }
  }

  /// The column of ``sentClaims`` that holds the state of the batch: after seventeen of the claim,
  /// sixteen of the patient and sixteen of the policy.
  private static let sentState = 49

  // The order of the joins is that of the numbers of the claims, so that nothing needs sorting.
  private static let sentClaims: SQL = """
    SELECT c.*, p.*, v.*, b.state FROM claim c
    CROSS JOIN batch b ON b.id = c.batch_id AND (?3 = 1 OR b.state = 'prepared')
    CROSS JOIN patient_state p ON p.version_id = c.patient_version_id
    CROSS JOIN coverage_state v ON v.version_id = c.coverage_version_id
    WHERE c.id BETWEEN ?4 AND ?5 AND c.date_of_service BETWEEN ?1 AND ?2
      AND c.frequency <> '8'
    ORDER BY c.id
    """

  private static let sentLines: SQL = """
    SELECT l.* FROM claim c
    CROSS JOIN batch b ON b.id = c.batch_id AND (?3 = 1 OR b.state = 'prepared')
    CROSS JOIN claim_line l ON l.claim_id = c.id
    WHERE c.id BETWEEN ?4 AND ?5 AND c.date_of_service BETWEEN ?1 AND ?2
      AND c.frequency <> '8'
    ORDER BY c.id, l.position
    """

  private static let sentDoses: SQL = """
    SELECT c.id, e.*, d.*, y.payer_id,
      CASE WHEN d.claim_id IS NOT NULL AND d.encounter_id <> f.id THEN
        (SELECT group_concat(rtrim(l.code || '-' || replace(l.modifiers, ' ', '-'), '-'), ' ')
          FROM claim_line l
          WHERE l.claim_id = d.claim_id AND (l.kind = 'administration' OR l.kind = 'visit'))
      END
    FROM claim c
    CROSS JOIN batch b ON b.id = c.batch_id AND (?3 = 1 OR b.state = 'prepared')
    CROSS JOIN encounter f ON f.id = c.encounter_id
    CROSS JOIN encounter e INDEXED BY encounter_by_date
      ON e.patient_id = f.patient_id AND e.date_of_service = f.date_of_service
    CROSS JOIN dose d INDEXED BY dose_by_encounter ON d.encounter_id = e.id
      AND d.disposition IS NOT 'voided'
    LEFT JOIN claim k ON k.id = d.claim_id
    LEFT JOIN payer_version q ON q.id = k.payer_version_id
    LEFT JOIN payer y ON y.id = q.payer_row
    WHERE c.id BETWEEN ?4 AND ?5 AND c.date_of_service BETWEEN ?1 AND ?2
      AND c.frequency <> '8'
    ORDER BY c.id
    """
}
