import Practice
import SQLite

/// What a claim to a later payer follows.
public struct LaterLink: Hashable, Sendable {
  /// The claim of the payer before.
  public var earlier: Claim.ID
  /// That payer's decision, which the claim tells (837P 2320, 2430).
  public var event: ClaimEvent.ID
  /// That payer's number of its claim (2330B REF*F8).
  public var payerNumber: PartnerID?

  /// A link to the claim and the decision of the payer before.
  public init(earlier: Claim.ID, event: ClaimEvent.ID, payerNumber: PartnerID?) {
    self.earlier = earlier
    self.event = event
    self.payerNumber = payerNumber
  }
}

/// A claim that a payer decided, of a patient whom another policy covered after that payer's.
public struct DecidedClaim: Sendable {
  /// The claim.
  public let id: Claim.ID
  /// The policies that come after the claim's own on its day, in order: after the insurance that
  /// answers for an accident all others (R79).
  public var next: [Stored<Coverage>]
  /// The patient as known now.
  public let patient: Stored<Patient>
  /// The versions that the claim froze.
  public let provider: Int64
  /// Of the supervising provider, when the claim names one.
  public let supervisingProvider: Int64?
}

/// A payer that decided before the one of a claim.
struct EarlierPayer {
  let payer: Int64
  let coverage: Coverage
  let secondaryReason: MedicareSecondaryReason?
  var decision: Adjudication
}

extension Ledger {
  /// Says which claim and decision a new claim follows.
  func insertLater(_ link: LaterLink, of claim: Claim.ID) throws {
    try connection.run(
      "INSERT INTO claim_later (id, earlier_id, event_id, payer_number) VALUES (?1, ?2, ?3, ?4)",
      claim, link.earlier, link.event, link.payerNumber)
  }

  /// The links of the claims that ask later payers for the visits of some claims, by claim; those
  /// that only take another back ask nobody.
  public func laterLinks(ofVisitsOf claims: [Claim.ID]) throws -> [Claim.ID: LaterLink] {
    try translating(operation: nil) {
      var links: [Claim.ID: LaterLink] = [:]
      try connection.each(
        """
        SELECT l.* FROM (
          SELECT DISTINCT k.encounter_id AS id FROM json_each(?1) j
          CROSS JOIN claim k ON k.id = j.value
        ) v
        CROSS JOIN claim c INDEXED BY claim_by_encounter
          ON c.encounter_id = v.id AND c.frequency <> '8'
        CROSS JOIN claim_later l ON l.id = c.id
        """, Numbers(claims)
      ) { row in
        links[try row.id(0)] = try Ledger.laterLink(row)
      }
      return links
    }
  }

  /// What a claim follows, when it is one to a later payer.
  public func laterLink(of claim: Claim.ID) throws -> LaterLink? {
    try translating(operation: nil) {
      try connection.first("SELECT * FROM claim_later WHERE id = ?1", claim) {
        try Ledger.laterLink($0)
      }
    }
  }

  private static func laterLink(_ row: borrowing Row) throws -> LaterLink {
    LaterLink(earlier: try row.id(1), event: try row.id(2), payerNumber: try row.optional(3))
  }

  /// The claims for the visits of some claims that lead back to an earlier one, with that one: a
  /// correction stays with its visit.
  public func origins(ofVisitsOf claims: [Claim.ID]) throws -> [Claim.ID: Claim.ID] {
    try translating(operation: nil) {
      var origins: [Claim.ID: Claim.ID] = [:]
      try connection.each(
        """
        SELECT o.id, o.origin_id FROM (
          SELECT DISTINCT k.encounter_id AS id FROM json_each(?1) j
          CROSS JOIN claim k ON k.id = j.value
        ) v
        CROSS JOIN claim c INDEXED BY claim_by_encounter ON c.encounter_id = v.id
        CROSS JOIN claim_origin o ON o.id = c.id
        """, Numbers(claims)
      ) { row in
        origins[try row.id(0)] = try row.id(1)
      }
      return origins
    }
  }

  /// The number of a claim to a later payer: the earlier claim's with the letter of the place, `S`
  /// or `T`, and a count when it is not the first.
  func laterNumber(of earlier: Claim.ID) throws -> ClaimNumber {
    let (number, place) = try connection.one(
      """
      SELECT c.number, CASE WHEN l.id IS NULL THEN 'S' ELSE 'T' END
      FROM claim c LEFT JOIN claim_later l ON l.id = c.id WHERE c.id = ?1
      """, earlier
    ) { (try $0.text(0), try $0.text(1)) }
    let used = try connection.one(
      "SELECT count(*) FROM claim WHERE number >= ?1 AND number < ?1 || 'a'", number + place
    ) { try $0.int(0) }
    return ClaimNumber(stored: number + place + (used == 0 ? "" : String(used + 1)))
  }

  // MARK: - Decided claims

  /// The decided claims of patients whom another policy covered as well, by claim: all, those of
  /// some days, or those for the visits of some claims. The history beside them is not read.
  public func decidedClaims(
    _ days: DayRange?, ofVisitsOf claims: [Claim.ID]? = nil
  ) throws -> [DecidedClaim] {
    let list = claims.map { Numbers($0) }
    return try translating(operation: nil) {
      var claims: [DecidedClaim] = []
      try connection.each(Ledger.decided, days?.first, days?.last, list) { row in
        let id: Claim.ID = try row.id(0)
        let next = try Ledger.storedCoverage(row, at: 19)
        if claims.last?.id == id {
          claims[claims.count - 1].next.append(next)
        } else {
          claims.append(
            DecidedClaim(
              id: id, next: [next], patient: try Ledger.storedPatient(row, at: 3),
              provider: try row.int64(1),
              supervisingProvider: try row.optionalInt64(2)))
        }
      }
      return claims
    }
  }

  // `s` are the visits that such a claim can be of: those asked for, or those of patients with a
  // later policy, or with one for an accident, after which all others pay. A visit whose day was
  // corrected may have claims of the day before.
  private static let decided: SQL = """
    SELECT c.id, c.provider_version_id, c.supervising_version_id, p.*, n.*
    FROM (
      SELECT k.encounter_id AS id FROM json_each(?3) j CROSS JOIN claim k ON k.id = j.value
      UNION
      SELECT f.id FROM coverage l
      CROSS JOIN encounter f INDEXED BY encounter_by_patient ON f.patient_id = l.patient_id
        AND f.date_of_service BETWEEN coalesce(?1, '') AND coalesce(?2, 'a')
      WHERE ?3 IS NULL AND (l.priority > 'P' OR l.payer_row IN (
        SELECT payer_row FROM payer_version
        WHERE payer_class IN ('workers_comp', 'auto', 'liability')))
      UNION
      SELECT encounter_id FROM encounter_version
      WHERE ?3 IS NULL AND date_of_service BETWEEN ?1 AND ?2
    ) s
    CROSS JOIN claim c INDEXED BY claim_by_encounter ON c.encounter_id = s.id
    CROSS JOIN patient_version pv ON pv.id = c.patient_version_id
    CROSS JOIN patient_state p ON p.row = pv.patient_id AND p.current
    CROSS JOIN coverage_version ov ON ov.id = c.coverage_version_id
    CROSS JOIN coverage o ON o.id = ov.coverage_id
    CROSS JOIN payer_version y ON y.id = c.payer_version_id
    CROSS JOIN coverage_state n ON n.patient_id = pv.patient_id AND n.current
    WHERE EXISTS (
        SELECT 1 FROM claim_event e INDEXED BY claim_event_by_claim
        WHERE e.claim_id = c.id AND (e.kind = 'paid' OR e.kind = 'denied'))
      AND c.frequency <> '8' AND (?1 IS NULL OR c.date_of_service BETWEEN ?1 AND ?2)
      AND (n.priority > o.priority OR y.payer_class IN ('workers_comp', 'auto', 'liability'))
      AND n.row <> o.id AND n.effective_from <= c.date_of_service
      AND (n.effective_to IS NULL OR n.effective_to >= c.date_of_service)
    ORDER BY c.id, n.priority, n.effective_from DESC, n.row DESC
    """

  // MARK: - Decisions

  /// What was decided by some events, with lines and adjustments; three queries for all.
  public func decisions(_ events: [ClaimEvent.ID]) throws -> [ClaimEvent.ID: Adjudication] {
    if events.isEmpty { return [:] }
    return try translating(operation: nil) {
      let list = Numbers(events)
      var decisions: [ClaimEvent.ID: Adjudication] = [:]
      try connection.each(
        """
        SELECT e.*, '', '' FROM json_each(?1) j CROSS JOIN claim_event e ON e.id = j.value
        """, list
      ) { row in decisions[try row.id(0)] = try Ledger.event(row).decision }
      var onLines: [ClaimEvent.ID: [Int: [Adjustment]]] = [:]
      try connection.each(
        """
        SELECT a.event_id, coalesce(a.position, 0), a.group_code, a.reason, a.amount_cents
        FROM json_each(?1) j CROSS JOIN claim_event_adjustment a ON a.event_id = j.value
        ORDER BY a.id
        """, list
      ) { row in
        let adjustment = Adjustment(
          group: try row.word(2), storedReason: try row.text(3), amount: try row.money(4))
        onLines[try row.id(0), default: [:]][try row.int(1), default: []].append(adjustment)
      }
      for (event, found) in onLines { decisions[event]?.adjustments = found[0] ?? [] }
      try connection.each(
        """
        SELECT l.event_id, l.position, l.paid_cents, l.code, l.modifiers, l.units, l.bundled_into,
          l.patient_cents, l.decided_on
        FROM json_each(?1) j CROSS JOIN claim_event_line l ON l.event_id = j.value
        ORDER BY l.event_id, l.position
        """, list
      ) { row in
        let event: ClaimEvent.ID = try row.id(0)
        var line = try Ledger.decidedLine(row, at: 1)
        line.adjustments = onLines[event]?[line.line] ?? []
        decisions[event]?.lines.append(line)
      }
      return decisions
    }
  }

  static func decidedLine(_ row: borrowing Row, at column: Int) throws -> LineAdjudication {
    LineAdjudication(
      line: try row.int(column), paid: try row.money(column + 1), code: try row.value(column + 2),
      modifiers: try row.list(column + 3), units: try row.int(column + 4),
      bundledInto: try row.optionalInt(column + 5),
      patientResponsibility: try row.optionalInt64(column + 6).map { Money(cents: $0) },
      date: try row.optionalDay(column + 7))
  }

  // MARK: - Earlier payers

  /// Who decided before, of the claims of a batch or of some claims, by claim.
  func earlierPayers(
    ofBatch batch: Batch.ID? = nil, of claims: Numbers<Claim>? = nil
  ) throws -> [Claim.ID: [EarlierPayer]] {
    var found: [(claim: Claim.ID, event: ClaimEvent.ID, payer: EarlierPayer)] = []
    try connection.each(Ledger.earlierClaims, batch, claims) { row in
      let day = Day.beginning
      var payer = EarlierPayer(
        payer: try row.int64(3), coverage: try Ledger.storedCoverage(row, at: 5).value,
        secondaryReason: try row.optionalWord(4),
        decision: Adjudication(date: day, paid: .zero))
      payer.decision.payerClaimNumber = try row.optional(2)
      found.append((try row.id(0), try row.id(1), payer))
    }
    if found.isEmpty { return [:] }
    let decisions = try decisions(found.map(\.event))
    var payers: [Claim.ID: [EarlierPayer]] = [:]
    for entry in found {
      guard var decision = decisions[entry.event] else {
        throw LedgerError.damaged("a claim tells of a decision that is not there")
      }
      var payer = entry.payer
      decision.payerClaimNumber = payer.decision.payerClaimNumber ?? decision.payerClaimNumber
      payer.decision = decision
      payers[entry.claim, default: []].append(payer)
    }
    return payers
  }

  // The claims of a chain, from the last payer to the first: a claim to the third payer tells of
  // the second and the first.
  private static let earlierClaims: SQL = """
    WITH RECURSIVE chain (claim, link, depth) AS (
      SELECT l.id, l.id, 1 FROM claim_later l CROSS JOIN claim c ON c.id = l.id
      WHERE ?1 IS NOT NULL AND c.batch_id = ?1
      UNION ALL
      SELECT l.id, l.id, 1 FROM json_each(?2) j CROSS JOIN claim_later l ON l.id = j.value
      UNION ALL
      SELECT chain.claim, l.earlier_id, depth + 1
      FROM chain CROSS JOIN claim_later l ON l.id = chain.link
    )
    SELECT chain.claim, l.event_id, l.payer_number, e.payer_version_id, x.secondary_reason, v.*
    FROM chain
    CROSS JOIN claim_later l ON l.id = chain.link
    CROSS JOIN claim e ON e.id = l.earlier_id
    CROSS JOIN coverage_state v ON v.version_id = e.coverage_version_id
    LEFT JOIN claim_detail x ON x.id = e.id
    ORDER BY chain.claim, chain.depth DESC
    """
}

extension Claim {
  /// Says who decided before, and what (837P 2320, 2330, 2430).
  mutating func apply(_ earlier: [EarlierPayer], _ parties: FrozenParties) throws {
    // The places are those of the chain: a third payer is the second where there is no other.
    var place = Coverage.Priority.primary
    for entry in earlier {
      guard let payer = parties.payers[entry.payer] else {
        throw LedgerError.damaged("a claim points at a version that is not there")
      }
      var policy = entry.coverage
      policy.priority = place
      place = place.next ?? .tertiary
      coverage.priority = place
      details.otherPayers.append(
        OtherPayer(
          payer: payer, coverage: policy, secondaryReason: entry.secondaryReason,
          benefits: details.benefits, release: details.release,
          // What does not balance is never frozen; told otherwise it would hide a damage.
          answer: entry.decision.told(of: lines) ?? entry.decision))
    }
  }
}
