import Practice
import SQLite

extension Ledger {
  /// What open visits treat, where somebody said so (R41, R79, R80), and what other visits of the
  /// patient on the same day treat: it tells to whom they are billed.
  public func visitCauses(_ filter: OpenVisitFilter) throws -> [Encounter.ID: VisitCause] {
    try translating(operation: nil) {
      var causes: [Encounter.ID: VisitCause] = [:]
      try connection.each(
        """
        SELECT c.* FROM dose w INDEXED BY dose_open
        CROSS JOIN encounter f ON f.id = w.encounter_id
        CROSS JOIN encounter e INDEXED BY encounter_by_date
          ON e.date_of_service = f.date_of_service AND e.patient_id = f.patient_id
        CROSS JOIN encounter_cause c INDEXED BY encounter_cause_by_encounter
          ON c.encounter_id = e.id
        WHERE w.disposition IS NULL AND w.encounter_id BETWEEN ?1 AND ?2
        ORDER BY c.id
        """, filter.first, filter.last
      ) { causes[try $0.id(1)] = try Ledger.visitCause($0) }
      return causes
    }
  }

  /// What a visit treats; empty when nobody said so.
  public func visitCause(of encounter: Encounter.ID) throws -> VisitCause {
    try translating(operation: nil) {
      try connection.first(
        "SELECT * FROM encounter_cause WHERE encounter_id = ?1 ORDER BY id DESC LIMIT 1", encounter
      ) { try Ledger.visitCause($0) } ?? VisitCause()
    }
  }

  private static func visitCause(_ row: borrowing Row) throws -> VisitCause {
    var accident: Accident?
    if let kind: Accident.Kind = try row.optionalWord(2) {
      accident = Accident(
        kind: kind, date: try row.optionalDay(3), state: try row.optional(4))
    }
    return VisitCause(
      accident: accident, isForStay: try row.optionalBool(5), isForSurgery: try row.optionalBool(6))
  }

  /// Says what a visit treats from now on.
  public func keepVisitCause(_ cause: VisitCause, of encounter: Encounter.ID) throws {
    try connection.run(
      """
      INSERT INTO encounter_cause (
        encounter_id, accident, accident_on, accident_state, for_stay, for_surgery)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """,
      encounter, Coded(cause.accident?.kind), cause.accident?.date, cause.accident?.state,
      cause.isForStay, cause.isForSurgery)
  }

  /// The vaccine records of open doses (R71).
  public func vaccineRecords(_ filter: OpenVisitFilter) throws -> [Dose.ID: VaccineRecord] {
    try translating(operation: nil) {
      var records: [Dose.ID: VaccineRecord] = [:]
      try connection.each(
        """
        SELECT v.* FROM dose w INDEXED BY dose_open
        CROSS JOIN vaccine_record v INDEXED BY vaccine_record_by_dose ON v.dose_id = w.id
        WHERE w.disposition IS NULL AND w.encounter_id BETWEEN ?1 AND ?2
        ORDER BY w.encounter_id, v.id
        """, filter.first, filter.last
      ) { records[try $0.id(1)] = try Ledger.vaccineRecord($0) }
      return records
    }
  }

  /// What the vaccine record of a dose has beside it; nil when it has nothing.
  public func vaccineRecord(of dose: Dose.ID) throws -> VaccineRecord? {
    try translating(operation: nil) {
      try connection.first(
        "SELECT * FROM vaccine_record WHERE dose_id = ?1 ORDER BY id DESC LIMIT 1", dose
      ) { try Ledger.vaccineRecord($0) }
    }
  }

  private static func vaccineRecord(_ row: borrowing Row) throws -> VaccineRecord {
    VaccineRecord(
      dose: try row.id(1), manufacturer: try row.optional(2),
      sheetEdition: try row.optionalDay(3), sheetGiven: try row.optionalDay(4))
  }

  /// Says what the vaccine record of a dose has from now on.
  public func keepVaccineRecord(_ record: VaccineRecord, of dose: Dose.ID) throws {
    try connection.run(
      """
      INSERT INTO vaccine_record (dose_id, manufacturer, sheet_edition, sheet_given)
      VALUES (?1, ?2, ?3, ?4)
      """, dose, record.manufacturer, record.sheetEdition, record.sheetGiven)
  }
}
