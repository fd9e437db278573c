import Practice
import SQLite

/// What a new claim freezes beyond its services: facts of the visit, and the versions of the
/// people and places that it names.
public struct FrozenDetails: Hashable, Sendable {
  /// What the visit says; its people and place are the versions below.
  public var visit: VisitDetails
  /// Version of the referring provider.
  public var referringProvider: Int64?
  /// Version of the ordering provider.
  public var orderingProvider: Int64?
  /// Version of the facility.
  public var facility: Int64?
  /// The accident (CLM11).
  public var accident: ClaimAccident?
  /// Why Medicare pays after another plan (SBR05).
  public var secondaryReason: MedicareSecondaryReason?

  /// Facts of a visit with the versions that they name.
  public init(
    visit: VisitDetails, referringProvider: Int64? = nil, orderingProvider: Int64? = nil,
    facility: Int64? = nil, accident: ClaimAccident? = nil,
    secondaryReason: MedicareSecondaryReason? = nil
  ) {
    self.visit = visit
    self.referringProvider = referringProvider
    self.orderingProvider = orderingProvider
    self.facility = facility
    self.accident = accident
    self.secondaryReason = secondaryReason
  }
}

extension Ledger {
  /// Freezes what a claim says beyond its services.
  func insertDetails(_ details: FrozenDetails, of claim: Int64) throws {
    try connection.prepared(
      """
      INSERT INTO claim_detail (
        id, referring_version_id, ordering_version_id, facility_id, accident_kinds, accident_on,
        accident_state, secondary_reason, onset_on, initial_treatment_on, last_seen_on,
        admitted_on, discharged_on, authorization_number, referral_number, patient_paid_cents,
        delay_reason, assignment, benefits, release, signed_by_another, medical_record_number,
        clia, casualty_number, died_on, pregnant, attachments, emergency, epsdt, family_planning)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
        ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30)
      """
    ) { statement in
      try statement.bind(1, claim)
      try statement.bind(2, details.referringProvider)
      try statement.bind(3, details.orderingProvider)
      try statement.bind(4, details.facility)
      try statement.bind(5, Listed(details.accident?.kinds ?? []))
      try statement.bind(6, details.accident?.date)
      try statement.bind(7, details.accident?.state)
      try statement.bind(8, Coded(details.secondaryReason))
      try Ledger.bindShared(details.visit, to: &statement, from: 9)
      _ = try statement.runBound()
    }
  }

  static let detailsOfBatch: SQL = """
    SELECT x.* FROM claim c CROSS JOIN claim_detail x ON x.id = c.id
    WHERE c.batch_id = ?1 ORDER BY c.id
    """

  static let detailsOfList: SQL = """
    SELECT x.* FROM json_each(?1) j CROSS JOIN claim_detail x ON x.id = j.value ORDER BY x.id
    """

  /// What some claims froze beyond their services, by claim.
  public func frozenDetails(of claims: [Claim.ID]) throws -> [Claim.ID: FrozenDetails] {
    try translating(operation: nil) {
      var details: [Claim.ID: FrozenDetails] = [:]
      try connection.each(Ledger.detailsOfList, Numbers(claims)) { row in
        details[try row.id(0)] = try Ledger.frozenDetails(row)
      }
      return details
    }
  }

  /// What one claim froze beyond its services.
  func frozenDetails(of claim: Claim.ID) throws -> FrozenDetails? {
    try connection.first("SELECT * FROM claim_detail WHERE id = ?1", claim) {
      try Ledger.frozenDetails($0)
    }
  }

  static func frozenDetails(_ row: borrowing Row) throws -> FrozenDetails {
    var details = FrozenDetails(
      visit: try sharedDetails(row, at: 4), referringProvider: try row.optionalInt64(1),
      orderingProvider: try row.optionalInt64(2), facility: try row.optionalInt64(3),
      secondaryReason: try row.optionalWord(29))
    if let date = try row.optionalDay(27) {
      let kinds = try row.text(26).split(separator: " ").map { word in
        guard let kind = Accident.Kind(rawValue: String(word)) else {
          throw LedgerError.damaged("a claim has an accident of an unknown kind")
        }
        return kind
      }
      details.accident = ClaimAccident(kinds: kinds, date: date, state: try row.optional(28))
    }
    return details
  }
}

extension FrozenParties {
  /// The claim with what it froze beyond its services.
  func add(_ frozen: FrozenDetails, to claim: inout Claim) throws {
    var details = frozen.visit.onClaim
    details.referringProvider = try provider(frozen.referringProvider)
    details.orderingProvider = try provider(frozen.orderingProvider)
    if let version = frozen.facility {
      guard let facility = facilities[version] else {
        throw LedgerError.damaged("a claim points at a facility that is not there")
      }
      details.facility = facility
    }
    details.accident = frozen.accident
    details.secondaryReason = frozen.secondaryReason
    claim.details = details
  }

  private func provider(_ version: Int64?) throws -> Provider? {
    guard let version else { return nil }
    guard let provider = providers[version] else {
      throw LedgerError.damaged("a claim points at a version that is not there")
    }
    return provider
  }
}

extension Claim {
  /// Says on every line what the visit says of all of them.
  public mutating func sayOnLines(_ details: LineDetails) {
    if details == LineDetails() { return }
    for index in lines.indices {
      lines[index].details.isEmergency = details.isEmergency
      lines[index].details.isEPSDT = details.isEPSDT
      lines[index].details.isFamilyPlanning = details.isFamilyPlanning
    }
  }
}
