import Coding
import Practice
import Storage
import Text

/// Saves visits and doses, one row for each dose.
///
/// Rows of one visit share its `encounter_ref`; a row that was imported before is recognised by
/// its `dose_ref`, or, where it has none, by saying just what a dose of that patient and day says
/// already.
struct DoseImporter: RowImporter {
  private let desk: Desk
  private let ledger: Ledger
  private let cells: DoseCells
  private let details: DetailCells
  private var drugs: DrugLookup
  /// What was in the ledger before this file: higher numbers were made by it.
  private let lastDose: Int64
  private var visits: VisitMerge
  private var patient: (mrn: MRN, id: Patient.ID, birth: Day)?
  /// Doses of the ledger that a row of this file spoke about already.
  private var seen = NumberSet()
  /// The visit that the row before made, just as it says: the next row often belongs to it.
  private var lastVisit: (encounter: Encounter, patient: Patient.ID, id: Encounter.ID)?

  init(_ desk: Desk, _ columns: ImportColumns) throws {
    self.desk = desk
    ledger = desk.ledger
    cells = DoseCells(columns, today: desk.today)
    details = try DetailCells(columns, ledger)
    drugs = DrugLookup(desk.tables, aliases: try ledger.drugAliases())
    let last = try ledger.lastNumbers()
    lastDose = last.dose
    visits = VisitMerge(ledger, lastEncounter: last.encounter)
  }

  mutating func save(_ reader: borrowing CSVReader) throws -> Verdict {
    let patient = try findPatient(reader)
    let row = try cells.read(reader, bornOn: patient.birth, drugs: &drugs)
    if details.isEmpty { return try save(row, of: patient) }
    // All that can be refused is refused before anything of the row is saved.
    let before = try encounter(of: row, patient.id)
    try desk.checkDetails(details, reader, at: before)
    let verdict = try save(row, of: patient)
    guard let encounter = try before ?? encounter(of: row, patient.id),
      try desk.importDetails(details, reader, at: encounter)
    else { return verdict }
    return verdict == .same ? .changed : verdict
  }

  /// The visit to which a row belongs, when it is in the ledger.
  private func encounter(of row: DoseRow, _ patient: Patient.ID) throws -> Encounter.ID? {
    if let reference = row.encounter.reference {
      return try ledger.encounter(reference: reference)?.encounter.id
    }
    if let reference = row.dose.reference, let dose = try ledger.dose(reference: reference) {
      return dose.encounter
    }
    return try ledger.encounters(of: patient, on: row.encounter.date).first {
      var plain = $0.encounter
      plain.id = nil
      plain.reference = nil
      return plain == row.encounter
    }?.encounter.id
  }

  private mutating func save(
    _ row: DoseRow, of patient: (mrn: MRN, id: Patient.ID, birth: Day)
  ) throws -> Verdict {
    if let reference = row.dose.reference, let existing = try ledger.dose(reference: reference) {
      return try update(existing, with: row, of: patient.id)
    }
    if let reference = row.dose.reference, try isVoid(row.dose, reference) { return .same }
    if row.dose.reference == nil, try isThere(row, of: patient.id) { return .same }
    let encounter = try findEncounter(row, of: patient.id, isNew: true)
    _ = try ledger.insertDose(row.dose, at: encounter)
    return .new
  }

  private mutating func findPatient(
    _ reader: borrowing CSVReader
  ) throws -> (mrn: MRN, id: Patient.ID, birth: Day) {
    let mrn = try cells.mrn(reader)
    if let patient, patient.mrn == mrn { return patient }
    guard let found = try ledger.patientKey(mrn) else {
      throw RowRefusal(
        column: "mrn", value: mrn.text, reason: "is no patient of the ledger; import patients first"
      )
    }
    patient = (mrn, found.id, found.birthDate)
    return (mrn, found.id, found.birthDate)
  }

  /// The visit of a row: the one with its reference, brought up to date, or a new one.
  private mutating func findEncounter(
    _ row: DoseRow, of patient: Patient.ID, isNew: Bool
  ) throws -> Encounter.ID {
    guard let reference = row.encounter.reference else {
      return try findEncounterByContent(row.encounter, of: patient)
    }
    if let lastVisit, lastVisit.patient == patient, lastVisit.encounter == row.encounter {
      return lastVisit.id
    }
    guard let existing = try ledger.encounter(reference: reference) else {
      let id = try ledger.insertEncounter(row.encounter, of: patient)
      lastVisit = (row.encounter, patient, id)
      return id
    }
    // It may be changed now, so it is no longer what a row said.
    lastVisit = nil
    return try update(existing, to: row.encounter, of: patient, isNew: isNew)
  }

  private func findEncounterByContent(
    _ encounter: Encounter, of patient: Patient.ID
  ) throws -> Encounter.ID {
    for stored in try ledger.encounters(of: patient, on: encounter.date) {
      var plain = stored.encounter
      plain.id = nil
      if plain == encounter, let id = stored.encounter.id { return id }
    }
    return try ledger.insertEncounter(encounter, of: patient)
  }

  private mutating func update(
    _ existing: StoredEncounter, to encounter: Encounter, of patient: Patient.ID, isNew: Bool
  ) throws -> Encounter.ID {
    guard let id = existing.encounter.id else { throw LedgerError.damaged("a visit has no number") }
    let reference = encounter.reference?.text ?? ""
    guard existing.patient == patient else {
      throw RowRefusal(
        column: "encounter_ref", value: reference, reason: "is a visit of another patient")
    }
    let said = existing.encounter
    let merged = try visits.merged(encounter, into: said, isNew: isNew)
    guard merged != said else { return id }
    do {
      try desk.refuseIfBilled(id)
    } catch let refusal as Refusal {
      throw RowRefusal(column: "encounter_ref", value: reference, reason: refusal.description)
    }
    try ledger.updateEncounter(id, to: merged)
    return id
  }

  private mutating func update(
    _ existing: StoredDose, with row: DoseRow, of patient: Patient.ID
  ) throws -> Verdict {
    guard let id = existing.dose.id, let stored = try ledger.encounter(existing.encounter) else {
      throw LedgerError.damaged("a dose has no visit")
    }
    let reference = row.dose.reference?.text ?? ""
    guard stored.patient == patient else {
      throw RowRefusal(
        column: "dose_ref", value: reference, reason: "is a dose of another patient")
    }
    var dose = row.dose
    let wasCorrected = try isCorrected(dose, reference: row.dose.reference)
    if wasCorrected { dose = existing.dose }
    // A dose that a person moved to another visit stays there.
    let isElsewhere =
      !wasCorrected && row.encounter.reference != nil
      && row.encounter.reference != stored.encounter.reference
    if wasCorrected, row.encounter.reference != stored.encounter.reference { return .same }
    let merged = try visits.merged(row.encounter, into: stored.encounter, isNew: false)
    dose.id = id
    let wasSeen = !seen.insert(id.number)
    let sameEncounter = !isElsewhere && merged == stored.encounter
    if sameEncounter, dose == existing.dose { return .same }
    guard existing.disposition == nil else {
      throw RowRefusal(
        column: "dose_ref", value: reference,
        reason: "is dose \(id), which is accounted for already and says something else")
    }
    guard id.number <= lastDose, !wasSeen else {
      throw RowRefusal(
        column: "dose_ref", value: reference,
        reason: "stands in this file twice, with different content")
    }
    let target =
      sameEncounter ? existing.encounter : try findEncounter(row, of: patient, isNew: isElsewhere)
    if dose != existing.dose || target != existing.encounter {
      dose.id = nil
      _ = try desk.replace(id, with: dose, at: target, reason: DoseImporter.reason)
    }
    return .changed
  }

  /// Whether a person voided the dose that a row speaks about: what is void stays void.
  private func isVoid(_ dose: Dose, _ reference: Reference) throws -> Bool {
    let voided = try ledger.voidedDoses(reference: reference)
    guard let last = voided.last, let id = last.dose.id else { return false }
    if voided.contains(where: { DoseImporter.says($0.dose, dose) }) { return true }
    throw RowRefusal(
      column: "dose_ref", value: reference.text,
      reason: "is dose \(id), which is void (\(last.disposition?.reason?.text ?? "")), and says "
        + "something else; give the row a dose_ref of its own")
  }

  /// Whether a row says what a person has corrected since it was imported.
  private func isCorrected(_ dose: Dose, reference: Reference?) throws -> Bool {
    guard let reference else { return false }
    return try ledger.voidedDoses(reference: reference).contains {
      $0.disposition?.reason != DoseImporter.reason && DoseImporter.says($0.dose, dose)
    }
  }

  private static func says(_ stored: Dose, _ dose: Dose) -> Bool {
    var plain = stored
    plain.id = nil
    return plain == dose
  }

  private static let reason = Line(stored: "changed by an import")

  /// Whether a dose of the patient and day says just this, or said it until a person corrected it
  /// or its visit.
  private func isThere(_ row: DoseRow, of patient: Patient.ID) throws -> Bool {
    for stored in try ledger.encounters(of: patient, on: row.encounter.date) {
      guard let id = stored.encounter.id else { continue }
      var encounter = row.encounter
      encounter.id = id
      if encounter.reference == nil { encounter.reference = stored.encounter.reference }
      guard
        try encounter == stored.encounter || ledger.earlierVersions(of: id).contains(encounter)
      else { continue }
      for dose in try ledger.doses(of: id) {
        if case .voided = dose.disposition, let number = dose.dose.id,
          try ledger.replacement(of: number) == nil
        {
          continue
        }
        var plain = dose.dose
        plain.id = nil
        if plain == row.dose { return true }
      }
    }
    return false
  }
}
