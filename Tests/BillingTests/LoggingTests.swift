import Billing
import Practice
import Storage
import Testing

@Suite("Logging a dose") struct LoggingTests {
  @Test("A dose without any paperwork is saved, blocked and says what mends it")
  func paperworkNeverStops() throws {
    let office = try Office()
    let bare = try Dose(drug: DrugKey("J3420"), amount: DoseAmount("1000mcg"), route: nil)
    let visit = try Encounter(
      date: Day("2026-11-02"), provider: nil, placeOfService: nil, diagnoses: [])
    let receipt = try office.log("M008", visit, [bare])
    #expect(receipt.doses.count == 1)
    let dose = try #require(receipt.assessment.doses.first)
    #expect(dose.state == .blocked)
    let errors = dose.findings.filter { $0.severity == .error }
    #expect(Set(errors.compactMap(\.field)).isSuperset(of: ["diagnoses", "route", "given_by"]))
    #expect(errors.allSatisfy { $0.fix?.hasPrefix("shots ") == true })
  }

  @Test(
    "A dose of tomorrow, or before the birth, is refused and leaves nothing",
    arguments: [("M001", "2026-11-03"), ("M023", "2026-10-19"), ("M404", "2026-10-05")])
  func nonsenseIsRefused(_ mrn: String, _ date: String) throws {
    let office = try Office()
    let said = try refusal { _ = try office.log(mrn, Office.visit(date)) }
    #expect(said != nil)
    #expect(try office.open().isEmpty)
    #expect(try office.ledger.lastNumbers() == (0, 0))
  }

  @Test("A dose of 0, and one that nobody injects, cannot even be said")
  func impossibleAmounts() throws {
    for amount in ["0mcg", "1000g", "101 dose"] {
      let said = try refusal { _ = try Office.dose("J3420", amount) }
      #expect(said?.contains("check the unit") == true || said?.contains("more than 0") == true)
    }
  }

  @Test("An operation is carried out once: the second try says so and saves nothing")
  func operationOnce() throws {
    let office = try Office()
    try office.log(key: "one")
    let said = try refusal { try office.log(key: "one") }
    #expect(said?.contains("carried out on") == true)
    #expect(try office.open().count == 1)
  }

  @Test("A further dose joins the visit of its patient, and of no other")
  func joinsVisit() throws {
    let office = try Office()
    let first = try office.log()
    let encounter = first.assessment.visit.encounter
    let second = try office.log("M001", encounter, [Office.dose("J1885", "60mg", site: "right")])
    #expect(second.assessment.doses.count == 2)
    let said = try refusal { try office.log("M004", encounter) }
    #expect(said?.contains("another patient") == true)
    #expect(try office.open().count == 2)
  }

  @Test("A visit whose later dose cannot be saved is not saved at all")
  func allOrNothing() throws {
    let office = try Office()
    var reference = try Office.dose()
    reference.reference = try Reference("D1")
    let twins = [reference, reference]
    #expect(throws: (any Error).self) { try office.log("M001", nil, twins) }
    #expect(try office.ledger.lastNumbers() == (0, 0))
  }
}
