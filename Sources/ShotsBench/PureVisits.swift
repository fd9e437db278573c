import Coding
import Glibc
import Practice
import Text

/// Visits and claims as values, without a ledger.
struct PureVisits {
  private let fiction: Fiction
  private let payers: [Payer]
  private let providers: [Provider]
  private let fees: FeeSchedule

  init(_ fiction: Fiction) throws {
    self.fiction = fiction
    payers = try Fiction.payers.map {
      Payer(
        id: try PayerID($0), name: try Line("Example Plan \($0)"),
        electronicID: try PartnerID("ZZ900"),
        payerClass: .commercial, filingIndicator: try ClaimFilingIndicator("CI"),
        timelyFilingDays: 365,
        address: try PureVisits.address(1))
    }
    providers = try Fiction.providers.map {
      Provider(
        npi: try NPI($0), name: PersonName(last: try Line("Marlowe"), first: try Line("Ida")),
        credential: try Credential("MD"), taxonomy: try Taxonomy("207Q00000X"))
    }
    var fees = FeeSchedule()
    let from = try Day("2020-01-01")
    fees.add(try HCPCS("96372"), amount: Money(cents: 4_500), from: from)
    for shot in Fiction.shots {
      fees.add(try HCPCS(shot.drug), amount: Money(cents: shot.cents), from: from)
    }
    self.fees = fees
  }

  /// So many visits, one dose each.
  func visits(_ count: Int) throws -> [Visit] {
    var settings = ReferenceTables.embedded.settings(for: .commercial)
    settings.wasteModifiersRequired = .no
    settings.ndcRequired = .no
    return try (0..<count).map { number in
      let patient = fiction.patient(ofVisit: number)
      let shot = fiction.shot(number)
      let name = fiction.name(patient)
      let payer = payers[patient % payers.count]
      return Visit(
        encounter: Encounter(
          id: RecordID(Int64(number + 1)), date: fiction.lastDay.adding(days: -(number % 60)),
          provider: providers[number % providers.count].npi, supervisionMode: .inPerson,
          diagnoses: [try Diagnosis(shot.diagnosis)]),
        doses: [try PureVisits.dose(shot, number)],
        patient: Patient(
          mrn: try MRN(fiction.mrn(patient)),
          name: PersonName(last: try Line(name.last), first: try Line(name.first)),
          birthDate: fiction.birth(patient), sex: .female, address: try PureVisits.address(patient),
          phone: nil),
        coverage: try Coverage(
          payer: payer.id, priority: .primary,
          memberID: try PartnerID("EX" + Fiction.padded(patient, 8)),
          groupNumber: nil, relationship: .patientIsSubscriber, subscriber: nil,
          effectiveFrom: try Day("2020-01-01"), effectiveTo: nil),
        payer: payer, provider: providers[number % providers.count], settings: settings, fees: fees,
        today: fiction.lastDay)
    }
  }

  /// The claim of each visit.
  static func claims(of visits: [Visit]) throws -> [Claim] {
    let practice = try practice()
    return try visits.enumerated().map { index, visit in
      let decision = Coding.decide(visit, tables: .embedded)
      guard let provider = visit.provider, let payer = visit.payer, let coverage = visit.coverage
      else {
        throw BenchError("a visit lacks a party")
      }
      return Claim(
        number: try ClaimNumber("SL" + Fiction.padded(index + 1, 8)), billingProvider: practice,
        renderingProvider: provider, payer: payer, coverage: coverage, patient: visit.patient,
        date: visit.encounter.date, placeOfService: .office, diagnoses: visit.encounter.diagnoses,
        lines: decision.lines.compactMap { line in
          line.charge.map { Claim.Line(service: line, charge: $0) }
        })
    }
  }

  /// Control numbers and a moment.
  static func envelope(on day: Day) throws -> BatchEnvelope {
    BatchEnvelope(batch: 1, interchange: 1, group: 1, day: day, time: try TimeOfDay("12:00"))
  }

  private static func dose(_ shot: Fiction.Shot, _ number: Int) throws -> Dose {
    try Dose(
      id: RecordID(Int64(number + 1)), time: TimeOfDay("09:14"), drug: DrugKey(shot.drug),
      ndc: NDC(shot.ndc),
      amount: DoseAmount(value: shot.amount, spelling: shot.unit), volume: Quantity(shot.volume),
      route: .intramuscular, site: Line("left deltoid"), lot: Line("L\(number % 977)"),
      expiry: Day("2099-12-31"), container: .singleDose, givenBy: Line("R. Nurse"),
      givenByCredential: Credential("RN"))
  }

  private static func address(_ number: Int) throws -> Address {
    try Address(
      line1: Line("\(number) Fiction Blvd"), line2: nil, city: Line("Anytown"),
      state: StateCode("IL"),
      zip: PostalCode("62999"))
  }

  /// The practice that bills.
  static func practice() throws -> BillingProvider {
    try BillingProvider(
      name: Line("Example Injection Clinic"), npi: NPI("1999999992"), taxID: TaxID("001234567"),
      taxIDKind: .employer, taxonomy: Taxonomy("207Q00000X"),
      address: Address(
        line1: Line("100 Sample Way"), line2: nil, city: Line("Anytown"), state: StateCode("IL"),
        zip: PostalCode("629990001")),
      phone: nil, contactName: Line("Billing Desk"), contactPhone: Telephone("5555550100"),
      timeZone: Line("America/Chicago"), submitterID: PartnerID("LCIC001"),
      receiverID: PartnerID("EXCH01"),
      receiverName: Line("Example Clearinghouse"))
  }

  /// The bytes of a file.
  static func content(of path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw BenchError("cannot read \(path)") }
    defer { close(descriptor) }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    return Array(unsafeUninitializedCapacity: size) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, size, 0))
    }
  }
}
