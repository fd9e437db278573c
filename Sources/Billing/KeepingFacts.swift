import Coding
import Practice
import Storage

/// What saving a fact did, and the number that it has.
public struct KeptVerdict<Fact: Keepable>: Sendable {
  /// Its number.
  public let number: RecordID<Fact>
  /// New, same or changed.
  public let verdict: Verdict
}

extension Desk {
  /// The facts of a patient, or all; what was taken back only when it is asked for.
  public func kept<Fact: Keepable>(
    of patient: Patient.ID?, withdrawn: Bool = false
  ) throws -> [Kept<Fact>] {
    let owner = patient.map(FactOwner.patient) ?? .anybody
    return try Fact.kept(in: ledger, owner).filter { withdrawn || $0.withdrawn == nil }
  }

  /// The fact with a number, or a refusal.
  public func kept<Fact: Keepable>(_ number: RecordID<Fact>) throws -> Kept<Fact> {
    let all: [Kept<Fact>] = try kept(of: nil, withdrawn: true)
    guard let found = all.first(where: { $0.number == number }) else {
      throw Refusal(
        .notFound, "there is no \(Fact.noun) \(number). List them with: \(Fact.listCommand)")
    }
    return found
  }

  /// Saves a fact. One that is there already, just so, is not saved twice.
  public func keep<Fact: Keepable>(
    _ fact: Fact, of patient: Patient.ID?
  ) throws -> KeptVerdict<Fact> {
    try ledger.write(operation(Fact.noun)) {
      let all: [Kept<Fact>] = try kept(of: patient)
      if let same = all.first(where: { $0.patient == patient && $0.fact.says(fact) }) {
        return KeptVerdict(number: same.number, verdict: .same)
      }
      let number = try fact.keep(in: ledger, of: patient, as: nil, withdrawn: nil)
      return KeptVerdict(number: number, verdict: .new)
    }
  }

  /// Changes a fact; what it said before is kept.
  public func change<Fact: Keepable>(
    _ number: RecordID<Fact>, _ change: (Fact) throws -> Fact
  ) throws -> Verdict {
    try ledger.write(operation("\(Fact.noun) set")) {
      let old = try kept(number)
      if let why = old.withdrawn {
        throw Refusal(
          .badData, "\(Fact.noun) \(number) was taken back (\(why)); add it again instead")
      }
      let changed = try change(old.fact)
      guard !changed.says(old.fact) else { return .same }
      _ = try changed.keep(in: ledger, of: old.patient, as: number, withdrawn: nil)
      return .changed
    }
  }

  /// Takes a fact back that was recorded by mistake. It stays visible and counts for nothing.
  public func withdraw<Fact: Keepable>(_ number: RecordID<Fact>, why: Line) throws -> Verdict {
    try ledger.write(operation("\(Fact.noun) end")) {
      let old = try kept(number)
      guard old.withdrawn == nil else { return .same }
      _ = try old.fact.keep(in: ledger, of: old.patient, as: number, withdrawn: why)
      return .changed
    }
  }

  /// The approvals of a patient, or all, with what claims have used of their units (R76).
  public func authorizations(of patient: Patient.ID?) throws -> [Kept<Authorization>] {
    let owner = patient.map(FactOwner.patient) ?? .anybody
    let all = try ledger.authorizations(owner)
    let approvals = Approvals(all, billed: try ledger.unitsBilled(owner), tables)
    return all.map { entry in
      entry.patient.flatMap { owner in
        approvals.kept(of: owner).first { $0.number == entry.number }
      } ?? entry
    }
  }
}

extension Keepable {
  /// The command that lists such facts.
  static var listCommand: String {
    self == EmployerPlan.self ? "shots coverage employer MRN" : "shots \(noun) list"
  }

  /// Whether two say the same; the number that one has already says nothing.
  fileprivate func says(_ other: Self) -> Bool {
    if var left = self as? Order, var right = other as? Order {
      left.id = nil
      right.id = nil
      return left == right
    }
    return self == other
  }
}

extension Desk {
  /// Saves a policy. The same payer, drug and first day is the same policy; a difference adds a
  /// version.
  public func keepPolicy(_ policy: DrugPolicy) throws -> KeptVerdict<DrugPolicy> {
    try ledger.write(operation("policy")) { try savePolicy(policy, among: try kept(of: nil)) }
  }

  func savePolicy(
    _ policy: DrugPolicy, among all: [Kept<DrugPolicy>]
  ) throws -> KeptVerdict<DrugPolicy> {
    let old = all.last {
      $0.fact.payer == policy.payer && $0.fact.drug == policy.drug
        && $0.fact.validFrom == policy.validFrom
    }
    if let old, old.fact == policy { return KeptVerdict(number: old.number, verdict: .same) }
    let number = try policy.keep(in: ledger, of: nil, as: old?.number, withdrawn: nil)
    return KeptVerdict(number: number, verdict: old == nil ? .new : .changed)
  }

  /// Saves a patient's plan through work. The same name is the same plan; a difference adds a
  /// version.
  public func keepEmployerPlan(
    of patient: Patient.ID, named name: Line?, _ change: (EmployerPlan?) throws -> EmployerPlan
  ) throws -> KeptVerdict<EmployerPlan> {
    try ledger.write(operation("coverage employer")) {
      let all: [Kept<EmployerPlan>] = try kept(of: patient)
      let old = all.last { name == nil || $0.fact.name == name }
      let plan = try change(old?.fact)
      if let old, old.fact == plan { return KeptVerdict(number: old.number, verdict: .same) }
      let number = try plan.keep(in: ledger, of: patient, as: old?.number, withdrawn: nil)
      return KeptVerdict(number: number, verdict: old == nil ? .new : .changed)
    }
  }

  /// Changes what the vaccine record of a dose has beside it.
  public func keepVaccineRecord(
    of id: Dose.ID, _ change: (VaccineRecord?) throws -> VaccineRecord
  ) throws -> Verdict {
    try ledger.write(operation("vaccine")) {
      let stored = try dose(id)
      let drug = tables.drug(stored.dose.drug, on: try encounter(stored.encounter).encounter.date)
      guard drug?.administrationRule == .vaccine else {
        throw Refusal(.badData, "dose \(id) is \(drug?.label ?? "\(stored.dose.drug)"), no vaccine")
      }
      if case .voided(let why) = stored.disposition {
        let next = try ledger.replacement(of: id).map { "; dose \($0) replaced it" } ?? ""
        throw Refusal(.badData, "dose \(id) is void (\(why))\(next)")
      }
      let old = try ledger.vaccineRecord(of: id)
      let record = try change(old)
      guard record != old else { return .same }
      try refuseImpossible(record)
      try ledger.keepVaccineRecord(record, of: id)
      return old == nil ? .new : .changed
    }
  }

  /// Refuses days that no sheet can have (R71).
  private func refuseImpossible(_ record: VaccineRecord) throws {
    if let given = record.sheetGiven, given > today {
      throw Refusal(
        .badData, "--sheet-given \(given) is still to come; give the day on which it was handed out"
      )
    }
    guard let edition = record.sheetEdition else { return }
    if edition > today {
      throw Refusal(
        .badData, "--sheet-edition \(edition) is still to come; the edition stands on the sheet")
    }
    if let given = record.sheetGiven, edition > given {
      throw Refusal(
        .badData,
        "--sheet-edition \(edition) is later than the day on which the sheet was given, \(given);"
          + " mend one of them with --sheet-edition or --sheet-given")
    }
  }
}
