import Coding
import Practice
import Storage

/// What rules ask for beside doses and visits, read once for all visits of a command. A ledger
/// without facts answers one question and is not asked again.
struct Facts {
  private let habits: [PracticeHabitEntry]
  private let orders: [Patient.ID?: [Order]]
  private let policies: [PayerID: [DrugPolicy]]
  private let notices: [Patient.ID: [Notice]]
  private let stays: [Patient.ID: [Stay]]
  private let surgeries: [Patient.ID: [GlobalPeriod]]
  private let employerPlans: [Patient.ID: [EmployerPlan]]
  private let vaccineRecords: [Dose.ID: VaccineRecord]
  private let causes: [Encounter.ID: VisitCause]
  private let allowed: [PayerID: AllowedAmounts]
  private let lastGiven: [Dose.ID: Day]
  private let details: [Encounter.ID: VisitDetails]
  private let secondaryReasons: [Int64: MedicareSecondaryReason]
  /// The diagnosis codes that were imported.
  let diagnosisCodes: DiagnosisCodes
  /// The patients' approvals, and what was used of them.
  let approvals: Approvals

  /// The facts of the open visits that a filter takes in.
  init(
    _ ledger: Ledger, _ tables: ReferenceTables, _ kept: KeptTables, for filter: OpenVisitFilter,
    of owner: FactOwner
  ) throws {
    habits = kept.contains(.habits) ? try ledger.practiceHabits() : []
    orders = Facts.grouped(kept.contains(.orders) ? try ledger.orders(owner) : [])
    let policies = kept.contains(.policies) ? try ledger.policies() : []
    self.policies = Dictionary(
      grouping: policies.lazy.filter { $0.withdrawn == nil }.map(\.fact), by: \.payer)
    var notices = kept.contains(.notices) ? try ledger.notices(owner) : []
    for index in notices.indices { notices[index].fact.id = notices[index].number }
    self.notices = Facts.ofPatients(notices)
    stays = Facts.ofPatients(kept.contains(.stays) ? try ledger.stays(owner) : [])
    surgeries = Facts.ofPatients(kept.contains(.surgeries) ? try ledger.surgeries(owner) : [])
    employerPlans = Facts.ofPatients(
      kept.contains(.employerPlans) ? try ledger.employerPlans(owner) : [])
    vaccineRecords = kept.contains(.vaccineRecords) ? try ledger.vaccineRecords(filter) : [:]
    causes = kept.contains(.causes) ? try ledger.visitCauses(filter) : [:]
    allowed = kept.contains(.allowedAmounts) ? try Facts.allowed(ledger) : [:]
    details = kept.contains(.visitDetails) ? try ledger.visitDetails(filter) : [:]
    secondaryReasons = kept.contains(.secondaryReasons) ? try ledger.secondaryReasons() : [:]
    diagnosisCodes =
      kept.contains(.diagnosisSets)
      ? try DiagnosisCodes(ledger, of: filter.only) : DiagnosisCodes()
    // B12 has an interval of its own (R73); other drugs have the one that was ordered (R67).
    lastGiven = try ledger.lastGiven(filter, drug: OrderInterval.vitamin)
    approvals =
      kept.contains(.authorizations)
      ? Approvals(
        try ledger.authorizations(owner), billed: try ledger.unitsBilled(owner), tables)
      : Approvals()
  }

  private static func grouped<Fact>(_ kept: [Kept<Fact>]) -> [Patient.ID?: [Fact]] {
    var facts: [Patient.ID?: [Fact]] = [:]
    for entry in kept where entry.withdrawn == nil {
      facts[entry.patient, default: []].append(entry.fact)
    }
    return facts
  }

  private static func ofPatients<Fact>(_ kept: [Kept<Fact>]) -> [Patient.ID: [Fact]] {
    var facts: [Patient.ID: [Fact]] = [:]
    for entry in kept where entry.withdrawn == nil {
      if let patient = entry.patient { facts[patient, default: []].append(entry.fact) }
    }
    return facts
  }

  static func allowed(_ ledger: Ledger) throws -> [PayerID: AllowedAmounts] {
    var tables: [PayerID: AllowedAmounts] = [:]
    for amount in try ledger.allowedAmounts() {
      guard let perUnit = amount.perUnit else { continue }
      try tables[amount.payer, default: AllowedAmounts(name: amount.source.text)].add(
        amount.code, perUnit: perUnit, from: amount.effectiveFrom, to: amount.effectiveTo,
        source: amount.source.text)
    }
    return tables
  }

  /// What a visit treats.
  func cause(of visit: OpenVisit) -> VisitCause { cause(of: visit.encounter.id) }

  /// What the visit with a number treats.
  func cause(of visit: Encounter.ID?) -> VisitCause {
    guard !causes.isEmpty, let visit else { return VisitCause() }
    return causes[visit] ?? VisitCause()
  }

  /// What the claim of a visit says beyond its services.
  func details(of visit: OpenVisit) -> VisitDetails {
    guard !details.isEmpty, let id = visit.encounter.id else { return VisitDetails() }
    return details[id] ?? VisitDetails()
  }

  /// Why Medicare pays after another plan.
  func secondaryReason(of coverage: Stored<Coverage>) -> MedicareSecondaryReason? {
    secondaryReasons.isEmpty ? nil : secondaryReasons[coverage.row]
  }

  /// Adds what is known to a visit that is to be decided.
  func add(to visit: inout Visit, of stored: OpenVisit) {
    let patient = Patient.ID(stored.patient.row)
    let date = visit.encounter.date
    visit.diagnosisCodes = diagnosisCodes
    addOrders(to: &visit, patient)
    if !policies.isEmpty, let payer = visit.coverage?.payer {
      visit.policies = policies[payer] ?? []
    }
    if !approvals.isEmpty { visit.authorizations = approvals.of(patient) }
    visit.authorizationNumber = details(of: stored).priorAuthorization
    if !notices.isEmpty { visit.notices = notices[patient] ?? [] }
    let cause = cause(of: stored)
    visit.accident = cause.accident
    for stay in stays.isEmpty ? [] : stays[patient] ?? [] {
      var stay = stay
      stay.isRelated = cause.isForStay
      visit.stays.append(stay)
    }
    for surgery in surgeries.isEmpty ? [] : surgeries[patient] ?? [] {
      var surgery = surgery
      surgery.isRelated = cause.isForSurgery
      visit.globalPeriods.append(surgery)
    }
    if !employerPlans.isEmpty {
      visit.employerPlan = employerPlans[patient]?.last { $0.covers(date) }
    }
    if !allowed.isEmpty, let payer = visit.coverage?.payer { visit.allowed = allowed[payer] }
    addVaccineRecords(to: &visit)
  }

  private func addOrders(to visit: inout Visit, _ patient: Patient.ID) {
    if !lastGiven.isEmpty {
      visit.history = visit.doses.compactMap { dose in
        dose.id.flatMap { lastGiven[$0] }.map { PastDose(drug: dose.drug, date: $0) }
      }
    }
    let isRequired = habit(on: visit.encounter.date).ordersRequired
    guard isRequired || !orders.isEmpty else { return }
    visit.orders = (orders[nil] ?? []) + (orders[patient] ?? [])
    visit.everyDoseNeedsOrder = isRequired
  }

  private func addVaccineRecords(to visit: inout Visit) {
    let isRequired = habit(on: visit.encounter.date).vaccineRecordsRequired
    guard isRequired || !vaccineRecords.isEmpty else { return }
    visit.vaccineRecords = visit.doses.compactMap { $0.id.flatMap { vaccineRecords[$0] } }
    visit.everyVaccineNeedsRecord = isRequired
  }

  /// How the practice works on a day.
  private func habit(on day: Day) -> PracticeHabits {
    PracticeHabits(habits, on: day)
  }
}

extension PracticeHabits {
  /// What the entries say of a day.
  fileprivate init(_ entries: [PracticeHabitEntry], on day: Day) {
    self.init()
    for entry in entries where entry.effectiveFrom <= day {
      // What was stored was checked when it was set.
      try? set(entry.name, to: entry.value)
    }
  }
}

extension Desk {
  /// How the practice works on a day.
  public func practiceHabits(on day: Day) throws -> PracticeHabits {
    PracticeHabits(try ledger.practiceHabits(), on: day)
  }
}
