import Coding
import Practice
import Storage
import Text

/// Reads one row and saves what it says.
protocol RowImporter {
  /// Saves the row at which the reader stands, and notes what it changes.
  mutating func save(
    _ reader: borrowing CSVReader, _ changes: inout CellChanges
  ) throws -> Verdict
}

struct ProviderImporter: RowImporter {
  let ledger: Ledger
  let columns: ImportColumns
  private var memory: ImportMemory
  private var seen = RecordsSeen()

  init(ledger: Ledger, columns: ImportColumns) {
    self.ledger = ledger
    memory = ImportMemory(ledger)
    self.columns = columns
  }

  mutating func save(
    _ reader: borrowing CSVReader, _ changes: inout CellChanges
  ) throws -> Verdict {
    let npi = try columns.required("npi", reader, NPI.init(_:))
    let known = columns.areComplete ? nil : try ledger.provider(npi)?.value
    let provider = Provider(
      npi: npi, name: try columns.name(in: reader, prefix: "", else: known?.name),
      credential: try columns.required("credential", reader, Credential.init(_:)),
      taxonomy: try columns.optional(
        "taxonomy", reader, else: known?.taxonomy, Taxonomy.init(_:)))
    try seen.check(provider.npi.text, provider, column: "npi")
    let before = changes.areWanted ? try ledger.provider(npi)?.value : nil
    let settled = try memory.settle(provider)
    changes.note(before, settled)
    return try ledger.saveProvider(settled)
  }
}

struct PayerImporter: RowImporter {
  let ledger: Ledger
  let columns: ImportColumns
  private var memory: ImportMemory
  private var seen = RecordsSeen()

  init(ledger: Ledger, columns: ImportColumns) {
    self.ledger = ledger
    memory = ImportMemory(ledger)
    self.columns = columns
  }

  mutating func save(
    _ reader: borrowing CSVReader, _ changes: inout CellChanges
  ) throws -> Verdict {
    let id = try columns.required("payer_id", reader, PayerID.init(_:))
    let known = columns.areComplete ? nil : try ledger.payer(id)?.value
    let payer = Payer(
      id: id, name: try columns.required("name", reader, Line.init(_:)),
      electronicID: try columns.optional(
        "electronic_id", reader, else: known?.electronicID, PartnerID.init(_:)),
      payerClass: try columns.required("payer_class", reader, PayerClass.init(_:)),
      filingIndicator: try columns.optional(
        "filing_indicator", reader, else: known?.filingIndicator,
        ReferenceTables.filingIndicator(_:)),
      timelyFilingDays: try columns.optional(
        "timely_filing_days", reader, else: known?.timelyFilingDays, PayerSettings.days),
      address: try columns.address(in: reader, else: known?.address))
    let habits = try habits(reader)
    try seen.check(payer.id.text, Row(payer: payer, habits: habits), column: "payer_id")
    let before = changes.areWanted ? try ledger.payer(id)?.value : nil
    let settled = try memory.settle(payer)
    changes.note(before, settled)
    var verdict = try ledger.savePayer(settled)
    for name in ImportKind.payerSettings {
      guard let value = habits[name] else { continue }
      let entry = PayerSettingEntry(setting: payer.id, name, to: value, from: .beginning)
      if try memory.isOld(entry) { continue }
      if changes.areWanted, before != nil {
        changes.note(name.rawValue, try ledger.states(of: entry).last?.value, value)
      }
      if try ledger.savePayerSetting(entry) != .same, verdict == .same { verdict = .changed }
    }
    return verdict
  }

  private struct Row: Hashable {
    let payer: Payer
    let habits: [PayerSettings.Name: String]
  }

  /// What the row says of the payer's habits; an empty cell says nothing.
  private func habits(_ reader: borrowing CSVReader) throws -> [PayerSettings.Name: String] {
    var habits: [PayerSettings.Name: String] = [:]
    for name in ImportKind.payerSettings {
      habits[name] = try columns.optional(name.rawValue, reader) {
        text throws(InvalidValue) -> String in
        // A value is checked by setting it, and kept as it is spelled here.
        var settings = ReferenceTables.embedded.settings(for: .commercial)
        try settings.set(name, to: text)
        return settings.text(of: name)
      }
    }
    return habits
  }
}

struct FeeImporter: RowImporter {
  let ledger: Ledger
  let columns: ImportColumns
  private var memory: ImportMemory
  private var seen = RecordsSeen()

  init(ledger: Ledger, columns: ImportColumns) {
    self.ledger = ledger
    memory = ImportMemory(ledger)
    self.columns = columns
  }

  mutating func save(
    _ reader: borrowing CSVReader, _ changes: inout CellChanges
  ) throws -> Verdict {
    let fee = Fee(
      code: try columns.required("code", reader, HCPCS.init(_:)),
      amount: try columns.required("amount", reader, Money.init(_:)),
      effectiveFrom: try columns.required("effective_from", reader, Day.init(_:)))
    try seen.check("\(fee.code) from \(fee.effectiveFrom)", fee.amount, column: "code")
    if try memory.isOld(fee) { return .same }
    if changes.areWanted,
      let before = try ledger.states(of: fee.code, from: fee.effectiveFrom).last?.value
    {
      changes.note("amount", before.description, fee.amount.description)
    }
    return try ledger.saveFee(fee)
  }
}

struct PatientImporter: RowImporter {
  let ledger: Ledger
  let columns: ImportColumns
  let today: Day
  private var memory: ImportMemory
  private var seen = RecordsSeen()

  init(ledger: Ledger, columns: ImportColumns, today: Day) {
    self.ledger = ledger
    memory = ImportMemory(ledger)
    self.columns = columns
    self.today = today
  }

  mutating func save(
    _ reader: borrowing CSVReader, _ changes: inout CellChanges
  ) throws -> Verdict {
    let birth = try columns.required("birth_date", reader, Day.init(_:))
    guard birth <= today else {
      throw RowRefusal(column: "birth_date", value: birth.description, reason: "is after today")
    }
    let mrn = try columns.required("mrn", reader, MRN.init(_:))
    let known = columns.areComplete ? nil : try ledger.patient(mrn)?.value
    let patient = Patient(
      mrn: mrn, name: try columns.name(in: reader, prefix: "", else: known?.name),
      birthDate: birth, sex: try columns.required("sex", reader, Sex.init(_:)),
      address: try columns.address(in: reader, else: known?.address),
      phone: try columns.optional("phone", reader, else: known?.phone, Telephone.init(_:)))
    try seen.check(patient.mrn.text, patient, column: "mrn")
    let before = changes.areWanted ? try ledger.patient(mrn)?.value : nil
    let settled = try memory.settle(patient)
    changes.note(before, settled)
    return try ledger.savePatient(settled)
  }
}

struct CoverageImporter: RowImporter {
  let ledger: Ledger
  let columns: ImportColumns
  let payers: [PayerID: Stored<Payer>]
  private var memory: ImportMemory
  private var seen = RecordsSeen()

  init(ledger: Ledger, columns: ImportColumns, payers: [PayerID: Stored<Payer>]) {
    self.ledger = ledger
    memory = ImportMemory(ledger)
    self.columns = columns
    self.payers = payers
  }

  mutating func save(
    _ reader: borrowing CSVReader, _ changes: inout CellChanges
  ) throws -> Verdict {
    let mrn = try columns.required("mrn", reader, MRN.init(_:))
    guard let patient = try ledger.patientID(mrn) else {
      throw RowRefusal(
        column: "mrn", value: mrn.text, reason: "is no patient of the ledger; import patients first"
      )
    }
    let payerID = try columns.required("payer_id", reader, PayerID.init(_:))
    guard let payer = payers[payerID] else {
      throw RowRefusal(
        column: "payer_id", value: payerID.text,
        reason: "is no payer of the ledger; import payers first")
    }
    let coverage = try coverage(reader, payerID, of: patient)
    try seen.check(
      "\(mrn) \(payerID) \(coverage.priority.rawValue) from \(coverage.effectiveFrom)", coverage,
      column: "mrn")
    let before = changes.areWanted ? try known(coverage, of: patient) : nil
    let settled = try memory.settle(coverage, of: patient)
    changes.note(before, settled)
    return try ledger.saveCoverage(settled, of: patient, payer: payer.row)
  }

  private func coverage(
    _ reader: borrowing CSVReader, _ payer: PayerID, of patient: Patient.ID
  ) throws -> Coverage {
    let priority = try columns.required("priority", reader, Coverage.Priority.init(_:))
    let first = try columns.required("effective_from", reader, Day.init(_:))
    let known =
      columns.areComplete
      ? nil
      : try ledger.coverages(of: patient).map(\.value).first {
        $0.payer == payer && $0.priority == priority && $0.effectiveFrom == first
      }
    let relationship = try columns.required(
      "relationship", reader, Coverage.Relationship.init(_:))
    do {
      return try Coverage(
        payer: payer, priority: priority,
        memberID: try columns.required("member_id", reader, PartnerID.init(_:)),
        groupNumber: try columns.optional(
          "group_number", reader, else: known?.groupNumber, PartnerID.init(_:)),
        relationship: relationship,
        subscriber: try subscriber(
          reader, else: relationship == .patientIsSubscriber ? nil : known?.subscriber),
        effectiveFrom: first,
        effectiveTo: try columns.optional(
          "effective_to", reader, else: known?.effectiveTo, Day.init(_:)))
    } catch let error as InvalidValue {
      throw RowRefusal(column: error.kind, value: error.value, reason: error.reason)
    }
  }

  /// The policy as the ledger has it.
  private func known(_ coverage: Coverage, of patient: Patient.ID) throws -> Coverage? {
    try ledger.coverages(of: patient).map(\.value).first {
      $0.payer == coverage.payer && $0.priority == coverage.priority
        && $0.effectiveFrom == coverage.effectiveFrom
    }
  }

  private func subscriber(
    _ reader: borrowing CSVReader, else known: Coverage.Subscriber?
  ) throws -> Coverage.Subscriber? {
    guard
      try columns.optional(
        "subscriber_last_name", reader, else: known?.name.last, Line.init(_:)) != nil
    else { return nil }
    return Coverage.Subscriber(
      name: try columns.name(in: reader, prefix: "subscriber_", else: known?.name),
      birthDate: try columns.optional(
        "subscriber_birth_date", reader, else: known?.birthDate, Day.init(_:)),
      sex: try columns.optional(
        "subscriber_sex", reader, else: known?.sex, Sex.init(_:)))
  }
}

extension ImportColumns {
  func required<Value>(
    _ name: String, _ reader: borrowing CSVReader, _ make: (String) throws(InvalidValue) -> Value
  ) throws(RowRefusal) -> Value {
    try required(number(name), in: reader, make)
  }

  func optional<Value>(
    _ name: String, _ reader: borrowing CSVReader, _ make: (String) throws(InvalidValue) -> Value
  ) throws(RowRefusal) -> Value? {
    try optional(number(name), in: reader, make)
  }

  func name(
    in reader: borrowing CSVReader, prefix: String, else known: PersonName?
  ) throws(RowRefusal) -> PersonName {
    guard
      let last = try optional(prefix + "last_name", reader, else: known?.last, Line.init(_:))
    else { throw RowRefusal(column: prefix + "last_name", value: "", reason: "is empty") }
    return PersonName(
      last: last,
      first: try optional(prefix + "first_name", reader, else: known?.first, Line.init(_:)),
      middle: try optional(prefix + "middle_name", reader, else: known?.middle, Line.init(_:)))
  }

  /// An address; either whole or not there.
  func address(
    in reader: borrowing CSVReader, else known: Address?
  ) throws(RowRefusal) -> Address? {
    let line1 = try optional("address1", reader, else: known?.line1, Line.init(_:))
    let line2 = try optional("address2", reader, else: known?.line2, Line.init(_:))
    let city = try optional("city", reader, else: known?.city, Line.init(_:))
    let state = try optional("state", reader, else: known?.state, StateCode.init(_:))
    let zip = try optional("zip", reader, else: known?.zip, PostalCode.init(_:))
    if let line1, let city, let state, let zip {
      return Address(line1: line1, line2: line2, city: city, state: state, zip: zip)
    }
    if line1 == nil, line2 == nil, city == nil, state == nil, zip == nil { return nil }
    let missing = [
      line1 == nil ? "address1" : nil, city == nil ? "city" : nil, state == nil ? "state" : nil,
      zip == nil ? "zip" : nil,
    ].compactMap { $0 }
    throw RowRefusal(
      column: missing[0], value: "",
      reason: "is empty although other parts of the address are there; give all or none")
  }
}
