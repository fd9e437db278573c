import Practice

@testable import Coding

/// Visits of a made-up practice, complete enough that nothing is found unless a test spoils them.
enum Fixture {
  static let today = "2026-11-05"

  /// A payer of a class, with what a claim needs.
  static func payer(_ payerClass: PayerClass, name: String = "Example Plan") throws -> Payer {
    let indicator =
      switch payerClass {
      case .medicare: "MB"
      case .medicareAdvantage: "16"
      case .medicaid: "MC"
      case .commercial: "CI"
      case .tricare: "CH"
      case .workersCompensation: "WC"
      case .auto: "AM"
      case .liability: "LM"
      case .federal: "VA"
      case .selfPay: "09"
      case .other: "11"
      }
    return Payer(
      id: try PayerID("PLAN"), name: try Line(name), electronicID: try PartnerID("ZZ900"),
      payerClass: payerClass, filingIndicator: try ClaimFilingIndicator(indicator),
      timelyFilingDays: 3_000, address: nil)
  }

  static func provider(_ credential: String = "MD") throws -> Provider {
    Provider(
      npi: try NPI("1888888801"), name: try name("Marlowe", "Ida"),
      credential: try Credential(credential), taxonomy: nil)
  }

  static func name(_ last: String, _ first: String) throws -> PersonName {
    PersonName(last: try Line(last), first: try Line(first))
  }

  static func patient(born birth: String) throws -> Patient {
    Patient(
      mrn: try MRN("P000117"), name: try name("Testcase", "Hugo"), birthDate: try Day(birth),
      sex: .unknown,
      address: Address(
        line1: try Line("1 Sample Way"), line2: nil, city: try Line("Anytown"),
        state: try StateCode("IL"), zip: try PostalCode("62999")), phone: nil)
  }

  static func coverage() throws -> Coverage {
    try Coverage(
      payer: PayerID("PLAN"), priority: .primary, memberID: PartnerID("M1"), groupNumber: nil,
      relationship: .patientIsSubscriber, subscriber: nil, effectiveFrom: Day("2000-01-01"),
      effectiveTo: nil)
  }

  /// Ten dollars for every code of the tables and the services that tests type.
  static let fees: FeeSchedule = {
    var fees = FeeSchedule()
    let tables = ReferenceTables.embedded
    var codes = tables.drugs.drugs.compactMap(\.key.code)
    codes += tables.administrationCodes.compactMap(\.code)
    let more = [
      "90461", "90472", "96375", "96402", "99212", "99213", "99214", "99392", "99396", "G2211",
      "G0439", "20610", "20605", "20600", "11102", "96413", "64615", "64616", "11901", "81002",
      "64642", "99497", "64405", "95024",
    ]
    codes += more.map { HCPCS(stored: $0) }
    for code in Set(codes) { fees.add(code, amount: Money(cents: 1_000), from: Day(number: 0)) }
    return fees
  }()
}

/// A dose with a complete record: dose 1, given by a nurse into the left deltoid.
func dose(
  _ drug: String, _ amount: String, _ route: Route? = .intramuscular, id: Int64 = 1,
  site: String = "left deltoid", _ change: (inout Dose) throws -> Void = { _ in }
) throws -> Dose {
  var dose = try Dose(
    id: Dose.ID(id), time: TimeOfDay(minutes: 540 + Int(id)), drug: DrugKey(drug),
    amount: DoseAmount(amount), route: route, site: Line(site), lot: Line("L1"),
    expiry: Day("2030-01-01"), givenBy: Line("R. Nurse"), givenByCredential: Credential("RN"))
  try change(&dose)
  return dose
}

/// A visit in the office with a supervising physician present.
func visit(
  _ payerClass: PayerClass, dx: [String] = ["M54.50"], on date: String = "2026-10-05",
  born birth: String = "1980-06-15", services: [String] = [], _ doses: [Dose],
  _ change: (inout Visit) throws -> Void = { _ in }
) throws -> Visit {
  var diagnoses: [Diagnosis] = []
  for code in dx { diagnoses.append(try Diagnosis(code)) }
  var others: [OtherService] = []
  for service in services { others.append(try OtherService(service)) }
  let encounter = try Encounter(
    id: Encounter.ID(7), date: Day(date), provider: NPI("1888888801"), supervisionMode: .inPerson,
    diagnoses: diagnoses, otherServices: others)
  var visit = try Visit(
    encounter: encounter, doses: doses, patient: Fixture.patient(born: birth),
    coverage: Fixture.coverage(), payer: Fixture.payer(payerClass), provider: Fixture.provider(),
    fees: Fixture.fees, today: Day(Fixture.today))
  // The practice has asked its payers what it cannot know (payer_defaults.csv: some, often, state).
  if visit.settings.wasteModifiersRequired == .ask { visit.settings.wasteModifiersRequired = .no }
  if visit.settings.ndcRequired == .ask { visit.settings.ndcRequired = .no }
  try change(&visit)
  return visit
}

/// A visit of somebody with a private plan.
func visit(
  dx: [String] = ["M54.50"], on date: String = "2026-10-05", born birth: String = "1980-06-15",
  services: [String] = [], _ doses: [Dose], _ change: (inout Visit) throws -> Void = { _ in }
) throws -> Visit {
  try visit(.commercial, dx: dx, on: date, born: birth, services: services, doses, change)
}

extension Visit {
  var decision: Decision { Coding.decide(self, tables: .embedded) }
}

extension Decision {
  /// `96372-59 x1`, sorted, because most examples do not speak of order.
  var lineTexts: [String] { lines.map { "\($0.codeWithModifiers) x\($0.units)" }.sorted() }

  /// `R03 error`, sorted; information is left out, because it never holds a claim.
  var holds: [String] {
    findings.filter { $0.severity > .info }.map { "\($0.rule) \($0.severity)" }.sorted()
  }

  /// `R44` for everything that was only said.
  var remarks: [String] { findings.filter { $0.severity == .info }.map(\.rule.text) }

  func line(_ code: String) -> ServiceLine? { lines.first { $0.codeWithModifiers == code } }

  func finding(_ rule: RuleID) -> Finding? { findings.first { $0.rule == rule } }
}
