import Practice
import Storage

/// Finds the visits of rows of doses, and makes and changes them.
struct VisitImporter {
  /// What the ledger remembers of what people corrected.
  var memory: ImportMemory
  private let desk: Desk
  private let ledger: Ledger
  /// What was in the ledger before this file: higher numbers were made by it.
  private let lastEncounter: Int64
  /// The visit that the row before made, just as it says: the next row often belongs to it.
  private var lastVisit: (encounter: Encounter, patient: Patient.ID, id: Encounter.ID)?

  init(_ desk: Desk, lastEncounter: Int64) {
    self.desk = desk
    ledger = desk.ledger
    memory = ImportMemory(desk.ledger)
    self.lastEncounter = lastEncounter
  }

  /// The visit to which a row belongs, when it is in the ledger.
  mutating func visit(of row: DoseRow, _ patient: Patient.ID) throws -> Encounter.ID? {
    if let reference = row.encounter.reference {
      return try ledger.encounter(reference: reference)?.encounter.id
    }
    if let reference = row.dose.reference, let dose = try ledger.dose(reference: reference) {
      return dose.encounter
    }
    return try visits(saying: row.encounter, of: patient).first
  }

  /// The visit of a row: the one with its reference, brought up to date, or a new one.
  mutating func find(
    _ visit: Encounter, of patient: Patient.ID, forNewDose: Bool, _ changes: inout CellChanges
  ) throws -> Encounter.ID {
    guard let reference = visit.reference else {
      return try visits(saying: visit, of: patient).first
        ?? ledger.insertEncounter(visit, of: patient)
    }
    if let lastVisit, lastVisit.patient == patient, lastVisit.encounter == visit {
      return lastVisit.id
    }
    guard let existing = try ledger.encounter(reference: reference) else {
      let id = try ledger.insertEncounter(visit, of: patient)
      lastVisit = (visit, patient, id)
      return id
    }
    // It may be changed now, so it is no longer what a row said.
    lastVisit = nil
    return try update(existing, to: visit, of: patient, forNewDose: forNewDose, &changes)
  }

  /// The visits that say what a row says, or said it before a person corrected them. One with a
  /// reference has the lists of all its rows; one without is known by all that it says.
  mutating func visits(
    saying visit: Encounter, of patient: Patient.ID
  ) throws -> [Encounter.ID] {
    if let reference = visit.reference {
      guard let stored = try ledger.encounter(reference: reference), stored.patient == patient,
        let id = stored.encounter.id
      else { return [] }
      return try merge(visit, into: stored.encounter) == stored.encounter ? [id] : []
    }
    var found: [Encounter.ID] = []
    for stored in try ledger.encounters(of: patient, on: visit.date) {
      guard let id = stored.encounter.id else { continue }
      if try stored.encounter.says(visit) || said(visit, id) { found.append(id) }
    }
    for id in try memory.visits(of: patient, movedFrom: visit.date) where try said(visit, id) {
      found.append(id)
    }
    return found
  }

  private func said(_ visit: Encounter, _ id: Encounter.ID) throws -> Bool {
    guard id.number <= lastEncounter else { return false }
    return try ledger.formerStates(of: id).contains { $0.value.says(visit) }
  }

  private mutating func update(
    _ existing: StoredEncounter, to visit: Encounter, of patient: Patient.ID, forNewDose: Bool,
    _ changes: inout CellChanges
  ) throws -> Encounter.ID {
    let said = existing.encounter
    guard let id = said.id else { throw LedgerError.damaged("a visit has no number") }
    let reference = visit.reference?.text ?? ""
    guard existing.patient == patient else {
      throw RowRefusal(
        column: "encounter_ref", value: reference, reason: "is a visit of another patient")
    }
    let merged = try merge(visit, into: said)
    guard merged != said else { return id }
    if id.number > lastEncounter {
      guard merged.hasFrame(of: said) else {
        throw RowRefusal(
          column: "encounter_ref", value: reference,
          reason: "is described differently by an earlier row of this file: "
            + "date, provider, supervision and place of a visit must agree")
      }
    } else if forNewDose, let name = merged.contradiction(of: said) {
      throw RowRefusal(
        column: "encounter_ref", value: reference,
        reason:
          "is encounter \(id) of \(said.date) already, and the \(name) is another one. Give "
          + "a visit of its own a reference of its own, or correct that one first: "
          + "shots encounter correct \(id) --\(name) …")
    }
    do {
      try desk.refuseIfBilled(id)
    } catch let refusal as Refusal {
      throw RowRefusal(column: "encounter_ref", value: reference, reason: refusal.description)
    }
    // What further rows of a new visit add to it is no change of what was known.
    if id.number <= lastEncounter { changes.note(said, merged) }
    try ledger.updateEncounter(id, to: merged)
    return id
  }

  /// A visit as a further row describes it: diagnoses and services of all its rows are put
  /// together, because files often give each dose only its own. What a person corrected since the
  /// file said so stays; what the file says anew of such a part is refused.
  mutating func merge(_ row: Encounter, into said: Encounter) throws -> Encounter {
    var merged = row
    merged.id = said.id
    merged.reference = said.reference
    // An empty cell says nothing; it does not take back what a person added.
    merged.provider = row.provider ?? said.provider
    merged.supervisingProvider = row.supervisingProvider ?? said.supervisingProvider
    merged.supervisionMode = row.supervisionMode ?? said.supervisionMode
    merged.placeOfService = row.placeOfService ?? said.placeOfService
    merged.diagnoses =
      said.diagnoses + row.diagnoses.filter { !said.diagnoses.contains($0) }
    merged.otherServices =
      said.otherServices + row.otherServices.filter { !said.otherServices.contains($0) }
    if merged != said, let id = said.id, id.number <= lastEncounter,
      let history = try memory.history(of: said)
    {
      try history.settle(&merged)
    }
    return merged
  }
}

extension History<Encounter> {
  /// Takes back from a merged visit what the file said before a person corrected it.
  fileprivate func settle(_ merged: inout Encounter) throws(RowRefusal) {
    guard let said = values.last else { return }
    keep(\.date, in: &merged)
    keep(\.provider, in: &merged)
    keep(\.supervisingProvider, in: &merged)
    keep(\.supervisionMode, in: &merged)
    keep(\.placeOfService, in: &merged)
    try refuse(merged, "date", "date", { $0.date }, { $0.description })
    try refuse(merged, "provider_npi", "provider", { $0.provider }, { $0?.text ?? "" })
    try refuse(
      merged, "supervising_npi", "supervising", { $0.supervisingProvider }, { $0?.text ?? "" })
    try refuse(
      merged, "supervision_mode", "supervision", { $0.supervisionMode }, { $0?.rawValue ?? "" })
    try refuse(
      merged, "place_of_service", "place", { $0.placeOfService }, { $0?.text ?? "" })
    // Rows only ever add to the lists, so what is gone was taken away by a person.
    let diagnoses = Set(values.flatMap(\.diagnoses))
    merged.diagnoses.removeAll { diagnoses.contains($0) && !said.diagnoses.contains($0) }
    let services = Set(values.flatMap(\.otherServices))
    merged.otherServices.removeAll { services.contains($0) && !said.otherServices.contains($0) }
    if !diagnoses.isSubset(of: said.diagnoses) {
      let new = merged.diagnoses.filter { !said.diagnoses.contains($0) }
      try refuse(new.map(\.text), "diagnoses", "diagnoses")
    }
    if !services.isSubset(of: said.otherServices) {
      let new = merged.otherServices.filter { !said.otherServices.contains($0) }
      try refuse(new.map(\.description), "other_services", "services")
    }
  }

  /// Refuses entries of a list that are new, when a person took others out of it.
  private func refuse(_ new: [String], _ column: String, _ flag: String) throws(RowRefusal) {
    guard !new.isEmpty else { return }
    throw RowRefusal(
      column: column, value: new.joined(separator: ";"),
      reason: "was not in the file before, and the \(flag) of encounter \(number) were corrected "
        + "by hand. Say what is right: shots encounter correct \(number) --\(flag) …")
  }

  /// Refuses a value that is new, of a part that a person corrected.
  private func refuse<Part: Equatable>(
    _ merged: Encounter, _ column: String, _ flag: String, _ part: (Encounter) -> Part,
    _ text: (Part) -> String
  ) throws(RowRefusal) {
    guard let said = values.last, part(merged) != part(said), isByHand(part) else { return }
    throw RowRefusal(
      column: column, value: text(part(merged)),
      reason: "was not in the file before, and encounter \(number) was corrected by hand to "
        + "\(text(part(said))). If the file is right: shots encounter correct \(number) --\(flag) "
        + text(part(merged)))
  }

  private var number: Int64 { values.last?.id?.number ?? 0 }
}

extension Encounter {
  /// Whether a visit says all that another says; one has no number, perhaps no reference.
  fileprivate func says(_ other: Encounter) -> Bool {
    var plain = self
    plain.id = nil
    plain.reference = other.reference
    return plain == other
  }

  /// Whether another visit differs in its diagnoses and services at most.
  fileprivate func hasFrame(of other: Encounter) -> Bool {
    var plain = self
    plain.diagnoses = other.diagnoses
    plain.otherServices = other.otherServices
    return plain == other
  }

  /// What a visit says otherwise than another did; what that left empty may be filled.
  fileprivate func contradiction(of said: Encounter) -> String? {
    func differ<Value: Equatable>(_ new: Value?, _ old: Value?) -> Bool {
      old != nil && new != old
    }
    if date != said.date { return "date" }
    if differ(provider, said.provider) { return "provider" }
    if differ(supervisingProvider, said.supervisingProvider) { return "supervising" }
    if differ(supervisionMode, said.supervisionMode) { return "supervision" }
    if differ(placeOfService, said.placeOfService) { return "place" }
    return nil
  }
}
