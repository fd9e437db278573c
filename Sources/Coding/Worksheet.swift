import Practice

/// The working state of one decision. Each rule is a method of its own in `Rules/`, named by what
/// it checks and documented with its id.
struct Worksheet {
  /// What was found out about the open dose at the same place of ``Visit/doses``.
  struct Entry {
    /// Its row of the drug table.
    let drug: Drug?
    /// How it was given.
    let giving: Giving
    /// The diagnoses that its lines point to (R69).
    let pointers: [Int]
  }

  /// The visit is large and only ever read: behind a reference no rule copies it.
  private final class Reading {
    let visit: Visit
    /// Written by what only builds commands.
    var serviceMends = ServiceMends()

    init(_ visit: consuming Visit) { self.visit = visit }
  }

  private let reading: Reading
  let circumstances: Circumstances
  let tables: ReferenceTables
  /// When the visit began, where others of the day ask for it.
  let began: TimeOfDay?
  /// The other visits of the day that the same payer sees.
  let others: [DayVisit]
  /// When the other visits of the day began: the first time of their doses that come to a claim.
  let dayTimes: [Encounter.ID: TimeOfDay]
  var entries: [Entry] = []
  /// The administration lines; `owner` is the entry that each one follows.
  var plans: [(owner: Int, line: ServiceLine)] = []
  var lines: [ServiceLine] = []
  var findings: [Finding] = []
  /// Entries whose giving is on the administration line of another entry.
  var shared: [(entry: Int, owner: Int)] = []
  /// Z23 stands at this position among the diagnoses (R69).
  var vaccineDiagnosis: Int?

  init(visit: consuming Visit, tables: ReferenceTables) {
    vaccineDiagnosis = visit.encounter.diagnoses.firstIndex { $0.text == "Z23" }
    entries.reserveCapacity(visit.doses.count)
    lines.reserveCapacity(visit.doses.count * 2 + visit.encounter.otherServices.count)
    circumstances = Circumstances(visit)
    others = visit.sameDay.isEmpty ? [] : DayVisit.all(besides: visit, tables)
    dayTimes = visit.sameDay.isEmpty ? [:] : DayVisit.times(visit.sameDay)
    began =
      visit.sameDay.isEmpty
      ? nil
      : ((visit.doses + visit.billedDoses).map(\.time) + [visit.stayingSince])
        .compactMap { $0 }.min()
    reading = Reading(visit)
    self.tables = tables
  }

  var decision: Decision {
    var shares: [Dose.ID: Dose.ID] = [:]
    for (entry, owner) in shared {
      if let dose = visit.doses[entry].id { shares[dose] = visit.doses[owner].id }
    }
    var found =
      visit.severities.isEmpty ? findings : findings.map { Severities.apply(visit.severities, $0) }
    if !reading.serviceMends.isEmpty {
      reading.serviceMends.combine(
        &found, prefix: servicesPrefix, services: visit.encounter.otherServices)
    }
    return Decision(lines: lines, findings: found, sharedAdministration: shares)
  }

  var visit: Visit { _read { yield reading.visit } }

  /// All steps, in the order of "How to use these rules".
  mutating func work() {
    for index in visit.doses.indices {
      let drug = tables.drug(visit.doses[index].drug, on: visit.encounter.date)
      let giving = Giving.choose(visit.doses[index], drug: drug, circumstances)
      entries.append(Entry(drug: drug, giving: giving, pointers: pointers(drug)))
    }
    checkIdentity()
    checkRecord()
    checkGiving()
    planAdministration()
    writeLines()
    checkVisitServices()
    checkPlaceAndPeople()
    checkFacts()
    checkCharges()
    checkDeadline()
  }

  // MARK: - Short ways to what rules ask for

  var date: Day { visit.encounter.date }

  var settings: PayerSettings { _read { yield reading.visit.settings } }

  /// The payer's id for messages.
  var payerName: String { visit.payer?.id.text ?? "the payer" }

  var isMedicare: Bool { visit.payer?.payerClass == .medicare }

  var followsMedicare: Bool { visit.payer?.payerClass.followsMedicare ?? false }

  // MARK: - Findings

  /// Notes what a rule found about a dose.
  mutating func note(
    _ rule: RuleID, _ severity: Finding.Severity, dose entry: Int, field: String? = nil,
    _ message: String, fix: String? = nil, choices: [String] = []
  ) {
    findings.append(
      Finding(
        rule: rule, severity: severity, dose: visit.doses[entry].id, field: field, message: message,
        fix: fix, choices: choices))
  }

  /// Notes what a rule found about the whole encounter.
  mutating func note(
    _ rule: RuleID, _ severity: Finding.Severity, field: String? = nil, _ message: String,
    fix: String? = nil, choices: [String] = []
  ) {
    findings.append(
      Finding(
        rule: rule, severity: severity, field: field, message: message, fix: fix, choices: choices))
  }

  /// Notes that a habit of the payer is not known and matters here, with a command for each
  /// answer: about a dose, or about the whole encounter.
  mutating func ask(
    _ setting: PayerSettings.Name, _ rule: RuleID, _ severity: Finding.Severity = .warning,
    dose entry: Int?, _ message: String
  ) {
    // Without a payer there is nobody to ask, and R86 holds the dose.
    guard visit.payer != nil else { return }
    findings.append(
      Finding(
        rule: rule, severity: severity, dose: entry.flatMap { visit.doses[$0].id },
        field: setting.rawValue, message: message, fix: payerSet(setting, "…"),
        choices: setting.choices.map { payerSet(setting, $0) }))
  }

  // MARK: - Commands that mend

  /// `shots correct 12 --lot …`.
  func correct(_ entry: Int, _ flags: String) -> String {
    "shots correct \(number(visit.doses[entry].id)) \(flags)"
  }

  /// `shots correct 12 --drug J1010 --ndc …`: under another code it is the same package, whose NDC
  /// a correction of the drug alone would drop.
  func correctDrug(_ entry: Int, to key: DrugKey) -> String {
    let ndc = visit.doses[entry].ndc.map { " --ndc \($0.hyphenated)" } ?? ""
    return correct(entry, "--drug \(key)" + ndc)
  }

  /// How the shot was supervised is for the desk to say: a command for each answer.
  var supervisionChoices: [String] {
    SupervisionMode.allCases.map { correctEncounter("--supervision \($0.rawValue)") }
  }

  /// `shots encounter correct 7 --diagnoses …`.
  func correctEncounter(_ flags: String) -> String {
    "shots encounter correct \(number(visit.encounter.id)) \(flags)"
  }

  /// What a visit treats is for a person to say: a command for each answer.
  func correctEncounter(yesOrNo flag: String) -> [String] {
    ["yes", "no"].map { correctEncounter("\(flag) \($0)") }
  }

  /// `shots void 12 --reason duplicate`.
  func void(_ entry: Int, reason: String) -> String {
    "shots void \(number(visit.doses[entry].id)) --reason \(reason)"
  }

  /// `shots nocharge 12 --reason "…"`.
  func noCharge(_ entry: Int, reason: String) -> String {
    "shots nocharge \(number(visit.doses[entry].id)) --reason \"\(reason)\""
  }

  /// `shots accept 12 R28 --why …`.
  func accept(_ entry: Int, _ rule: RuleID) -> String {
    "shots accept \(number(visit.doses[entry].id)) \(rule) --why …"
  }

  /// `shots selfpay 12`.
  func selfPay(_ entry: Int) -> String { "shots selfpay \(number(visit.doses[entry].id))" }

  /// `shots payer set EMHP multi_injection_style lines_59`.
  func payerSet(_ name: PayerSettings.Name, _ value: String) -> String {
    "shots payer set \(visit.payer?.id.text ?? "…") \(name.rawValue) \(value)"
  }

  /// `shots encounter correct 7 --services 99213-25,81002` with the services changed by `change`;
  /// a service that `change` gives nil for is left out.
  func services(
    adding more: [OtherService] = [], isOpen: Bool = false,
    _ change: (Int, OtherService) -> OtherService?
  ) -> String {
    let kept = visit.encounter.otherServices.enumerated().map { change($0.offset, $0.element) }
    return servicesPrefix
      + reading.serviceMends.record(ServiceMends.Mend(kept: kept, more: more, isOpen: isOpen))
  }

  private var servicesPrefix: String { correctEncounter("--services ") }

  private func number<Record>(_ id: RecordID<Record>?) -> String { id?.description ?? "…" }
}
