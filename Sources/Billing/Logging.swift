import Coding
import Practice
import Storage

/// What is to be logged: a visit of a patient with its doses.
public struct Entry: Sendable {
  /// Whose visit.
  public var patient: MRN
  /// The visit.
  public var encounter: Encounter
  /// The doses; at least one.
  public var doses: [Dose]
  /// What the claim says beyond the services; nothing for most.
  public var details = VisitDetails()

  /// A visit with its doses.
  public init(patient: MRN, encounter: Encounter, doses: [Dose]) {
    self.patient = patient
    self.encounter = encounter
    self.doses = doses
  }
}

/// What the desk sees after logging: who, what, when, and what it comes to.
public struct Receipt: Sendable {
  /// The patient.
  public let patient: Patient
  /// The visit, decided.
  public let assessment: Assessment
  /// The doses that were logged just now.
  public let doses: [Dose.ID]
  /// What else happened that a person should hear.
  public var notes: [String] = []

  /// A visit with some of its doses.
  public init(patient: Patient, assessment: Assessment, doses: [Dose.ID]) {
    self.patient = patient
    self.assessment = assessment
    self.doses = doses
  }
}

extension Desk {
  /// Saves a visit with its doses. Missing paperwork never stops it; only what cannot be is
  /// refused.
  public func log(_ entry: Entry) throws -> Receipt {
    let saved = try ledger.write(operation("add")) {
      let patient = try self.patient(entry.patient)
      try checkDate(entry.encounter.date, bornOn: patient.value.birthDate)
      try Desk.checkEarlier(EarlierDate.all(entry.details, nil), on: entry.encounter.date)
      return try tellingRest(
        of: RecordID(patient.row), on: [entry.encounter.date], besides: entry.encounter.id
      ) {
        let encounter = try place(of: entry, RecordID(patient.row))
        return (encounter, try entry.doses.map { try ledger.insertDose($0, at: encounter) })
      }
    }
    var receipt = try receipt(saved.value.0, saved.value.1)
    receipt.notes = saved.notes
    return receipt
  }

  /// The visit to which doses are logged: one of the patient, or a new one.
  private func place(of entry: Entry, _ patient: Patient.ID) throws -> Encounter.ID {
    if let id = entry.encounter.id {
      guard try self.encounter(id).patient == patient else {
        throw Refusal(.badData, "encounter \(id) is a visit of another patient")
      }
      return id
    }
    let encounter = try ledger.insertEncounter(entry.encounter, of: patient)
    if entry.details != VisitDetails() {
      try ledger.keepVisitDetails(entry.details, of: encounter)
    }
    return encounter
  }

  /// What a visit comes to now, for some of its doses.
  func receipt(_ encounter: Encounter.ID, _ doses: [Dose.ID]) throws -> Receipt {
    guard let assessment = try assess(encounter) else {
      throw Refusal(.notFound, "encounter \(encounter) has no open doses")
    }
    return Receipt(patient: assessment.visit.patient.value, assessment: assessment, doses: doses)
  }

  /// The patient with a record number, or a refusal that says how to find or make one.
  public func patient(_ mrn: MRN) throws -> Stored<Patient> {
    guard let patient = try ledger.patient(mrn) else {
      throw Refusal(
        .notFound,
        "there is no patient \(mrn). Search with: shots patient find NAME. "
          + "Add one with: shots patient add \(mrn) --last … --first … "
          + "--birth YYYY-MM-DD --sex F")
    }
    return patient
  }

  /// A dose cannot have been given tomorrow, or before the patient was born.
  static func checkDate(_ date: Day, bornOn birth: Day, today: Day) throws(InvalidValue) {
    guard date <= today else {
      throw InvalidValue(
        kind: "date", value: date.description,
        reason: "is after today, \(today); a dose is logged when it was given")
    }
    guard date >= birth else {
      throw InvalidValue(
        kind: "date", value: date.description, reason: "is before the patient was born, \(birth)")
    }
  }
}

extension Desk {
  /// The visits of a patient on a day that are not on a claim, in order.
  public func openVisits(of patient: Patient.ID, on day: Day) throws -> [Encounter] {
    try ledger.encounters(of: patient, on: day).map(\.encounter).filter { visit in
      guard let id = visit.id else { return false }
      return try ledger.doses(of: id).contains { $0.disposition == nil }
    }
  }

  /// Refuses a day on which a dose cannot have been given.
  public func checkDate(_ date: Day, bornOn birth: Day) throws(InvalidValue) {
    try Desk.checkDate(date, bornOn: birth, today: today)
  }
}
