import Practice
import SQLite

/// The earlier claim that a claim replaces, takes back, or sends again.
public struct ClaimOrigin: Hashable, Sendable {
  /// The earlier claim.
  public var claim: Claim.ID
  /// The event that caused it.
  public var event: ClaimEvent.ID
  /// Original, replacement or void.
  public var frequency: Claim.Frequency
  /// The payer's number of the earlier claim (REF*F8): due with a replacement or void.
  public var payerNumber: PartnerID?
  /// The number that goes to the payer (CLM01), when it wants the old one.
  public var sentNumber: ClaimNumber?

  /// An origin.
  public init(
    claim: Claim.ID, event: ClaimEvent.ID, frequency: Claim.Frequency, payerNumber: PartnerID?,
    sentNumber: ClaimNumber? = nil
  ) {
    self.claim = claim
    self.event = event
    self.frequency = frequency
    self.payerNumber = payerNumber
    self.sentNumber = sentNumber
  }
}

/// An opening of a claim that no later claim has answered: the next claim of the visit does.
public struct ClaimOpening: Sendable {
  /// What opened it: rejected, correcting or voiding.
  public let kind: ClaimEvent.Kind
  /// The claim that was opened.
  public let claim: Claim.ID
  /// The number under which the payer knows it (CLM01).
  public let number: ClaimNumber
  /// The visit.
  public let encounter: Encounter.ID
  /// Who was asked to pay.
  public let payer: PayerID
  /// The date of service.
  public let date: Day
  /// What the next claim leads back to.
  public let origin: ClaimOrigin
  /// Whether the claim follows one to an earlier payer: then the visit has no part in it.
  public let isLater: Bool
}

extension Ledger {
  /// The openings that wait for a claim, oldest first.
  ///
  /// A replacement that was refused is sent again as a replacement of what the payer has, unless
  /// that was replaced or taken back by another claim. A refusal waits only as long as a dose that
  /// it opened, or one that corrects it, is open; claims to later payers have none.
  public func openings() throws -> [ClaimOpening] {
    try translating(operation: nil) {
      try connection.all(Ledger.openingsThatWait, try refusedClaims()) { row in
        let kind: ClaimEvent.Kind = try row.word(1)
        let frequency: Claim.Frequency = try row.word(5)
        let claim: Claim.ID = try row.id(3)
        let origin =
          switch kind {
          case .correcting:
            ClaimOrigin(
              claim: claim, event: try row.id(0), frequency: .replacement,
              payerNumber: try row.optional(2))
          case .voiding:
            ClaimOrigin(
              claim: claim, event: try row.id(0), frequency: .void,
              payerNumber: try row.optional(2))
          default:
            try Ledger.resent(row, claim, frequency)
          }
        return ClaimOpening(
          kind: kind, claim: claim, number: try row.value(10), encounter: try row.id(4),
          payer: try row.value(8),
          date: try row.day(9), origin: origin, isLater: try !row.isNull(12))
      }
    }
  }

  /// The claims that were refused and not taken in or decided since.
  func refusedClaims() throws -> Numbers<Claim> {
    Numbers(
      try connection.all(
        """
        SELECT DISTINCT r.claim_id FROM claim_event r INDEXED BY claim_event_release
        WHERE (r.kind = 'rejected' OR r.kind = 'correcting' OR r.kind = 'voiding')
          AND r.kind = 'rejected'
          AND NOT EXISTS (SELECT 1 FROM claim_event w WHERE w.withdraws_id = r.id)
          AND NOT EXISTS (
            SELECT 1 FROM claim_event a WHERE a.claim_id = r.claim_id
              AND (a.kind = 'paid' OR a.kind = 'denied'
                OR (a.kind = 'accepted' AND a.on_day > r.on_day))
              AND NOT EXISTS (SELECT 1 FROM claim_event w WHERE w.withdraws_id = a.id))
        """
      ) { try $0.id(0) })
  }

  // ?1: what ``refusedClaims()`` gives.
  private static let openingsThatWait: SQL = """
    WITH refused(id) AS MATERIALIZED (
      SELECT value FROM json_each(?1)
    )
    SELECT e.id, e.kind, e.payer_number, c.id, c.encounter_id, c.frequency, o.origin_id,
      o.payer_number, y.payer_id, c.date_of_service, coalesce(o.sent_number, c.number),
      c.frequency = '7' AND (EXISTS (
        SELECT 1 FROM claim_event v WHERE v.claim_id = o.origin_id
          AND (v.kind = 'correcting' OR v.kind = 'voiding')
          AND NOT EXISTS (SELECT 1 FROM claim_origin n WHERE n.event_id = v.id)
          AND NOT EXISTS (SELECT 1 FROM claim_event w WHERE w.withdraws_id = v.id))
        OR EXISTS (
          SELECT 1 FROM claim_origin n CROSS JOIN claim s ON s.id = n.id
          WHERE n.origin_id = o.origin_id AND s.frequency <> '1'
            AND s.id NOT IN refused)), l.id
    FROM claim_event e INDEXED BY claim_event_release
    CROSS JOIN claim c ON c.id = e.claim_id
    CROSS JOIN payer_state y ON y.version_id = c.payer_version_id
    LEFT JOIN claim_origin o ON o.id = c.id
    LEFT JOIN claim_later l ON l.id = c.id
    WHERE (e.kind = 'rejected' OR e.kind = 'correcting' OR e.kind = 'voiding')
      AND NOT (e.kind = 'rejected' AND c.frequency = '8')
      AND NOT EXISTS (SELECT 1 FROM claim_origin n WHERE n.event_id = e.id)
      AND NOT EXISTS (SELECT 1 FROM claim_event w WHERE w.withdraws_id = e.id)
      AND (e.kind <> 'rejected' OR l.id IS NOT NULL OR EXISTS (
        WITH RECURSIVE chain(id) AS (
          SELECT x.id FROM dose x INDEXED BY dose_open
          WHERE x.encounter_id = c.encounter_id AND x.disposition IS NULL
          UNION
          SELECT d.replaces_dose_id FROM chain p CROSS JOIN dose d ON d.id = p.id
          WHERE d.replaces_dose_id IS NOT NULL
        )
        SELECT 1 FROM chain p CROSS JOIN claim_dose g
          ON g.claim_id = c.id AND g.dose_id = p.id AND g.event_id = e.id))
      AND (e.kind = 'rejected' OR NOT EXISTS (
        SELECT 1 FROM claim_origin n CROSS JOIN claim s ON s.id = n.id
        WHERE n.origin_id = c.id AND s.frequency <> '1' AND s.id NOT IN refused))
    ORDER BY e.id
    """

  /// What a refused claim is sent again as.
  private static func resent(
    _ row: borrowing Row, _ claim: Claim.ID, _ frequency: Claim.Frequency
  ) throws -> ClaimOrigin {
    let event: ClaimEvent.ID = try row.id(0)
    guard frequency == .replacement, try !row.bool(11),
      let earlier: Claim.ID = try row.optionalID(6)
    else { return ClaimOrigin(claim: claim, event: event, frequency: .original, payerNumber: nil) }
    return ClaimOrigin(
      claim: earlier, event: event, frequency: .replacement, payerNumber: try row.optional(7))
  }

  /// Says to which earlier claim a new one leads back.
  func insertOrigin(_ origin: ClaimOrigin, of claim: Claim.ID) throws {
    try connection.run(
      """
      INSERT INTO claim_origin (id, origin_id, event_id, payer_number, sent_number)
      VALUES (?1, ?2, ?3, ?4, ?5)
      """, claim, origin.claim, origin.event, origin.payerNumber, origin.sentNumber)
  }

  /// The origin of a claim, when it has one.
  public func origin(of claim: Claim.ID) throws -> ClaimOrigin? {
    try translating(operation: nil) {
      try connection.first(
        """
        SELECT o.origin_id, o.event_id, c.frequency, o.payer_number, o.sent_number
        FROM claim_origin o JOIN claim c ON c.id = o.id WHERE o.id = ?1
        """, claim
      ) { try Ledger.origin($0, at: 0) }
    }
  }

  private static func origin(_ row: borrowing Row, at column: Int) throws -> ClaimOrigin {
    ClaimOrigin(
      claim: try row.id(column), event: try row.id(column + 1), frequency: try row.word(column + 2),
      payerNumber: try row.optional(column + 3), sentNumber: try row.optional(column + 4))
  }

  /// The origins of the claims of a batch, by claim: few, whatever the size of the batch.
  func origins(ofBatch batch: Batch.ID) throws -> [Claim.ID: ClaimOrigin] {
    var origins: [Claim.ID: ClaimOrigin] = [:]
    try connection.each(
      """
      SELECT o.id, o.origin_id, o.event_id, c.frequency, o.payer_number, o.sent_number
      FROM claim_origin o CROSS JOIN claim c ON c.id = o.id WHERE c.batch_id = ?1
      """, batch
    ) { origins[try $0.id(0)] = try Ledger.origin($0, at: 1) }
    return origins
  }

  /// The claims that were made because of a claim, oldest first.
  public func successors(of claim: Claim.ID) throws -> [ClaimSuccessor] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT o.origin_id, c.id, c.number, c.frequency, (
          SELECT e.kind FROM claim_event e
          WHERE e.claim_id = c.id AND e.kind <> 'withdrawn' AND e.kind <> 'closed'
            AND NOT EXISTS (
            SELECT 1 FROM claim_event w WHERE w.withdraws_id = e.id)
          ORDER BY (e.kind = 'paid' OR e.kind = 'denied') DESC, e.on_day DESC,
            (e.kind = 'rejected') DESC, e.id DESC LIMIT 1), o.event_id
        FROM claim_origin o CROSS JOIN claim c ON c.id = o.id
        WHERE o.origin_id = ?1 ORDER BY c.id
        """, claim
      ) { try Ledger.successor($0) }
    }
  }

  static func successor(_ row: borrowing Row) throws -> ClaimSuccessor {
    let answer: ClaimEvent.Kind? = try row.optionalWord(4)
    return ClaimSuccessor(
      origin: try row.id(0), claim: try row.id(1), number: try row.value(2),
      successor: ClaimHistory.Successor(
        frequency: try row.word(3), isRejected: answer == .rejected,
        isDecided: answer == .paid || answer == .denied,
        isTaken: answer == .accepted || answer == .paid || answer == .denied,
        event: try row.id(5)))
  }

  /// The number of a claim that replaces another: the first one's, with `R`, `R2`, `R3` …
  /// (837P §7).
  public func correctionNumber(of claim: Claim.ID) throws -> ClaimNumber {
    let number = try connection.one("SELECT number FROM claim WHERE id = ?1", claim) {
      try $0.text(0)
    }
    // Only at its end: the claim to a second payer after a corrected one is `…R2S`.
    let digits = number.utf8.reversed().prefix { (0x30...0x39).contains($0) }.count
    let head = number.dropLast(digits)
    let base = head.hasSuffix("R") ? String(head.dropLast()) : number
    let used = try connection.one(
      "SELECT count(*) FROM claim WHERE number >= ?1 AND number < ?2", base + "R", base + "S"
    ) { try $0.int(0) }
    return ClaimNumber(stored: base + (used == 0 ? "R" : "R\(used + 1)"))
  }
}

extension Claim {
  /// Says what the payer must know of the earlier claim.
  mutating func apply(_ origin: ClaimOrigin) {
    if let number = origin.sentNumber { self.number = number }
    if let number = origin.payerNumber { details.payerClaimNumber = number }
  }
}

extension Ledger {
  /// What a claim was made from, for another that says the same: a void (837P §7).
  public func draft(copying id: Claim.ID) throws -> ClaimDraft? {
    guard let stored = try claim(id), var visit = try encounter(stored.encounter)?.encounter else {
      return nil
    }
    let claim = stored.claim
    visit.date = claim.date
    visit.diagnoses = claim.diagnoses
    let lines = claim.lines.map { line in
      var line = line
      // The doses are accounted for elsewhere.
      line.service.dose = nil
      return line
    }
    return try connection.first(
      """
      SELECT practice_id, provider_version_id, supervising_version_id, payer_version_id,
        coverage_version_id, patient_version_id
      FROM claim WHERE id = ?1
      """, id
    ) { row in
      ClaimDraft(
        encounter: visit, practice: try row.int64(0), provider: try row.int64(1),
        supervisingProvider: try row.optionalInt64(2), payer: try row.int64(3),
        coverage: try row.int64(4), patient: try row.int64(5),
        placeOfService: claim.placeOfService, note: claim.note, lines: lines, doses: [],
        details: try self.frozenDetails(of: id))
    }.map { draft in
      var draft = draft
      draft.later = try laterLink(of: id)
      draft.otherPlans = try otherPlans(of: id)
      return draft
    }
  }
}

/// A claim that was made because of another.
public struct ClaimSuccessor: Sendable {
  /// The earlier claim.
  public let origin: Claim.ID
  /// The later one.
  public let claim: Claim.ID
  /// Its number.
  public let number: ClaimNumber
  /// What it means for the earlier one.
  public let successor: ClaimHistory.Successor
}

extension Ledger {
  /// The claim that was made because of an event, also one that tells a later payer of it.
  public func answer(to event: ClaimEvent.ID) throws -> Claim.ID? {
    try translating(operation: nil) {
      try connection.first(
        """
        SELECT id FROM claim_origin WHERE event_id = ?1
        UNION ALL SELECT id FROM claim_later WHERE event_id = ?1 ORDER BY id DESC LIMIT 1
        """, event
      ) { row in try row.id(0) as Claim.ID }
    }
  }

  /// The doses that an event opened, as they are now.
  public func doses(givenBackBy event: ClaimEvent.ID) throws -> [StoredDose] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT d.* FROM claim_event e CROSS JOIN claim_dose g ON g.claim_id = e.claim_id
        CROSS JOIN dose d ON d.id = g.dose_id
        WHERE e.id = ?1 AND g.event_id = e.id ORDER BY d.id
        """, event
      ) { try Ledger.storedDose($0) }
    }
  }
}

extension ClaimHistory {
  /// The void of a claim that was refused, when the claim is neither opened nor answered otherwise.
  func refusedVoid(among followers: [ClaimSuccessor]) -> Claim.ID? {
    switch state {
    case .voiding, .voided, .correcting, .replaced, .rejected, .reversed: return nil
    case .prepared, .written, .accepted, .paid, .denied: break
    }
    let last = followers.max { $0.claim < $1.claim }
    guard let last, last.successor.frequency == .void, last.successor.isRejected else {
      return nil
    }
    return last.claim
  }
}
