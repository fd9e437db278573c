import Practice
import Storage

/// What the ledger remembers of records that a file speaks about again: a file that says what it
/// said before does not undo what a person corrected since.
///
/// The states of a record are kept, and the audit tells which of them a person made. A value of a
/// file is old when the record had it once and a person replaced it.
struct ImportMemory {
  private let ledger: Ledger
  /// Read when they are first asked for: few rows differ from what the ledger says.
  private var byHand: [HistoryTable: Set<Int64>] = [:]
  private var moved: [Patient.ID: [(day: Day, visit: Encounter.ID)]]?

  init(_ ledger: Ledger) { self.ledger = ledger }

  private mutating func rowsByHand(_ table: HistoryTable) throws -> Set<Int64> {
    if let known = byHand[table] { return known }
    let rows = try ledger.rowsByHand(table)
    byHand[table] = rows
    return rows
  }

  /// The states of a record, oldest first, with who made each; nil when a person changed none.
  private mutating func history<Value>(
    _ states: [PastState<Value>], _ table: HistoryTable
  ) throws -> History<Value>? {
    guard states.count > 1 else { return nil }
    let hands = try rowsByHand(table)
    let isByHand = states.map { hands.contains($0.row) }
    guard isByHand.dropFirst().contains(true) else { return nil }
    return History(values: states.map(\.value), isByHand: isByHand)
  }

  /// The visits of a patient that were on a day before they were moved.
  mutating func visits(of patient: Patient.ID, movedFrom day: Day) throws -> [Encounter.ID] {
    let all = try moved ?? ledger.movedVisits()
    moved = all
    return (all[patient] ?? []).lazy.filter { $0.day == day }.map(\.visit)
  }

  /// What a visit was and is, when it was ever changed.
  mutating func history(of visit: Encounter) throws -> History<Encounter>? {
    guard let id = visit.id else { return nil }
    let former = try ledger.formerStates(of: id)
    guard !former.isEmpty else { return nil }
    let hands = try rowsByHand(.encounter)
    // The row that keeps a former state was written by what ended it.
    return History(
      values: former.map(\.value) + [visit],
      isByHand: [false] + former.map { hands.contains($0.row) })
  }

  /// A patient as a file says, with what a person corrected since the file said so.
  mutating func settle(_ patient: Patient) throws -> Patient {
    guard let stored = try ledger.patient(patient.mrn), stored.value != patient,
      let history = try history(ledger.states(of: stored), .patient)
    else { return patient }
    var settled = patient
    history.keep(\.name, in: &settled)
    history.keep(\.birthDate, in: &settled)
    history.keep(\.sex, in: &settled)
    history.keep(\.address, in: &settled)
    history.keep(\.phone, in: &settled)
    return settled
  }

  /// A clinician, likewise.
  mutating func settle(_ provider: Provider) throws -> Provider {
    guard let stored = try ledger.provider(provider.npi), stored.value != provider,
      let history = try history(ledger.states(of: stored), .provider)
    else { return provider }
    var settled = provider
    history.keep(\.name, in: &settled)
    history.keep(\.credential, in: &settled)
    history.keep(\.taxonomy, in: &settled)
    return settled
  }

  /// A payer, likewise.
  mutating func settle(_ payer: Payer) throws -> Payer {
    guard let stored = try ledger.payer(payer.id), stored.value != payer,
      let history = try history(ledger.states(of: stored), .payer)
    else { return payer }
    var settled = payer
    history.keep(\.name, in: &settled)
    history.keep(\.electronicID, in: &settled)
    history.keep(\.payerClass, in: &settled)
    history.keep(\.filingIndicator, in: &settled)
    history.keep(\.timelyFilingDays, in: &settled)
    history.keep(\.address, in: &settled)
    return settled
  }

  /// A policy, likewise. What belongs together is kept together: a policy is never made of two.
  mutating func settle(_ coverage: Coverage, of patient: Patient.ID) throws -> Coverage {
    let stored = try ledger.coverages(of: patient).first {
      $0.value.payer == coverage.payer && $0.value.priority == coverage.priority
        && $0.value.effectiveFrom == coverage.effectiveFrom
    }
    guard let stored, stored.value != coverage,
      let history = try history(ledger.states(of: stored, patient), .coverage)
    else { return coverage }
    var settled = coverage
    history.keep(\.effectiveTo, in: &settled)
    history.keep(\.memberID, in: &settled)
    history.keep(\.groupNumber, in: &settled)
    history.keep(\.holder, in: &settled)
    return settled
  }

  /// Whether a person set another value since the habit had this one.
  mutating func isOld(_ setting: PayerSettingEntry) throws -> Bool {
    try history(ledger.states(of: setting), .payerSetting)?.isOld(setting.value, \.self) ?? false
  }

  /// Whether a person set another charge since the code had this one.
  mutating func isOld(_ fee: Fee) throws -> Bool {
    try history(ledger.states(of: fee.code, from: fee.effectiveFrom), .fee)?
      .isOld(fee.amount, \.self) ?? false
  }

  /// What a row says of a visit's claim, with what a person corrected since.
  mutating func settle(
    _ details: VisitDetails, of encounter: Encounter.ID
  ) throws -> VisitDetails {
    let states = try ledger.visitDetailStates(of: encounter)
    guard let history = try history(states, .visitDetails) else { return details }
    var settled = details
    history.keep(\.referringProvider, in: &settled)
    history.keep(\.orderingProvider, in: &settled)
    history.keep(\.facility, in: &settled)
    history.keep(\.dates.onset, in: &settled)
    history.keep(\.dates.initialTreatment, in: &settled)
    history.keep(\.dates.lastSeen, in: &settled)
    history.keep(\.dates.admission, in: &settled)
    history.keep(\.dates.discharge, in: &settled)
    history.keep(\.priorAuthorization, in: &settled)
    history.keep(\.referralNumber, in: &settled)
    history.keep(\.patientPaid, in: &settled)
    history.keep(\.medicalRecordNumber, in: &settled)
    history.keep(\.note, in: &settled)
    return settled
  }
}

/// The states of one record, oldest first; the last is in force.
struct History<Value> {
  let values: [Value]
  /// Whether a person made the state of the same place.
  let isByHand: [Bool]

  /// Whether a person was the last to change a part.
  func isByHand<Part: Equatable>(_ part: (Value) -> Part) -> Bool {
    var newer = values.count - 1
    while newer > 0 {
      if part(values[newer]) != part(values[newer - 1]) { return isByHand[newer] }
      newer -= 1
    }
    return false
  }

  /// Whether the record said so once, and a person made it say something else.
  func isOld<Part: Equatable>(_ value: Part, _ part: (Value) -> Part) -> Bool {
    guard let current = values.last, part(current) != value else { return false }
    return values.contains { part($0) == value } && isByHand(part)
  }

  /// Puts what is in force in the place of what is old.
  func keep<Part: Equatable>(_ path: WritableKeyPath<Value, Part>, in value: inout Value) {
    guard let current = values.last, isOld(value[keyPath: path], { $0[keyPath: path] }) else {
      return
    }
    value[keyPath: path] = current[keyPath: path]
  }
}

extension Coverage {
  /// Whom a policy is with: what the patient is to the subscriber, and who that is.
  fileprivate struct Holder: Equatable {
    var relationship: Relationship
    var subscriber: Subscriber?
  }

  fileprivate var holder: Holder {
    get { Holder(relationship: relationship, subscriber: subscriber) }
    set {
      relationship = newValue.relationship
      subscriber = newValue.subscriber
    }
  }
}
