import Practice
import Testing

@testable import Storage

/// Facts beside doses and visits: every version is kept, the last one counts.
@Suite("Facts") struct FactStoreTests {
  let fixture: Fixture
  let patient: Patient.ID
  let payer: Int64

  init() throws {
    fixture = try Fixture()
    _ = try fixture.logDose()
    let ledger = fixture.ledger
    patient = try #require(try ledger.patientID(MRN("P1")))
    try ledger.write(Fixture.operation("payer")) {
      _ = try ledger.savePayer(
        Payer(
          id: PayerID("EMHP"), name: Line("Example"), electronicID: nil, payerClass: .commercial,
          filingIndicator: nil, timelyFilingDays: nil, address: nil))
    }
    payer = try #require(try ledger.payer(PayerID("EMHP"))).row
  }

  private func write<Result>(_ key: String, _ body: (Ledger) throws -> Result) throws -> Result {
    try fixture.ledger.write(Fixture.operation(key)) { try body(fixture.ledger) }
  }

  private func order(_ last: String? = nil) throws -> Order {
    try Order(
      drug: DrugKey("J3420"), dose: DoseAmount("1000 mcg"), route: .intramuscular,
      frequency: .every(days: 30), validFrom: Day("2026-01-01"), validTo: last.map { try Day($0) },
      signedOn: Day("2025-12-30"), orderedBy: NPI("1888888801"))
  }

  @Test("An order that ends keeps its number, and the end counts") func orders() throws {
    let (own, standing) = try write("orders") { ledger in
      (try ledger.keepOrder(order(), of: patient), try ledger.keepOrder(order(), of: nil))
    }
    _ = try write("end") { try $0.keepOrder(order("2026-06-30"), of: patient, as: own) }
    let mine = try fixture.ledger.orders(.patient(patient))
    #expect(mine.map(\.number) == [own, standing])
    #expect(mine.map(\.patient) == [patient, nil])
    #expect(mine.map(\.fact.validTo) == [try Day("2026-06-30"), nil])
    #expect(mine[0].fact.id == own)
    // Somebody else has the standing order only.
    #expect(
      try fixture.ledger.orders(.patient(RecordID(patient.number + 1))).map(\.number) == [standing])
    _ = try write("mistake") {
      try $0.keepOrder(order(), of: nil, as: standing, withdrawn: Line("typed twice"))
    }
    #expect(try fixture.ledger.orders(.anybody).map(\.withdrawn?.text) == [nil, "typed twice"])
  }

  @Test("Every fact is read back as it was said") func roundTrips() throws {
    let first = try Day("2026-01-01")
    let last = try Day("2026-12-31")
    let granted = try Authorization(
      payer: PayerID("EMHP"), drug: DrugKey("J2357"), number: PartnerID("PA1"), validFrom: first,
      validTo: last, units: 60, kind: .whiteBag)
    let policy = try DrugPolicy(
      payer: PayerID("EMHP"), drug: DrugKey("J3420"),
      accepted: [Diagnosis("D51"), Diagnosis("E53.8")],
      oralIsStandard: true, needsAuthorization: false, selfAdministered: nil, validFrom: first,
      validTo: nil, source: Line("policy 12"))
    let notice = try Notice(
      drug: DrugKey("J3420"), denial: .notNecessary, given: .signed, validFrom: first, validTo: last
    )
    let stay = try Stay(kind: .hospice, from: first)
    let surgery = GlobalPeriod(
      procedure: try HCPCS("27447"), date: first, length: .ninety, clinician: try NPI("1888888801"))
    let plan = try EmployerPlan(
      name: Line("Example Works"), isThroughCurrentWork: nil, employees: 45, validFrom: first)
    try write("facts") { ledger in
      _ = try ledger.keepAuthorization(granted, of: patient, payer: payer)
      _ = try ledger.keepPolicy(policy, payer: payer)
      _ = try ledger.keepNotice(notice, of: patient)
      _ = try ledger.keepStay(stay, of: patient)
      _ = try ledger.keepSurgery(surgery, of: patient)
      _ = try ledger.keepEmployerPlan(plan, of: patient)
    }
    let ledger = fixture.ledger
    #expect(try ledger.authorizations(.patient(patient)).map(\.fact) == [granted])
    #expect(try ledger.policies().map(\.fact) == [policy])
    #expect(try ledger.notices(.patient(patient)).map(\.fact) == [notice])
    #expect(try ledger.stays(.patient(patient)).map(\.fact) == [stay])
    #expect(try ledger.surgeries(.patient(patient)).map(\.fact) == [surgery])
    #expect(try ledger.employerPlans(.patient(patient)).map(\.fact) == [plan])
    #expect(
      try ledger.keptTables() == [
        .authorizations, .policies, .notices, .stays, .surgeries, .employerPlans,
      ])
    #expect(try ledger.check().problems.isEmpty)
  }

  @Test("A visit and a dose say what was said last") func lastWord() throws {
    let (encounter, dose) = try fixture.logDose(key: "second")
    let record = VaccineRecord(
      dose: dose, manufacturer: try Line("Example Biologics"), sheetEdition: nil, sheetGiven: nil)
    let cause = VisitCause(
      accident: Accident(kind: .auto, date: try Day("2026-09-30"), state: try StateCode("IL")),
      isForStay: false, isForSurgery: nil)
    try write("causes") { ledger in
      try ledger.keepVisitCause(VisitCause(isForSurgery: true), of: encounter)
      try ledger.keepVisitCause(cause, of: encounter)
      try ledger.keepVaccineRecord(record, of: dose)
    }
    #expect(try fixture.ledger.visitCause(of: encounter) == cause)
    #expect(try fixture.ledger.visitCauses(OpenVisitFilter()) == [encounter: cause])
    #expect(try fixture.ledger.vaccineRecord(of: dose) == record)
    #expect(try fixture.ledger.vaccineRecords(OpenVisitFilter()) == [dose: record])
  }

  @Test("An allowed amount can be changed and taken back") func allowed() throws {
    func amount(_ dollars: String?) throws -> AllowedAmount {
      try AllowedAmount(
        payer: PayerID("EMHP"), code: HCPCS("96372"), perUnit: dollars.map { try Quantity($0) },
        effectiveFrom: Day("2026-01-01"), source: Line("contract"))
    }
    let verdicts = try write("allowed") { ledger in
      try ["20.50", "20.50", "21.00"].map { try ledger.saveAllowedAmount(amount($0), payer: payer) }
    }
    #expect(verdicts == [.new, .same, .changed])
    #expect(try fixture.ledger.allowedAmounts() == [try amount("21")])
    _ = try write("back") { try $0.saveAllowedAmount(amount(nil), payer: payer) }
    #expect(try fixture.ledger.allowedAmounts().isEmpty)
  }

  @Test("The last dose before an open one is found, whoever else had the drug")
  func lastGiven() throws {
    let ledger = fixture.ledger
    let days = ["2026-08-01", "2026-09-10", "2026-10-20"]
    let doses = try write("visits") { ledger in
      try days.map { day in
        let visit = try Encounter(date: Day(day), provider: nil, diagnoses: [])
        return try ledger.insertDose(
          Dose(drug: DrugKey("J1071"), amount: DoseAmount("100 mg"), route: .intramuscular),
          at: ledger.insertEncounter(visit, of: patient))
      }
    }
    // Nobody asks while no order names the drug.
    let vitamin = try DrugKey("J3420")
    #expect(try ledger.lastGiven(OpenVisitFilter(), drug: vitamin).isEmpty)
    _ = try write("order") { try $0.keepOrder(order(), of: patient) }
    #expect(
      try ledger.lastGiven(OpenVisitFilter(), drug: vitamin) == [
        doses[1]: try Day(days[0]), doses[2]: try Day(days[1]),
      ])
  }
}
