import Practice
import SQLite

/// An encounter with the patient it belongs to.
public struct StoredEncounter: Sendable {
  /// Whose visit it was.
  public let patient: Patient.ID
  /// The visit, with its number.
  public let encounter: Encounter
}

extension Ledger {
  /// The encounter with a number.
  public func encounter(_ id: Encounter.ID) throws -> StoredEncounter? {
    try translating(operation: nil) {
      try connection.first("SELECT * FROM encounter WHERE id = ?1", id) {
        try Ledger.storedEncounter($0)
      }
    }
  }

  /// The encounter that was imported with a reference.
  public func encounter(reference: Reference) throws -> StoredEncounter? {
    try translating(operation: nil) {
      try connection.first("SELECT * FROM encounter WHERE reference = ?1", reference) {
        try Ledger.storedEncounter($0)
      }
    }
  }

  /// The visits of a patient, latest first.
  public func encounters(of patient: Patient.ID, limit: Int) throws -> [StoredEncounter] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT * FROM encounter WHERE patient_id = ?1
        ORDER BY date_of_service DESC, id DESC LIMIT ?2
        """, patient, limit
      ) { try Ledger.storedEncounter($0) }
    }
  }

  /// The visits of a patient on a day.
  public func encounters(of patient: Patient.ID, on day: Day) throws -> [StoredEncounter] {
    try translating(operation: nil) {
      try connection.all(
        "SELECT * FROM encounter WHERE patient_id = ?1 AND date_of_service = ?2 ORDER BY id",
        patient,
        day
      ) { try Ledger.storedEncounter($0) }
    }
  }

  /// The highest numbers of encounters and doses: what is higher was made later.
  public func lastNumbers() throws -> (encounter: Int64, dose: Int64) {
    try translating(operation: nil) {
      try connection.one(
        """
        SELECT (SELECT coalesce(max(id), 0) FROM encounter),
          (SELECT coalesce(max(id), 0) FROM dose)
        """
      ) { (try $0.int64(0), try $0.int64(1)) }
    }
  }

  /// An encounter whose columns begin at `column`, in the order of the table.
  static func storedEncounter(
    _ row: borrowing Row, at column: Int = 0
  ) throws -> StoredEncounter {
    let encounter: Encounter
    do {
      encounter = Encounter(
        id: try row.id(column), reference: try row.optional(column + 1),
        date: try row.day(column + 3), provider: try row.optional(column + 4),
        supervisingProvider: try row.optional(column + 5),
        supervisionMode: try row.optionalWord(column + 6),
        placeOfService: try row.optional(column + 7), diagnoses: try row.list(column + 8),
        otherServices: try row.services(column + 9))
    } catch let error as InvalidValue {
      throw LedgerError.damaged("an encounter: \(error.kind) \(error.reason)")
    }
    return StoredEncounter(patient: try row.id(column + 2), encounter: encounter)
  }

  /// Saves a new visit.
  public func insertEncounter(
    _ encounter: Encounter, of patient: Patient.ID
  ) throws -> Encounter.ID {
    try connection.run(
      """
      INSERT INTO encounter (
        reference, patient_id, date_of_service, provider_npi, supervising_npi, supervision_mode,
        place_of_service, diagnoses, other_services)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
      """,
      encounter.reference, patient, encounter.date, encounter.provider,
      encounter.supervisingProvider, Coded(encounter.supervisionMode), encounter.placeOfService,
      Listed(encounter.diagnoses), Listed(encounter.otherServices))
    return RecordID(connection.lastInsertRowID)
  }

  /// Changes what a visit says; what it said before is kept.
  public func updateEncounter(_ id: Encounter.ID, to encounter: Encounter) throws {
    try connection.run(
      """
      UPDATE encounter SET date_of_service = ?2, provider_npi = ?3, supervising_npi = ?4,
        supervision_mode = ?5, place_of_service = ?6, diagnoses = ?7, other_services = ?8
      WHERE id = ?1
      """,
      id, encounter.date, encounter.provider, encounter.supervisingProvider,
      Coded(encounter.supervisionMode), encounter.placeOfService, Listed(encounter.diagnoses),
      Listed(encounter.otherServices))
  }
}
