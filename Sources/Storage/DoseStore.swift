import Practice
import SQLite

/// A dose with what became of it.
public struct StoredDose: Sendable {
  /// The visit it was given at.
  public let encounter: Encounter.ID
  /// The dose, with its number.
  public let dose: Dose
  /// The voided dose that it corrects.
  public let replaces: Dose.ID?
  /// How it was accounted for; nil while it is open.
  public let disposition: Disposition?
}

extension Ledger {
  /// The dose with a number.
  public func dose(_ id: Dose.ID) throws -> StoredDose? {
    try translating(operation: nil) {
      try connection.first("SELECT * FROM dose WHERE id = ?1", id) { try Ledger.storedDose($0) }
    }
  }

  /// The live dose that was imported with a reference.
  public func dose(reference: Reference) throws -> StoredDose? {
    try translating(operation: nil) {
      try connection.first(
        "SELECT * FROM dose WHERE reference = ?1 AND disposition IS NOT 'voided'", reference
      ) { try Ledger.storedDose($0) }
    }
  }

  /// The voided doses that were imported with a reference, oldest first.
  public func voidedDoses(reference: Reference) throws -> [StoredDose] {
    try translating(operation: nil) {
      try connection.all(
        """
        SELECT * FROM dose INDEXED BY dose_voided_by_reference
        WHERE reference = ?1 AND disposition = 'voided' ORDER BY id
        """, reference
      ) { try Ledger.storedDose($0) }
    }
  }

  /// The dose that corrects a voided one, at whichever visit of the patient.
  public func replacement(of id: Dose.ID) throws -> Dose.ID? {
    try translating(operation: nil) {
      try connection.first(
        """
        SELECT x.id FROM dose d CROSS JOIN encounter v ON v.id = d.encounter_id
        CROSS JOIN encounter f INDEXED BY encounter_by_patient ON f.patient_id = v.patient_id
        CROSS JOIN dose x INDEXED BY dose_by_encounter ON x.encounter_id = f.id
          AND x.replaces_dose_id = d.id
        WHERE d.id = ?1 ORDER BY x.id DESC LIMIT 1
        """, id
      ) { row in try row.id(0) as Dose.ID }
    }
  }

  /// The doses of a visit, in order; voided ones too.
  public func doses(of encounter: Encounter.ID) throws -> [StoredDose] {
    try translating(operation: nil) {
      try connection.all("SELECT * FROM dose WHERE encounter_id = ?1 ORDER BY id", encounter) {
        try Ledger.storedDose($0)
      }
    }
  }

  /// The last dose that was logged and not voided, of a patient or of anybody: where suggestions
  /// come from.
  public func lastDose(of patient: Patient.ID?) throws -> StoredDose? {
    try translating(operation: nil) {
      if let patient {
        return try connection.all(
          """
          SELECT d.* FROM encounter e JOIN dose d ON d.encounter_id = e.id
          WHERE e.patient_id = ?1 AND d.disposition IS NOT 'voided'
          ORDER BY e.date_of_service DESC, d.id DESC LIMIT 1
          """, patient
        ) { try Ledger.storedDose($0) }.first
      }
      return try connection.all(
        "SELECT * FROM dose WHERE disposition IS NOT 'voided' ORDER BY id DESC LIMIT 1"
      ) { try Ledger.storedDose($0) }.first
    }
  }

  /// The last dose of a drug among the latest of the practice: where suggestions of lot and package
  /// come from.
  public func lastDose(of drug: DrugKey) throws -> StoredDose? {
    try translating(operation: nil) {
      try connection.first(
        """
        SELECT * FROM dose
        WHERE id > (SELECT max(id) FROM dose) - 5000 AND drug = ?1 AND disposition IS NOT 'voided'
        ORDER BY id DESC LIMIT 1
        """, drug
      ) { try Ledger.storedDose($0) }
    }
  }

  /// A dose whose columns begin at `column`, in the order of the table.
  static func storedDose(_ row: borrowing Row, at column: Int = 0) throws -> StoredDose {
    var waste: DoseAmount?
    if let value = try row.optionalQuantity(column + 14) {
      waste = DoseAmount(value: value, unit: try row.word(column + 15))
    }
    let dose: Dose
    do {
      dose = try Dose(
        id: try row.id(column), reference: try row.optional(column + 2),
        time: try row.optionalTime(column + 3), drug: try row.value(column + 4),
        ndc: try row.optional(column + 5),
        amount: DoseAmount(
          value: try row.quantity(column + 6), unit: try row.word(column + 7)),
        volume: try row.optionalQuantity(column + 8), route: try row.optionalWord(column + 9),
        site: try row.optional(column + 10), lot: try row.optional(column + 11),
        expiry: try row.optionalDay(column + 12), container: try row.optionalWord(column + 13),
        waste: waste, stockSource: try row.word(column + 16),
        syringe: try row.optional(column + 17),
        injections: try row.int(column + 18), device: try row.optionalWord(column + 19),
        givenBy: try row.optional(column + 20), givenByCredential: try row.optional(column + 21),
        counselledBy: try row.optional(column + 22), note: try row.optional(column + 23))
    } catch let error as InvalidValue {
      throw LedgerError.damaged("a dose: \(error.kind) \(error.reason)")
    }
    return StoredDose(
      encounter: try row.id(column + 1), dose: dose, replaces: try row.optionalID(column + 24),
      disposition: try disposition(row, at: column + 25))
  }

  private static func disposition(_ row: borrowing Row, at column: Int) throws -> Disposition? {
    guard let word = try row.optionalText(column) else { return nil }
    let reason: Line? = try row.optional(column + 1)
    switch word {
    case "billed": return .billed(try row.id(column + 2))
    case "self_pay": return .selfPay(reason: reason)
    case "no_charge": return reason.map { .noCharge(reason: $0) }
    case "voided": return reason.map { .voided(reason: $0) }
    default: throw LedgerError.damaged("a dose has the disposition \(word)")
    }
  }

  /// Saves a new dose of a visit; `replaces` is the voided dose that it corrects.
  public func insertDose(
    _ dose: Dose, at encounter: Encounter.ID, replaces: Dose.ID? = nil
  ) throws -> Dose.ID {
    try connection.run(
      """
      INSERT INTO dose (
        encounter_id, reference, time_of_day, drug, ndc, dose_millionths, dose_unit,
        volume_millionths, route, site, lot, expiry, container, waste_millionths, waste_unit,
        stock_source, syringe, injections, device, given_by, given_by_credential, counselled_by,
        note, replaces_dose_id)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
        ?19, ?20, ?21, ?22, ?23, ?24)
      """,
      encounter, dose.reference, dose.time, dose.drug, dose.ndc, dose.amount.value,
      Coded(dose.amount.unit), dose.volume, Coded(dose.route), dose.site, dose.lot, dose.expiry,
      Coded(dose.container), dose.waste?.value, Coded(dose.waste?.unit), Coded(dose.stockSource),
      dose.syringe, dose.injections, Coded(dose.device), dose.givenBy, dose.givenByCredential,
      dose.counselledBy, dose.note, replaces)
    return RecordID(connection.lastInsertRowID)
  }

  /// Accounts for an open dose. Refused for one that is accounted for already.
  public func dispose(_ id: Dose.ID, as disposition: Disposition) throws {
    var claim: Claim.ID?
    if case .billed(let id) = disposition { claim = id }
    try connection.run(
      "UPDATE dose SET disposition = ?2, disposition_reason = ?3, claim_id = ?4 WHERE id = ?1",
      id, disposition.word, disposition.reason, claim)
  }
}
