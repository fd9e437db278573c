import Practice
import SQLite

extension Ledger {
  /// What open visits say beyond their services.
  public func visitDetails(_ filter: OpenVisitFilter) throws -> [Encounter.ID: VisitDetails] {
    try translating(operation: nil) {
      var details: [Encounter.ID: VisitDetails] = [:]
      try connection.each(
        """
        SELECT x.* FROM dose w INDEXED BY dose_open
        CROSS JOIN encounter_detail x INDEXED BY encounter_detail_by_encounter
          ON x.encounter_id = w.encounter_id
        WHERE w.disposition IS NULL AND w.encounter_id BETWEEN ?1 AND ?2
        ORDER BY w.encounter_id, x.id
        """, filter.first, filter.last
      ) { details[try $0.id(1)] = try Ledger.visitDetails($0) }
      return details
    }
  }

  /// What a visit says beyond its services.
  public func visitDetails(of encounter: Encounter.ID) throws -> VisitDetails {
    try translating(operation: nil) {
      try connection.first(
        "SELECT * FROM encounter_detail WHERE encounter_id = ?1 ORDER BY id DESC LIMIT 1", encounter
      ) { try Ledger.visitDetails($0) } ?? VisitDetails()
    }
  }

  static func visitDetails(_ row: borrowing Row) throws -> VisitDetails {
    var details = try sharedDetails(row, at: 5)
    details.referringProvider = try row.optional(2)
    details.orderingProvider = try row.optional(3)
    details.facility = try row.optional(4)
    details.note = try row.optional(27)
    return details
  }

  /// The columns that a visit and its claim have alike, from the first date on.
  static func sharedDetails(_ row: borrowing Row, at column: Int) throws -> VisitDetails {
    var details = VisitDetails()
    let attachments = try row.text(column + 18)
    details.dates.onset = try row.optionalDay(column)
    details.dates.initialTreatment = try row.optionalDay(column + 1)
    details.dates.lastSeen = try row.optionalDay(column + 2)
    details.dates.admission = try row.optionalDay(column + 3)
    details.dates.discharge = try row.optionalDay(column + 4)
    details.priorAuthorization = try row.optional(column + 5)
    details.referralNumber = try row.optional(column + 6)
    details.patientPaid = try row.optionalInt64(column + 7).map { Money(cents: $0) }
    details.delayReason = try row.optionalWord(column + 8)
    details.assignment = try row.optionalWord(column + 9)
    details.benefits = try row.optionalWord(column + 10)
    details.release = try row.optionalWord(column + 11)
    details.isSignedByAnother = try row.bool(column + 12)
    details.medicalRecordNumber = try row.optional(column + 13)
    details.clia = try row.optional(column + 14)
    details.propertyCasualtyNumber = try row.optional(column + 15)
    details.deathDate = try row.optionalDay(column + 16)
    details.isPregnant = try row.bool(column + 17)
    do throws(InvalidValue) {
      details.attachments = try ListText.parse(attachments, ClaimAttachment.init(_:))
    } catch {
      throw LedgerError.damaged("an attachment: \(error.reason)")
    }
    details.isEmergency = try row.bool(column + 19)
    details.isEPSDT = try row.bool(column + 20)
    details.isFamilyPlanning = try row.bool(column + 21)
    return details
  }

  /// Says what a visit says beyond its services from now on.
  public func keepVisitDetails(_ details: VisitDetails, of encounter: Encounter.ID) throws {
    try connection.prepared(
      """
      INSERT INTO encounter_detail (
        encounter_id, referring_npi, ordering_npi, facility, note, onset_on, initial_treatment_on,
        last_seen_on, admitted_on, discharged_on, authorization_number, referral_number,
        patient_paid_cents, delay_reason, assignment, benefits, release, signed_by_another,
        medical_record_number, clia, casualty_number, died_on, pregnant, attachments, emergency,
        epsdt, family_planning)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
        ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)
      """
    ) { statement in
      try statement.bind(1, encounter)
      try statement.bind(2, details.referringProvider)
      try statement.bind(3, details.orderingProvider)
      try statement.bind(4, details.facility)
      try statement.bind(5, details.note)
      try Ledger.bindShared(details, to: &statement, from: 6)
      _ = try statement.runBound()
    }
  }

  /// Binds the columns that a visit and its claim have alike, in the order of ``sharedDetails``.
  static func bindShared(
    _ details: VisitDetails, to statement: inout Statement, from first: Int
  ) throws {
    try statement.bind(first, details.dates.onset)
    try statement.bind(first + 1, details.dates.initialTreatment)
    try statement.bind(first + 2, details.dates.lastSeen)
    try statement.bind(first + 3, details.dates.admission)
    try statement.bind(first + 4, details.dates.discharge)
    try statement.bind(first + 5, details.priorAuthorization)
    try statement.bind(first + 6, details.referralNumber)
    try statement.bind(first + 7, details.patientPaid)
    try statement.bind(first + 8, Coded(details.delayReason))
    try statement.bind(first + 9, Coded(details.assignment))
    try statement.bind(first + 10, Coded(details.benefits))
    try statement.bind(first + 11, Coded(details.release))
    try statement.bind(first + 12, details.isSignedByAnother)
    try statement.bind(first + 13, details.medicalRecordNumber)
    try statement.bind(first + 14, details.clia)
    try statement.bind(first + 15, details.propertyCasualtyNumber)
    try statement.bind(first + 16, details.deathDate)
    try statement.bind(first + 17, details.isPregnant)
    try statement.bind(first + 18, Listed(details.attachments))
    try statement.bind(first + 19, details.isEmergency)
    try statement.bind(first + 20, details.isEPSDT)
    try statement.bind(first + 21, details.isFamilyPlanning)
  }
}
