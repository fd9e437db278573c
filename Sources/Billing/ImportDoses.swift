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
  private var visits: VisitImporter
  /// What was in the ledger before this file: higher numbers were made by it.
  private let lastDose: Int64
  private var patient: (mrn: MRN, id: Patient.ID, birth: Day)?
  /// Doses of the ledger that a row of this file spoke about already.
  private var seen = NumberSet()

  init(_ desk: Desk, _ columns: ImportColumns) throws {
    self.desk = desk
    ledger = desk.ledger
    cells = DoseCells(columns, today: desk.today)
    details = try DetailCells(columns, ledger)
    drugs = DrugLookup(desk.tables, aliases: try ledger.drugAliases())
    let last = try ledger.lastNumbers()
    lastDose = last.dose
    visits = VisitImporter(desk, lastEncounter: last.encounter)
  }

  mutating func save(
    _ reader: borrowing CSVReader, _ changes: inout CellChanges
  ) throws -> Verdict {
    let patient = try findPatient(reader)
    let row = try cells.read(reader, bornOn: patient.birth, drugs: &drugs)
    if details.isEmpty { return try save(row, of: patient, &changes) }
    // All that can be refused is refused before anything of the row is saved.
    let before = try visits.visit(of: row, patient.id)
    let said = try details.read(reader, at: before, ledger, &visits.memory)
    try desk.checkDetails(said, at: before, on: row.encounter.date)
    let verdict = try save(row, of: patient, &changes)
    guard let encounter = try before ?? visits.visit(of: row, patient.id),
      try desk.importDetails(said, at: encounter, &changes)
    else { return verdict }
    return verdict == .same ? .changed : verdict
  }

  private mutating func save(
    _ row: DoseRow, of patient: (mrn: MRN, id: Patient.ID, birth: Day),
    _ changes: inout CellChanges
  ) throws -> Verdict {
    if let reference = row.dose.reference, let existing = try ledger.dose(reference: reference) {
      return try update(existing, with: row, of: patient.id, &changes)
    }
    if let reference = row.dose.reference, try isVoid(row.dose, reference) { return .same }
    if row.dose.reference == nil, try isThere(row, of: patient.id) { return .same }
    let encounter = try visits.find(
      row.encounter, of: patient.id, forNewDose: true, &changes)
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

  private mutating func update(
    _ existing: StoredDose, with row: DoseRow, of patient: Patient.ID,
    _ changes: inout CellChanges
  ) throws -> Verdict {
    // Where the file put the dose; a person may have moved it since.
    let corrected = try corrected(row.dose)
    let home = corrected?.encounter ?? existing.encounter
    guard let id = existing.dose.id, let stored = try ledger.encounter(home) else {
      throw LedgerError.damaged("a dose has no visit")
    }
    let reference = row.dose.reference?.text ?? ""
    guard stored.patient == patient else {
      throw RowRefusal(
        column: "dose_ref", value: reference, reason: "is a dose of another patient")
    }
    let isElsewhere =
      row.encounter.reference != nil && row.encounter.reference != stored.encounter.reference
    let merged = try visits.merge(row.encounter, into: stored.encounter)
    var dose = corrected == nil ? row.dose : existing.dose
    dose.id = id
    let wasSeen = !seen.insert(id.number)
    let sameEncounter = !isElsewhere && merged == stored.encounter
    if sameEncounter, dose == existing.dose { return .same }
    let isMovedByHand = !isElsewhere && home != existing.encounter
    try refuseChange(of: existing, isMovedByHand, wasSeen: wasSeen || id.number > lastDose)
    let target =
      sameEncounter
      ? existing.encounter
      : try visits.find(row.encounter, of: patient, forNewDose: false, &changes)
    if isElsewhere {
      let (old, new) = (stored.encounter.reference, row.encounter.reference)
      changes.note("encounter_ref", old?.text, new?.text)
    }
    changes.note(existing.dose, dose)
    if dose != existing.dose || target != existing.encounter {
      dose.id = nil
      _ = try desk.replace(id, with: dose, at: target, reason: DoseImporter.reason)
    }
    return .changed
  }

  /// Refuses to change a dose that a person moved, that is accounted for, or that this file said.
  private func refuseChange(
    of existing: StoredDose, _ isMovedByHand: Bool, wasSeen: Bool
  ) throws(RowRefusal) {
    let dose = "is dose \(existing.dose.id?.number ?? 0), which"
    let reason: String
    if isMovedByHand {
      reason =
        "\(dose) was moved to encounter \(existing.encounter) by hand, and its visit says "
        + "something else now. See: shots encounter show \(existing.encounter)"
    } else if existing.disposition != nil {
      reason = "\(dose) is accounted for already and says something else"
    } else if wasSeen {
      reason = "stands in this file twice, with different content"
    } else {
      return
    }
    throw RowRefusal(
      column: "dose_ref", value: existing.dose.reference?.text ?? "", reason: reason)
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

  /// The dose that a row says, when a person has corrected it since it was imported.
  private func corrected(_ dose: Dose) throws -> StoredDose? {
    guard let reference = dose.reference else { return nil }
    let voided = try ledger.voidedDoses(reference: reference)
    guard let last = voided.lastIndex(where: DoseImporter.isByHand) else { return nil }
    return voided[...last].last { DoseImporter.says($0.dose, dose) }
  }

  private static func isByHand(_ voided: StoredDose) -> Bool {
    guard case .voided = voided.disposition else { return false }
    return voided.disposition?.reason != reason
  }

  private static func says(_ stored: Dose, _ dose: Dose) -> Bool {
    var plain = stored
    plain.id = nil
    return plain == dose
  }

  private static let reason = Line(stored: "changed by an import")

  /// Whether a dose of the patient and day says just this, or said it before a person corrected it.
  private mutating func isThere(_ row: DoseRow, of patient: Patient.ID) throws -> Bool {
    for visit in try visits.visits(saying: row.encounter, of: patient) {
      let isKnown = try ledger.doses(of: visit).contains {
        if case .voided = $0.disposition, !DoseImporter.isByHand($0) { return false }
        return DoseImporter.says($0.dose, row.dose)
      }
      if isKnown { return true }
    }
    return false
  }
}
