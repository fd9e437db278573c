import Practice

/// A fact beside doses and visits that is kept with its versions: what commands have in common.
public protocol Keepable: Hashable, Sendable {
  /// What people call it: "order".
  static var noun: String { get }
  /// Those of a patient, or all.
  static func kept(in ledger: Ledger, _ owner: FactOwner) throws -> [Kept<Self>]
  /// Saves it; with a number it is the next version of that one.
  func keep(
    in ledger: Ledger, of patient: Patient.ID?, as number: RecordID<Self>?, withdrawn: Line?
  ) throws -> RecordID<Self>
  /// The same with a last day, which is included.
  func ended(on day: Day) throws(InvalidValue) -> Self
}

extension Ledger {
  /// Whose it is, for facts that always belong to a patient.
  fileprivate func owner(_ patient: Patient.ID?, _ noun: String) throws -> Patient.ID {
    guard let patient else { throw LedgerError.refused("a \(noun) belongs to a patient") }
    return patient
  }

  fileprivate func payerRow(_ id: PayerID) throws -> Int64 {
    guard let payer = try payer(id) else {
      throw LedgerError.noSuchRecord(
        kind: "payer", key: id.text, hint: "List them with: shots payer list")
    }
    return payer.row
  }
}

extension Order: Keepable {
  /// "order".
  public static let noun = "order"

  /// Those of a patient and the standing ones, or all.
  public static func kept(in ledger: Ledger, _ owner: FactOwner) throws -> [Kept<Order>] {
    try ledger.orders(owner)
  }

  /// Saves it; without a patient it is a standing order.
  public func keep(
    in ledger: Ledger, of patient: Patient.ID?, as number: ID?, withdrawn: Line?
  ) throws -> ID {
    try ledger.keepOrder(self, of: patient, as: number, withdrawn: withdrawn)
  }

  /// The same until a day.
  public func ended(on day: Day) throws(InvalidValue) -> Order {
    try Order(
      id: id, drug: drug, dose: dose, route: route, frequency: frequency, validFrom: validFrom,
      validTo: day, signedOn: signedOn, phase: phase, orderedBy: orderedBy)
  }
}

extension Authorization: Keepable {
  /// "authorization".
  public static let noun = "authorization"

  /// Those of a patient, or all.
  public static func kept(in ledger: Ledger, _ owner: FactOwner) throws -> [Kept<Authorization>] {
    try ledger.authorizations(owner)
  }

  /// Saves it.
  public func keep(
    in ledger: Ledger, of patient: Patient.ID?, as number: RecordID<Authorization>?,
    withdrawn: Line?
  ) throws -> RecordID<Authorization> {
    try ledger.keepAuthorization(
      self, of: ledger.owner(patient, Self.noun), payer: ledger.payerRow(payer), as: number,
      withdrawn: withdrawn)
  }

  /// The same until a day.
  public func ended(on day: Day) throws(InvalidValue) -> Authorization {
    try Authorization(
      payer: payer, drug: drug, number: number, validFrom: validFrom, validTo: day, units: units,
      kind: kind)
  }
}

extension DrugPolicy: Keepable {
  /// "policy".
  public static let noun = "policy"

  /// All: a policy belongs to a payer.
  public static func kept(in ledger: Ledger, _ owner: FactOwner) throws -> [Kept<DrugPolicy>] {
    try ledger.policies()
  }

  /// Saves it.
  public func keep(
    in ledger: Ledger, of patient: Patient.ID?, as number: RecordID<DrugPolicy>?, withdrawn: Line?
  ) throws -> RecordID<DrugPolicy> {
    try ledger.keepPolicy(
      self, payer: ledger.payerRow(payer), as: number, withdrawn: withdrawn)
  }

  /// The same until a day.
  public func ended(on day: Day) throws(InvalidValue) -> DrugPolicy {
    try DrugPolicy(
      payer: payer, drug: drug, accepted: accepted, oralIsStandard: oralIsStandard,
      needsAuthorization: needsAuthorization, selfAdministered: selfAdministered,
      validFrom: validFrom, validTo: day, source: source)
  }
}

extension Notice: Keepable {
  /// "notice".
  public static let noun = "notice"

  /// Those of a patient, or all.
  public static func kept(in ledger: Ledger, _ owner: FactOwner) throws -> [Kept<Notice>] {
    try ledger.notices(owner)
  }

  /// Saves it.
  public func keep(
    in ledger: Ledger, of patient: Patient.ID?, as number: RecordID<Notice>?, withdrawn: Line?
  ) throws -> RecordID<Notice> {
    try ledger.keepNotice(
      self, of: ledger.owner(patient, Self.noun), as: number, withdrawn: withdrawn)
  }

  /// The same until a day.
  public func ended(on day: Day) throws(InvalidValue) -> Notice {
    try Notice(drug: drug, denial: denial, given: given, validFrom: validFrom, validTo: day)
  }
}

extension Stay: Keepable {
  /// "stay".
  public static let noun = "stay"

  /// Those of a patient, or all.
  public static func kept(in ledger: Ledger, _ owner: FactOwner) throws -> [Kept<Stay>] {
    try ledger.stays(owner)
  }

  /// Saves it.
  public func keep(
    in ledger: Ledger, of patient: Patient.ID?, as number: RecordID<Stay>?, withdrawn: Line?
  ) throws -> RecordID<Stay> {
    try ledger.keepStay(
      self, of: ledger.owner(patient, Self.noun), as: number, withdrawn: withdrawn)
  }

  /// The same until a day.
  public func ended(on day: Day) throws(InvalidValue) -> Stay {
    try Stay(kind: kind, from: from, to: day, isRelated: isRelated)
  }
}

extension GlobalPeriod: Keepable {
  /// "surgery".
  public static let noun = "surgery"

  /// Those of a patient, or all.
  public static func kept(in ledger: Ledger, _ owner: FactOwner) throws -> [Kept<GlobalPeriod>] {
    try ledger.surgeries(owner)
  }

  /// Saves it.
  public func keep(
    in ledger: Ledger, of patient: Patient.ID?, as number: RecordID<GlobalPeriod>?,
    withdrawn: Line?
  ) throws -> RecordID<GlobalPeriod> {
    try ledger.keepSurgery(
      self, of: ledger.owner(patient, Self.noun), as: number, withdrawn: withdrawn)
  }

  /// Refused: its last day follows from its length.
  public func ended(on day: Day) throws(InvalidValue) -> GlobalPeriod {
    throw InvalidValue(
      kind: "last day", value: day.description,
      reason: "follows from the length of the period; change --days, or take it back with --mistake"
    )
  }
}

extension EmployerPlan: Keepable {
  /// "employer plan".
  public static let noun = "employer plan"

  /// Those of a patient, or all.
  public static func kept(in ledger: Ledger, _ owner: FactOwner) throws -> [Kept<EmployerPlan>] {
    try ledger.employerPlans(owner)
  }

  /// Saves it.
  public func keep(
    in ledger: Ledger, of patient: Patient.ID?, as number: RecordID<EmployerPlan>?,
    withdrawn: Line?
  ) throws -> RecordID<EmployerPlan> {
    try ledger.keepEmployerPlan(
      self, of: ledger.owner(patient, Self.noun), as: number, withdrawn: withdrawn)
  }

  /// The same until a day.
  public func ended(on day: Day) throws(InvalidValue) -> EmployerPlan {
    try EmployerPlan(
      name: name, isThroughCurrentWork: isThroughCurrentWork, employees: employees,
      validFrom: validFrom, validTo: day)
  }
}
