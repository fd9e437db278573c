import Practice
import Storage
import Text

/// What rows of doses say of the claim beyond the services, in columns that few files have.
struct DetailCells {
  /// The columns, by the names of the flags of `shots add`.
  static let columns = [
    "referring_npi", "ordering_npi", "facility", "onset", "initial_treatment", "last_seen",
    "admitted", "discharged", "authorization_number", "referral_number", "patient_paid",
    "medical_record", "claim_note",
  ]

  private let columns: ImportColumns
  private let first: Int
  /// The facilities of the ledger; nil when the file has none of the columns.
  private let facilities: [FacilityID: Stored<ServiceFacility>]?

  init(_ columns: ImportColumns, _ ledger: Ledger) throws {
    self.columns = columns
    first = columns.number(Self.columns[0])
    let range = first..<first + Self.columns.count
    facilities = range.contains(where: columns.isThere) ? try ledger.facilities() : nil
  }

  /// Whether the file has any of the columns.
  var isEmpty: Bool { facilities == nil }

  /// What a row says, on top of what the ledger says of its visit; what a person corrected since
  /// the file said so stays.
  func read(
    _ reader: borrowing CSVReader, at visit: Encounter.ID?, _ ledger: Ledger,
    _ memory: inout ImportMemory
  ) throws -> VisitDetails {
    guard let visit else { return try read(reader, over: VisitDetails()) }
    let said = try ledger.visitDetails(of: visit)
    let details = try read(reader, over: said)
    return details == said ? said : try memory.settle(details, of: visit)
  }

  /// What a row says, on top of what was said before: an empty cell says nothing.
  private func read(
    _ reader: borrowing CSVReader, over said: VisitDetails
  ) throws(RowRefusal) -> VisitDetails {
    var details = said
    try take(0, reader, NPI.init(_:)) { details.referringProvider = $0 }
    try take(1, reader, NPI.init(_:)) { details.orderingProvider = $0 }
    try take(2, reader, facility) { details.facility = $0 }
    try take(3, reader, Day.init(_:)) { details.dates.onset = $0 }
    try take(4, reader, Day.init(_:)) { details.dates.initialTreatment = $0 }
    try take(5, reader, Day.init(_:)) { details.dates.lastSeen = $0 }
    try take(6, reader, Day.init(_:)) { details.dates.admission = $0 }
    try take(7, reader, Day.init(_:)) { details.dates.discharge = $0 }
    try take(8, reader, PartnerID.init(_:)) { details.priorAuthorization = $0 }
    try take(9, reader, PartnerID.init(_:)) { details.referralNumber = $0 }
    try take(10, reader, Money.init(_:)) { details.patientPaid = $0.cents > 0 ? $0 : nil }
    try take(11, reader, PartnerID.init(_:)) { details.medicalRecordNumber = $0 }
    try take(12, reader, Line.init(_:)) { details.note = $0 }
    return details
  }

  private func take<Value>(
    _ place: Int, _ reader: borrowing CSVReader, _ make: (String) throws(InvalidValue) -> Value,
    _ put: (Value) -> Void
  ) throws(RowRefusal) {
    if let value = try columns.optional(first + place, in: reader, make) { put(value) }
  }

  private func facility(_ text: String) throws(InvalidValue) -> FacilityID {
    let key = try FacilityID(text)
    guard facilities?[key] != nil else {
      throw InvalidValue(
        kind: "facility", value: text,
        reason: "is no facility of the ledger; add it with: shots facility add \(key) --name …")
    }
    return key
  }
}

extension Desk {
  /// Refuses what cannot be so at a visit of a day, and what changes what a claim has told already.
  func checkDetails(_ details: VisitDetails, at encounter: Encounter.ID?, on day: Day) throws {
    let said = try encounter.map { try ledger.visitDetails(of: $0) } ?? VisitDetails()
    if said == details { return }
    let (now, before) = (EarlierDate.all(details, nil), EarlierDate.all(said, nil))
    if let date = EarlierDate.refused(now, before: before, on: day) {
      throw RowRefusal(
        column: date.column, value: date.day.description, reason: EarlierDate.reason(day))
    }
    guard let encounter else { return }
    do {
      try refuseIfBilled(encounter)
    } catch let refusal as Refusal {
      throw RowRefusal(column: nil, value: nil, reason: refusal.description)
    }
  }

  /// Saves what a row says of a visit's claim; whether that changed anything.
  func importDetails(
    _ details: VisitDetails, at encounter: Encounter.ID, _ changes: inout CellChanges
  ) throws -> Bool {
    let said = try ledger.visitDetails(of: encounter)
    if said == details { return false }
    changes.note(said, details)
    try ledger.keepVisitDetails(details, of: encounter)
    return true
  }
}
