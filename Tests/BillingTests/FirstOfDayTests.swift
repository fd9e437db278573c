import Practice
import Storage
import Testing

@testable import Billing

@Suite("What a payer pays once a day stands on one claim, whatever becomes of the claims")
struct FirstOfDayTests {
  private func vaccine(_ drug: String, _ site: String, _ time: String) throws -> Dose {
    try Office.dose(drug, "1dose", site: site, time: time)
  }

  @Test("A first vaccine whose claim was refused goes out again as the first (R05)")
  func firstVaccine() throws {
    let office = try Office()
    let visit = { try Office.visit("2026-10-28", diagnoses: ["Z23"]) }
    try office.log("M001", visit(), [vaccine("90715", "left deltoid", "09:00")])
    try office.log("M001", visit(), [vaccine("90662", "right deltoid", "15:00")])
    let (report, held) = try office.export()
    try #require(report.claims == 2, "\(held)")
    #expect(
      try office.claims().map(Office.codes) == [["90471", "90715"], ["90472", "90662"]])
    let claim = try #require(try office.claims().first).id
    _ = try office.desk().mark([claim], ClaimLifeTests.event(.rejected))
    #expect(try office.export().report.claims == 1)
    #expect(try office.claims().last.map(Office.codes) == ["90471", "90715"])
  }

  @Test("A vaccine that is logged when another has gone out as the first is a further one (R05)")
  func furtherVaccine() throws {
    let office = try Office()
    let visit = { try Office.visit("2026-10-28", diagnoses: ["Z23"]) }
    try office.log("M001", visit(), [vaccine("90662", "right deltoid", "15:00")])
    try #require(try office.export().report.claims == 1)
    try office.log("M001", visit(), [vaccine("90715", "left deltoid", "09:00")])
    #expect(try office.export().report.claims == 1)
    #expect(
      try office.claims().map(Office.codes) == [["90471", "90662"], ["90472", "90715"]])
  }

  @Test("A part of a visit that goes alone began with what stays behind (R05)")
  func partOfVisit() throws {
    let office = try Office()
    let visit = { try Office.visit("2026-10-28", diagnoses: ["Z23"]) }
    var held = try vaccine("90656", "left deltoid", "08:00")
    held.lot = nil
    let first = try office.log(
      "M001", visit(), [held, vaccine("90715", "left thigh", "09:30")])
    try office.log("M001", visit(), [vaccine("90662", "right deltoid", "09:00")])
    #expect(first.assessment.doses[1].holding.map(\.rule) == ["R87"])
    #expect(try office.desk().accept("R87", on: first.doses[1], reason: Line("waits for lot")))
    #expect(try office.export().report.claims == 2)
    #expect(
      try office.claims().map(Office.codes) == [["90471", "90715"], ["90472", "90662"]])
  }
}
