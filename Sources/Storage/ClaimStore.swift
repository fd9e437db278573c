import Practice
import SQLite

/// What a new claim freezes: the versions that it is made from, and its lines.
public struct ClaimDraft: Sendable {
  /// The visit.
  public var encounter: Encounter
  /// Version of the practice.
  public var practice: Int64
  /// Version of the rendering provider.
  public var provider: Int64
  /// Version of the supervising provider, when the claim names one.
  public var supervisingProvider: Int64?
  /// Version of the payer.
  public var payer: Int64
  /// Version of the policy.
  public var coverage: Int64
  /// Version of the patient.
  public var patient: Int64
  /// Place of service.
  public var placeOfService: PlaceOfService
  /// Claim note.
  public var note: String?
  /// The lines, in order.
  public var lines: [Claim.Line]
  /// The doses that the claim accounts for.
  public var doses: [Dose.ID]
  /// What was found.
  public var findings: [FrozenFinding] = []
  /// What the decision used.
  public var usedRows: [UsedRow] = []
  /// An earlier claim whose decision used just the same rows, which then stand with it alone.
  public var sameWorking: Claim.ID?
  /// What the claim says beyond its services.
  public var details: FrozenDetails?
  /// The earlier claim that it replaces, takes back or sends again.
  public var origin: ClaimOrigin?
  /// The claim of the payer before, when this one is for a payer that pays after it.
  public var later: LaterLink?
  /// The plans that pay after this one, in order.
  public var otherPlans: [OtherPlan] = []

  /// A claim that is to be made.
  public init(
    encounter: Encounter, practice: Int64, provider: Int64, supervisingProvider: Int64?,
    payer: Int64, coverage: Int64, patient: Int64, placeOfService: PlaceOfService, note: String?,
    lines: [Claim.Line], doses: [Dose.ID], details: FrozenDetails? = nil,
    origin: ClaimOrigin? = nil
  ) {
    self.encounter = encounter
    self.practice = practice
    self.provider = provider
    self.supervisingProvider = supervisingProvider
    self.payer = payer
    self.coverage = coverage
    self.patient = patient
    self.placeOfService = placeOfService
    self.note = note
    self.lines = lines
    self.doses = doses
    self.details = details
    self.origin = origin
  }

  /// The sum of the lines.
  public var total: Money { lines.lazy.map(\.charge).total }
}

extension Ledger {
  /// The number that a claim takes: `SL` and its number in the ledger, unique for ever.
  static func claimNumber(_ id: Int64) -> String {
    let digits = String(id)
    return "SL" + String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits
  }

  /// Freezes a claim of a batch. Its doses are accounted for when the rest is written.
  public func insertClaim(
    _ draft: ClaimDraft, in batch: Batch.ID, leaving rest: inout ClaimRest
  ) throws -> Claim.ID {
    guard let encounter = draft.encounter.id else {
      throw LedgerError.refused("a claim needs a saved encounter")
    }
    let id = try rest.nextClaim ?? nextClaim()
    rest.nextClaim = id + 1
    let frequency = draft.origin?.frequency ?? .original
    var number = ClaimNumber(stored: Ledger.claimNumber(id))
    if let origin = draft.origin, frequency != .original {
      number = try correctionNumber(of: origin.claim)
    } else if let later = draft.later {
      number = try laterNumber(of: later.earlier)
    }
    try connection.run(
      """
      INSERT INTO claim (
        id, number, batch_id, encounter_id, frequency, practice_id, provider_version_id,
        supervising_version_id, payer_version_id, coverage_version_id, patient_version_id,
        date_of_service, place_of_service, diagnoses, note, total_cents, working_claim_id)
      VALUES (?1, ?2, ?3, ?4, ?16, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?17)
      """,
      id, number, batch, encounter, draft.practice, draft.provider,
      draft.supervisingProvider, draft.payer, draft.coverage, draft.patient, draft.encounter.date,
      draft.placeOfService, Listed(draft.encounter.diagnoses), draft.note, draft.total,
      Coded(frequency), draft.sameWorking)
    for (index, line) in draft.lines.enumerated() {
      try insertLine(line, of: id, position: index + 1)
    }
    try insertWorking(draft, of: id)
    if let details = draft.details { try insertDetails(details, of: id) }
    if let origin = draft.origin { try insertOrigin(origin, of: RecordID(id)) }
    if let later = draft.later { try insertLater(later, of: RecordID(id)) }
    for plan in draft.otherPlans { try insertOtherPlan(plan, of: id) }
    for dose in draft.doses { rest.doses.add(dose, RecordID(id)) }
    return RecordID(id)
  }

  private func nextClaim() throws -> Int64 {
    let last = try connection.one("SELECT coalesce(max(id), 0) FROM claim") { try $0.int64(0) }
    return max(skipped.firstClaim, last + 1)
  }

  private func insertLine(_ line: Claim.Line, of claim: Int64, position: Int) throws {
    let service = line.service
    try connection.run(
      """
      INSERT INTO claim_line (
        claim_id, position, dose_id, kind, code, modifiers, units, charge_cents, pointers, ndc,
        ndc_quantity_millionths, ndc_unit, description, note, why, rules)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
      """,
      claim, position, service.dose, Coded(service.kind), service.code, Listed(service.modifiers),
      service.units, line.charge, Listed(service.pointers), service.drug?.ndc,
      service.drug?.quantity, Coded(service.drug?.unit), service.description, service.note,
      service.why, Listed(service.rules))
    guard line.hasDetails, let number = line.details.priorAuthorization else { return }
    try connection.run(
      """
      INSERT INTO claim_line_authorization (id, number)
      SELECT id, ?3 FROM claim_line WHERE claim_id = ?1 AND position = ?2
      """, claim, position, number)
  }

  /// Gives each claim of a batch, in order, just as it was frozen.
  ///
  /// Queries walk claims and lines side by side, so the memory does not grow with the batch.
  public func eachClaim(of batch: Batch, _ body: (StoredClaim) throws -> Void) throws {
    try translating(operation: nil) {
      let shared = SharedByClaims(
        parties: try frozenParties(practice: batch.practice),
        origins: try origins(ofBatch: batch.id),
        earlierPayers: try earlierPayers(ofBatch: batch.id))
      try walk(Ledger.rowsOfBatch, batch.id, shared, body)
    }
  }

  /// Gives some claims by their numbers, in that order, just as they were frozen but for the
  /// practice, which is the one of now; the number of queries does not depend on how many.
  public func eachClaim(
    _ ids: [Claim.ID], practice: Int64, _ body: (StoredClaim) throws -> Void
  ) throws {
    if ids.isEmpty { return }
    try translating(operation: nil) {
      let list = Numbers(ids)
      let shared = SharedByClaims(
        parties: try frozenParties(practice: practice), origins: [:],
        earlierPayers: try earlierPayers(of: list))
      try walk(Ledger.rowsOfList, list, shared, body)
    }
  }

  private func walk(
    _ rows: ClaimRows, _ key: some Bindable, _ shared: SharedByClaims,
    _ body: (StoredClaim) throws -> Void
  ) throws {
    try connection.prepared(rows.claims) { claims in
      try connection.prepared(rows.lines) { lines in
        try connection.prepared(rows.details) { details in
          try connection.prepared(rows.plans) { plans in
            try claims.bindAll(key)
            try lines.bindAll(key)
            try details.bindAll(key)
            try plans.bindAll(key)
            var hasLine = try lines.step()
            var hasDetails = try details.step()
            var hasPlan = try plans.step()
            while try claims.step() {
              var claim = try Ledger.storedClaim(claims.row, shared.parties)
              while hasLine, try lines.row.int64(1) == claim.id.number {
                claim.claim.lines.append(try Ledger.approvedLine(lines.row))
                hasLine = try lines.step()
              }
              if hasDetails, try details.row.int64(0) == claim.id.number {
                let frozen = try Ledger.frozenDetails(details.row)
                try shared.parties.add(frozen, to: &claim.claim)
                claim.claim.sayOnLines(frozen.visit.onLines)
                hasDetails = try details.step()
              }
              try shared.finish(&claim)
              while hasPlan, try plans.row.int64(0) == claim.id.number {
                try Ledger.addPlan(plans.row, shared.parties, to: &claim.claim)
                hasPlan = try plans.step()
              }
              try body(claim)
            }
          }
        }
      }
    }
  }

  /// The statements that give what claims are made of, each in the order of the claims.
  private struct ClaimRows {
    let claims: SQL
    let lines: SQL
    let details: SQL
    let plans: SQL
  }

  private static let rowsOfBatch = ClaimRows(
    claims: claimsOfBatch, lines: linesOfBatch, details: detailsOfBatch, plans: plansOfBatch)
  private static let rowsOfList = ClaimRows(
    claims: claimsOfList, lines: linesOfList, details: detailsOfList, plans: plansOfList)

  /// The claim with a number in the ledger.
  public func claim(_ id: Claim.ID) throws -> StoredClaim? {
    try translating(operation: nil) {
      let practice = try connection.first("SELECT practice_id FROM claim WHERE id = ?1", id) {
        try $0.int64(0)
      }
      guard let practice else { return nil }
      let alone = Numbers([id])
      let shared = SharedByClaims(
        parties: try frozenParties(practice: practice),
        origins: try origin(of: id).map { [id: $0] } ?? [:],
        earlierPayers: try earlierPayers(of: alone))
      var found: StoredClaim?
      try walk(Ledger.rowsOfList, alone, shared) { found = $0 }
      return found
    }
  }

  /// The claim with a control number (CLM01).
  public func claimID(_ number: ClaimNumber) throws -> Claim.ID? {
    try translating(operation: nil) {
      try connection.first("SELECT id FROM claim WHERE number = ?1", number) { try $0.id(0) }
    }
  }

  /// The control number of a claim in the ledger; a replacement may go out under another (CLM01).
  public func claimNumber(_ id: Claim.ID) throws -> ClaimNumber {
    try connection.one("SELECT number FROM claim WHERE id = ?1", id) { try $0.value(0) }
  }

  /// A line for each claim, newest first; narrowed by batch.
  public func claimSummaries(batch: Batch.ID?, limit: Int) throws -> [ClaimSummary] {
    try translating(operation: nil) {
      let span = try claimSpan(batch: batch)
      return try connection.all(
        """
        SELECT c.id, c.number, c.batch_id, c.encounter_id, c.date_of_service, c.total_cents,
          y.payer_id, p.mrn, p.last_name, p.first_name, p.middle_name,
          (SELECT count(*) FROM claim_line l WHERE l.claim_id = c.id)
        FROM claim c
        JOIN patient_state p ON p.version_id = c.patient_version_id
        JOIN payer_state y ON y.version_id = c.payer_version_id
        WHERE c.id BETWEEN ?1 AND ?2 AND (?3 IS NULL OR c.batch_id = ?3)
        ORDER BY c.id DESC LIMIT ?4
        """, span.first, span.last, batch, limit
      ) { try Ledger.summary($0) }
    }
  }

  private static let claimsOfBatch: SQL = """
    SELECT c.*, p.*, v.* FROM claim c
    CROSS JOIN patient_state p ON p.version_id = c.patient_version_id
    CROSS JOIN coverage_state v ON v.version_id = c.coverage_version_id
    WHERE c.batch_id = ?1 ORDER BY c.id
    """

  private static let linesOfBatch: SQL = """
    SELECT l.*, a.number FROM claim c CROSS JOIN claim_line l ON l.claim_id = c.id
    LEFT JOIN claim_line_authorization a ON a.id = l.id
    WHERE c.batch_id = ?1 ORDER BY c.id, l.position
    """

  private static let claimsOfList: SQL = """
    SELECT c.*, p.*, v.* FROM json_each(?1) j
    CROSS JOIN claim c ON c.id = j.value
    CROSS JOIN patient_state p ON p.version_id = c.patient_version_id
    CROSS JOIN coverage_state v ON v.version_id = c.coverage_version_id
    ORDER BY c.id
    """

  private static let linesOfList: SQL = """
    SELECT l.*, a.number FROM json_each(?1) j CROSS JOIN claim_line l ON l.claim_id = j.value
    LEFT JOIN claim_line_authorization a ON a.id = l.id
    ORDER BY l.claim_id, l.position
    """
}

/// What claims that are read together share.
private struct SharedByClaims {
  let parties: FrozenParties
  let origins: [Claim.ID: ClaimOrigin]
  let earlierPayers: [Claim.ID: [EarlierPayer]]

  /// Says what other claims have to do with one.
  func finish(_ claim: inout StoredClaim) throws {
    if let origin = origins[claim.id] { claim.claim.apply(origin) }
    if let earlier = earlierPayers[claim.id] { try claim.claim.apply(earlier, parties) }
  }
}

/// A claim with its numbers in the ledger.
public struct StoredClaim: Sendable {
  /// Its number.
  public let id: Claim.ID
  /// The batch it went out with.
  public let batch: Batch.ID
  /// The visit.
  public let encounter: Encounter.ID
  /// The claim, as it was frozen.
  public var claim: Claim
}

/// A claim in one row.
public struct ClaimSummary: Sendable {
  /// Its number in the ledger.
  public let id: Claim.ID
  /// Its control number.
  public let number: ClaimNumber
  /// The batch it went out with.
  public let batch: Batch.ID
  /// The visit.
  public let encounter: Encounter.ID
  /// Date of service.
  public let date: Day
  /// The sum of its lines.
  public let total: Money
  /// Who is asked to pay.
  public let payer: PayerID
  /// Whose visit it was.
  public let mrn: MRN
  /// The name of the patient as it was.
  public let patient: PersonName
  /// How many lines it has.
  public let lines: Int
}
