import Billing
import Practice
import Storage
import Testing

/// What is done to one visit of a day may change another: the desk hears of it at once.
@Suite("The rest of the day") struct RestOfDayTests {
  private let office: Office

  init() throws { office = try Office() }

  private func vaccine(_ drug: String, _ site: String, _ time: String) throws -> Receipt {
    try office.log(
      "M001", Office.visit("2026-10-28", diagnoses: ["Z23"]),
      [Office.dose(drug, "1dose", site: site, time: time)])
  }

  @Test("A procedure in a second visit holds the injection of the first, and the receipt says so")
  func held() throws {
    #expect(try office.log("M001").notes == [])
    let knee = try Office.dose("J3301", "40mg", route: .joint, site: "left knee", time: "15:00")
    let notes = try office.log("M001", Office.visit(diagnoses: ["M17.12"]), [knee]).notes
    #expect(notes.count == 1)
    #expect(
      notes.first?.hasPrefix("dose 1 of encounter 1 was ready and is review now, by R40: ") == true)
    #expect(
      try office.desk().dispose(RecordID(2), as: .voided(reason: Line("wrong patient")))
        == ["dose 1 of encounter 1 is ready now"])
  }

  @Test("A first vaccine that is taken back leaves a claim that says it is a further one")
  func sent() throws {
    let first = try vaccine("90715", "left deltoid", "09:00")
    _ = try office.desk().correct(first.doses[0], reason: Line("not read")) { dose in
      var dose = dose
      dose.route = nil
      return dose
    }
    #expect(try vaccine("90662", "right deltoid", "15:00").notes == [])
    #expect(try office.export().report.claims == 1)
    #expect(try office.claims().map(Office.codes) == [["90472", "90662"]])
    let open = try #require(try office.open().first)
    let notes = try office.desk().dispose(open.id, as: .voided(reason: Line("not given")))
    #expect(
      notes == [
        "claim 1 was made before this, by R05: It says 90472; now it would say 90471. Correct it"
          + " with: shots claim correct 1"
      ])
  }

  @Test("What has gone is not blamed for what is logged later and says itself that it is another")
  func loggedLater() throws {
    _ = try vaccine("90662", "right deltoid", "15:00")
    try office.log("M002", nil, [Office.dose("J1885", "30mg", time: "15:00")])
    #expect(try office.export().report.claims == 2)
    #expect(try vaccine("90715", "left deltoid", "09:00").notes == [])
    #expect(try office.log("M002").notes == [])
    let codes = try office.open().map { $0.lines.map(\.codeWithModifiers) }
    #expect(codes == [["90472", "90715"], ["96372-XE", "J3420-JZ"]])
  }

  @Test("A dose that was a duplicate of one that is taken back is ready")
  func duplicate() throws {
    try office.log("M001")
    let again = try office.log("M001", nil, [Office.dose(time: "15:00")])
    #expect(again.assessment.doses.map(\.state) == [.blocked])
    let notes = try office.desk().dispose(
      RecordID(1), as: .voided(reason: Line("entered twice")))
    #expect(notes == ["dose 2 of encounter 2 is ready now"])
  }
}
